import { parseDate } from '../calendar/date'
import type { PlanReading, ReadTask } from '../plan-text/reading'
import type { DraftSection, DraftUnit, PlanDraft, RegisterUnit } from './draft'
import { distinctUnits, foldName, unitFinder } from './draft-units'

const headingFolded = (text: string): string => foldName(text).replace(/[。．.、,，:：;；]/g, '')

/** The last heading of a task's path is its own where it holds the title. */
const headingsAbove = (task: ReadTask): readonly string[] => {
  const own = task.path.at(-1)
  return own !== undefined && headingFolded(own).includes(headingFolded(task.title))
    ? task.path.slice(0, -1)
    : task.path
}

/** A task that nobody was named for is doubtful and shown; a safeguard or a project without units is plain text of the plan. */
const isIssued = (task: ReadTask): boolean => task.kind === 'task' || task.leadUnits.length > 0

/** The reading as a draft to correct: headings become sections, names become units where the register knows them. */
export const toDraft = (reading: PlanReading, register: readonly RegisterUnit[]): PlanDraft => {
  let nextKey = 1
  const key = (prefix: string): string => `${prefix}${nextKey++}`
  const find = unitFinder(register)
  const unit = (spelling: string): DraftUnit => ({ spelling, unitId: find(spelling)?.id ?? null })
  const printedAt = new Map(reading.sections.map((section) => [JSON.stringify(section.path), section.startLine]))
  const sections: DraftSection[] = []
  const sectionByPath = new Map<string, string>()
  const sectionOf = (path: readonly string[]): string | null => {
    if (path.length === 0) return null
    const at = JSON.stringify(path)
    const known = sectionByPath.get(at)
    if (known) return known
    const parentKey = sectionOf(path.slice(0, -1))
    const own = key('s')
    sections.push({ key: own, parentKey, title: path.at(-1) as string, line: printedAt.get(at) ?? null })
    sectionByPath.set(at, own)
    return own
  }
  const items = reading.tasks.map((task) => ({
    key: key('t'),
    sectionKey: sectionOf(headingsAbove(task)),
    kind: task.kind,
    number: task.number,
    title: task.title.trim() || '（未命名）',
    text: task.text,
    ...distinctUnits(task.leadUnits.map(unit), task.supportUnits.map(unit)),
    unitsText: task.unitsText,
    deadlineText: task.deadlineText,
    dueOn: task.ongoing || !task.dueOn ? null : parseDate(task.dueOn),
    ongoing: task.ongoing,
    sourceStart: task.startLine,
    sourceEnd: task.endLine,
    issue: isIssued(task),
  }))
  return {
    document: reading.document,
    sections,
    items,
    indicators: reading.indicators.map(({ responsibleUnits, ...indicator }) => ({
      ...indicator,
      key: key('i'),
      owners: distinctUnits(responsibleUnits.map(unit), []).leads,
    })),
    targets: reading.targets.map(({ taskIndex, ...target }) => ({
      ...target,
      key: key('c'),
      isMilestone: false,
      itemKey: taskIndex === null ? null : (items[taskIndex]?.key ?? null),
    })),
    // Names are checked live against the register (draft-facts.ts), where a match makes the doubt go away.
    warnings: reading.warnings
      .filter((warning) => warning.code !== 'unknownUnit')
      .map((warning) => ({ ...warning, key: key('w'), isSettled: false })),
    spellings: reading.units,
    settled: [],
    nextKey,
  }
}
