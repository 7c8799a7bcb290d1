import { narrow } from './characters'
import { deadlineInProse, deadlineOf } from './due-date'
import type { OutlineNode } from './outline'
import type { Passage } from './passages'
import type { TaskKind } from './reading'
import { type Responsibility, responsibilitiesOf } from './responsibility'

export type DraftTask = {
  kind: TaskKind
  number: string | null
  title: string
  path: string[]
  responsibilities: Responsibility[]
  deadlineText: string | null
  dueOn: string | null
  ongoing: boolean
  startLine: number
  endLine: number
  text: string
  passages: Passage[]
}

export function draft(
  kind: TaskKind,
  number: string | null,
  title: string,
  path: string[],
  passages: Passage[],
  year: number | null,
  startLine: number,
  endLine: number,
): DraftTask {
  const responsibilities = passages.flatMap((passage) => responsibilitiesOf(passage))
  const printed = responsibilities.find((one) => one.deadline)?.deadline
  const labelled = printed ?? labelledDeadline(passages)
  const deadline = labelled ? deadlineOf(labelled, year) : firstDeadline(passages, year)
  return {
    kind,
    number,
    title,
    path,
    responsibilities,
    deadlineText: deadline?.text ?? null,
    dueOn: deadline?.dueOn ?? null,
    ongoing: deadline?.ongoing ?? false,
    startLine,
    endLine,
    text: passages.map((passage) => passage.text).join('\n'),
    passages,
  }
}

export function labelledDeadline(passages: Passage[]): string | null {
  for (const passage of passages) {
    const match = /(?:完成(?:时限|时间)|时间(?:要求|节点|安排)|工作时限|办结时限)\s*:\s*([^)\]】。;]+)/.exec(
      passage.flat,
    )
    if (match) return match[1] as string
  }
  return null
}

function firstDeadline(passages: Passage[], year: number | null) {
  for (const passage of passages) {
    const found = deadlineInProse(passage.text, year)
    if (found) return found
  }
  return null
}

export function subtreePassages(node: OutlineNode): Passage[] {
  const own = [...node.own]
  for (const child of node.children) {
    if (child.kind === 'box') continue
    const body = subtreePassages(child)
    if (!body.some((passage) => passage.line === child.line))
      own.push({ line: child.line, endLine: child.line, text: child.printed, flat: narrow(child.printed) })
    own.push(...body)
  }
  return own
}

export const lastLine = (node: OutlineNode): number =>
  Math.max(
    node.line,
    ...node.own.map((passage) => passage.endLine),
    ...node.children.filter((child) => child.kind !== 'box').map(lastLine),
  )
