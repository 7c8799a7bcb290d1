import type { CalendarDate } from '../calendar/date'
import { formatLong } from '../calendar/date'
import { taskStateLabels } from '../labels'
import type { DifferenceEntry } from '../plan/compare-plans'
import type { ComparedIndicator, ComparedItem, ComparedUnit } from '../plan/compared'
import type { RegisterUnit } from '../plan/draft'
import type { TaskState } from '../task/states'
import { type EntryDecision, takenFields } from './decisions'

/** How a task stands that a revised version speaks of. */
export type TaskStanding = {
  readonly state: TaskState
  readonly approvedReports: number
  /** Units with a report that is neither approved nor put away. */
  readonly reportingUnitIds: readonly number[]
  /** The latest date of a milestone that is not verified, of a subtask that is open. */
  readonly lastMilestoneOn: CalendarDate | null
  readonly lastSubtaskOn: CalendarDate | null
  readonly openSubtasks: number
  readonly closingSubtask: string | null
  readonly openRequests: number
}

/** What the office should know before it decides; what blocks stands in the way of applying. */
export type Note = {
  readonly level: 'blocks' | 'warns'
  readonly text: string
  /** Holds only where this field is taken. */
  readonly field: string | null
}

const blocks = (text: string, field: string | null = null): Note => ({ level: 'blocks', text, field })
const warns = (text: string, field: string | null = null): Note => ({ level: 'warns', text, field })

type Register = ReadonlyMap<number, RegisterUnit>

const unitNotes = (units: readonly ComparedUnit[], register: Register, field: string | null): Note[] =>
  units.flatMap((unit) => {
    const known = unit.unitId === null ? undefined : register.get(unit.unitId)
    if (!known) return [blocks(`“${unit.name}”没有对应到单位库`, field)]
    if (known.dissolved) return [blocks(`“${known.name}”已撤销，请对应到承接其职能的单位`, field)]
    if (known.kind === 'group' && known.members.length === 0) return [warns(`集合单位“${known.name}”没有成员`, field)]
    return []
  })

export const newItemNotes = (item: ComparedItem, register: Register, today: CalendarDate): readonly Note[] => [
  ...(item.leads.length === 0 ? [blocks('没有牵头单位')] : []),
  ...unitNotes([...item.leads, ...item.supports], register, null),
  ...(item.dueOn !== null && item.dueOn < today ? [warns('时限早于今天，交办后即为逾期', null)] : []),
]

/** An owner that is not known stays in the document: publication leaves it out as well. */
export const indicatorNotes = (indicator: ComparedIndicator, field: string | null): readonly Note[] =>
  indicator.owners
    .filter((unit) => unit.unitId === null)
    .map((unit) => warns(`责任单位“${unit.name}”没有对应到单位库，不会登记`, field))

const missingFrom = (before: readonly ComparedUnit[], after: readonly ComparedUnit[]): readonly ComparedUnit[] =>
  before.filter((unit) => unit.unitId !== null && !after.some((other) => other.unitId === unit.unitId))

export const changedItemNotes = (
  entry: DifferenceEntry,
  before: ComparedItem,
  after: ComparedItem,
  standing: TaskStanding,
  register: Register,
  today: CalendarDate,
): readonly Note[] => {
  if (!['issued', 'active', 'suspended'].includes(standing.state)) {
    const hint = standing.state === 'closing' ? '请先办结或退回办结申请' : '不再变更'
    return [blocks(`任务${taskStateLabels[standing.state]}，${hint}`)]
  }
  const has = (field: string) => entry.fields.some((change) => change.field === field)
  const notes: Note[] = []
  for (const field of ['leads', 'supports'] as const)
    if (has(field)) notes.push(...unitNotes(after[field], register, field))
  if (has('leads') || has('supports')) {
    const leaving = missingFrom([...before.leads, ...before.supports], [...after.leads, ...after.supports])
    for (const unit of leaving.filter((one) => standing.reportingUnitIds.includes(one.unitId ?? 0))) {
      notes.push(warns(`${unit.name}不再承担，它有未审结的报送（报送和佐证保留）`, null))
    }
    const primary = before.leads[0]
    if (primary && after.leads[0]?.unitId !== primary.unitId && has('leads')) {
      notes.push(warns(`第一牵头单位由${primary.name}改为${after.leads[0]?.name ?? '–'}，须重新签收`, 'leads'))
      if (standing.openSubtasks > 0)
        notes.push(warns(`${standing.openSubtasks} 项在办子任务改由新的牵头单位审核`, 'leads'))
    }
  }
  if (has('due')) {
    if (after.dueOn !== null && after.dueOn < today) notes.push(warns('新的时限早于今天，应用后即为逾期', 'due'))
    if (after.dueOn && standing.lastMilestoneOn && after.dueOn < standing.lastMilestoneOn) {
      notes.push(warns(`有节点排在 ${formatLong(standing.lastMilestoneOn)}，晚于新的时限`, 'due'))
    }
    if (after.dueOn && standing.lastSubtaskOn && after.dueOn < standing.lastSubtaskOn) {
      notes.push(warns(`有子任务排到 ${formatLong(standing.lastSubtaskOn)}，晚于新的时限`, 'due'))
    }
  }
  if (standing.approvedReports > 0) notes.push(warns(`已有 ${standing.approvedReports} 份审核通过的报送，原样保留`))
  return notes
}

export const goneItemNotes = (standing: TaskStanding): readonly Note[] => {
  if (standing.state === 'closing') return [blocks('任务正在申请办结，请先办结或退回办结申请')]
  if (standing.closingSubtask) return [blocks(`子任务“${standing.closingSubtask}”正在申请办结，请先办结或退回`)]
  return [
    ...(standing.openSubtasks > 0 ? [warns(`${standing.openSubtasks} 项在办子任务随之终止`)] : []),
    ...(standing.reportingUnitIds.length > 0
      ? [warns(`${standing.reportingUnitIds.length} 个单位有未审结的报送（报送和佐证保留）`)]
      : []),
    ...(standing.approvedReports > 0 ? [warns(`已有 ${standing.approvedReports} 份审核通过的报送，原样保留`)] : []),
    ...(standing.openRequests > 0 ? [warns(`${standing.openRequests} 份未决的变更申请随之撤回`)] : []),
  ]
}

/** What stands in the way of the decision; null: nothing. */
export const obstacle = (entry: DifferenceEntry, decision: EntryDecision, notes: readonly Note[]): string | null => {
  if (!decision.accept) return null
  const taken = takenFields(entry, decision)
  return notes.find((note) => note.level === 'blocks' && (note.field === null || taken.has(note.field)))?.text ?? null
}
