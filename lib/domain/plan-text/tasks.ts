import { isChapterWord } from './chapter'
import { narrow } from './characters'
import { type DraftTask, draft, labelledDeadline, lastLine, subtreePassages } from './draft-task'
import { deadlineOf } from './due-date'
import { headingMark, splitTitle } from './heading'
import type { OutlineNode } from './outline'
import type { Passage } from './passages'
import type { TaskKind } from './reading'
import { type Responsibility, responsibilitiesOf } from './responsibility'

const TIME_LINE = /^(?:完成|办结)?(?:时限|时间|期限)(?:要求|安排|节点)?\s*:/

/** Every task, safeguard and boxed project of the outline, in printed order. `headings` only stand above a table of tasks. */
export function collectTasks(root: OutlineNode, year: number | null, headings: Set<OutlineNode>): DraftTask[] {
  const tasks: DraftTask[] = []
  const carries = memo()
  const visit = (node: OutlineNode, safeguards: boolean) => {
    if (headings.has(node)) return
    if (node.kind === 'box') {
      tasks.push(...boxProjects(node, year))
      return
    }
    if (node.kind === 'annex') return
    const inSafeguards = safeguards || node.kind === 'safeguards'
    const kids = node.children.filter((child) => child.kind !== 'box')
    const boxes = node.children.filter((child) => child.kind === 'box')
    const wanted = node.parent !== null && node.kind !== 'background'
    const below = kids.some(carries)
    if (!wanted || (kids.length > 0 && goesDeeper(node, kids, below, inSafeguards, carries))) {
      if (ownResponsibilities(node).length > 0 && (wanted || kids.length === 0 || !below))
        tasks.push(...leafTasks(node, inSafeguards, year, false))
      for (const child of node.children) visit(child, inSafeguards)
      return
    }
    tasks.push(...leafTasks(node, inSafeguards, year, true))
    for (const box of boxes) visit(box, inSafeguards)
  }
  visit(root, false)
  return tasks
}

function memo(): (node: OutlineNode) => boolean {
  const known = new Map<OutlineNode, boolean>()
  const carries = (node: OutlineNode): boolean => {
    const before = known.get(node)
    if (before !== undefined) return before
    const found = ownResponsibilities(node).length > 0 || node.children.some(carries)
    known.set(node, found)
    return found
  }
  return carries
}

const ownResponsibilities = (node: OutlineNode): Responsibility[] =>
  node.own.flatMap((passage) => responsibilitiesOf(passage))

/** Whether the tasks stand further down, or this heading with all its items is one task. */
function goesDeeper(
  node: OutlineNode,
  kids: OutlineNode[],
  below: boolean,
  safeguards: boolean,
  carries: (node: OutlineNode) => boolean,
): boolean {
  const last = kids.at(-1) as OutlineNode
  const closing = last.own.at(-1)
  const carriers = kids.filter(carries)
  // one responsibility line after all items belongs to the heading above them
  if (
    kids.length > 1 &&
    carriers.length === 1 &&
    carriers[0] === last &&
    last.children.length === 0 &&
    last.rank >= 4 &&
    closing
  ) {
    const [found] = responsibilitiesOf(closing)
    if (found && found.from === 0 && last.own.length > 1) return false
    if (found && found.from === 0 && !narrow(closing.text).includes(narrow(last.title))) return false
  }
  if (below) return true
  if (ownResponsibilities(node).length > 0) return false
  if (safeguards)
    return node.parent?.parent === null ? kids.some((kid) => kid.rank <= 4) : node.parent?.kind !== 'safeguards'
  return kids.some((kid) => kid.rank <= 4)
}

export function pathOf(node: OutlineNode): string[] {
  const path: string[] = []
  for (let at: OutlineNode | null = node; at?.parent; at = at.parent) if (at.printed) path.unshift(at.printed)
  return path
}

function leafTasks(node: OutlineNode, safeguard: boolean, year: number | null, whole: boolean): DraftTask[] {
  const kind: TaskKind = safeguard ? 'safeguard' : 'task'
  const carriers = node.own.filter((passage) => responsibilitiesOf(passage).length > 0)
  const alone = carriers.filter((passage) => isOnlyResponsibility(passage))
  const all = whole ? subtreePassages(node) : node.own
  // a heading with one pair is read like the headings beside it
  const inTurn = node.children.length === 0 && closedGroups(node) > 0
  if (inTurn && (closedGroups(node) >= 2 || beside(node))) return splitByResponsibility(node, kind, year)
  if (isPointer(node, all)) return []
  if (carriers.length - alone.length >= 2 || (node.parent === null && carriers.length > 0))
    return splitByResponsibility(node, kind, year)
  const titled = node.parent !== null
  if (!titled) return []
  return [
    draft(kind, node.number, node.title, pathOf(node), all, year, node.line, whole ? lastLine(node) : node.endLine),
  ]
}

const isOnlyResponsibility = (passage: Passage): boolean => {
  const found = responsibilitiesOf(passage)
  const from = found[0]?.from ?? -1
  const mark = headingMark(passage.text)?.length ?? 0
  return from >= 0 && from <= mark && (found.at(-1)?.to ?? 0) >= passage.text.replace(/[。；;\s]+$/, '').length
}

const besides = new WeakMap<OutlineNode, boolean>()

/** Whether a heading beside this one holds several pairs; asked once for all headings of one parent. */
function beside(node: OutlineNode): boolean {
  const parent = node.parent
  if (!parent) return false
  const known = besides.get(parent)
  if (known !== undefined) return known
  const found = parent.children.some((child) => child.children.length === 0 && closedGroups(child) >= 2)
  besides.set(parent, found)
  return found
}

/** 推进…改造。… and 责任单位：… in turn: how many such pairs stand under one heading. */
function closedGroups(node: OutlineNode): number {
  const kinds = node.own.map((passage) =>
    isOnlyResponsibility(passage) || TIME_LINE.test(passage.flat) ? 'units' : 'text',
  )
  return kinds.filter((kind, at) => kind === 'units' && kinds[at - 1] === 'text').length
}

/** 重点任务共9项，详见附件: the chapter only says where its tasks stand. */
const isPointer = (node: OutlineNode, all: Passage[]): boolean =>
  node.children.length === 0 &&
  ((/^.{0,4}(目标任务|任务目标)$/.test(node.title) && node.parent?.parent === null) || pointsElsewhere(node, all))

const pointsElsewhere = (node: OutlineNode, all: Passage[]): boolean =>
  isChapterWord(node.title) &&
  all.every((passage) => passage.flat.length <= 120) &&
  (all.length === 0 || all.some((passage) => /附件|附表|下表|任务分工表|清单|如下/.test(passage.flat)))

/** Several paragraphs of one heading with units of their own: each is a task under its first sentence. */
function splitByResponsibility(node: OutlineNode, kind: TaskKind, year: number | null): DraftTask[] {
  const tasks: DraftTask[] = []
  let group: Passage[] = []
  for (const passage of node.own) {
    const closed = tasks.at(-1)
    if (closed && group.length === 0 && TIME_LINE.test(passage.flat)) {
      const limit = deadlineOf(labelledDeadline([passage]) ?? '', year)
      Object.assign(closed, { deadlineText: limit.text, dueOn: limit.dueOn, ongoing: limit.ongoing })
      closed.endLine = passage.endLine
      continue
    }
    group.push(passage)
    if (responsibilitiesOf(passage).length === 0) continue
    const carrier = isOnlyResponsibility(passage) ? (group.at(-2) ?? passage) : passage
    if (isOnlyResponsibility(passage) && group.length === 1 && tasks.length > 0) {
      const last = tasks.at(-1) as DraftTask
      last.responsibilities.push(...responsibilitiesOf(passage))
      last.endLine = passage.endLine
    } else {
      const offset =
        carrier.line === node.line && carrier.text.startsWith(node.printed)
          ? node.printed.length
          : (headingMark(carrier.text)?.length ?? 0)
      const first = responsibilitiesOf(carrier)[0]
      const text = carrier.text
        .slice(offset, first && first.from > offset ? first.from : undefined)
        .replace(/^[。.:：\s]+|^——/, '')
      const own = splitTitle(text).title
      const title = own || node.title
      const taken =
        carrier === group[0] || group.length === 1 ? group : [carrier, ...(carrier === passage ? [] : [passage])]
      tasks.push(
        draft(
          kind,
          own ? null : node.number,
          title,
          own ? [...pathOf(node), title] : pathOf(node),
          taken,
          year,
          carrier.line,
          passage.endLine,
        ),
      )
    }
    group = []
  }
  return tasks
}

/** The items of a 专栏 box: its numbered headings, else its short lines, else its paragraphs' first sentences. */
function boxProjects(box: OutlineNode, year: number | null): DraftTask[] {
  const boxPath = box.printed ? [box.printed] : []
  const project = (
    number: string | null,
    title: string,
    printed: string,
    passages: Passage[],
    line: number,
    endLine: number,
  ) => draft('project', number, title, [...boxPath, printed], passages, year, line, endLine)
  if (box.children.length > 0) {
    return box.children.map((item) =>
      project(item.number, item.title, item.printed, subtreePassages(item), item.line, lastLine(item)),
    )
  }
  const body = box.own.filter((passage) => passage.line !== box.line)
  const isShort = (passage: Passage) => passage.flat.length <= 25 && !/[。;:,]/.test(passage.flat)
  const runIn = (passage: Passage) => /^[^。:,]{4,25}[。:]./.test(passage.flat.replace(/^\d{2}\s+/, ''))
  const starts = body.some(isShort) ? isShort : runIn
  const items: { number: string | null; title: string; passages: Passage[] }[] = []
  for (const passage of body) {
    const number = /^(\d{2})\s+/.exec(passage.flat)
    if (starts(passage))
      items.push({
        number: number?.[1] ?? null,
        title: splitTitle(passage.text.slice(number?.[0].length ?? 0)).title,
        passages: [passage],
      })
    else items.at(-1)?.passages.push(passage)
  }
  if (items.length === 0 && box.title) return [project(box.number, box.title, box.title, body, box.line, lastLine(box))]
  return items.map(({ number, title, passages }) => {
    const first = passages[0] as Passage
    return project(number, title, title, passages, first.line, passages.at(-1)?.endLine ?? first.endLine)
  })
}
