import { formatShort, parseDate } from '../calendar/date'
import type { CalendarDate } from '../calendar/date'
import type { Json, JsonObject } from '../events'
import {
  actionLabel,
  changeRequestStateLabels,
  milestoneStateLabels,
  planStateLabels,
  reportFieldLabels,
  reportStateLabels,
  taskStateLabels,
} from '../labels'
import { rectificationStateLabels, supervisionFieldLabels, supervisionValueLabels } from '../supervision-labels'

/** One event of the record with the names of what it speaks of, as the history page reads it. */
export type HistoryEvent = {
  readonly action: string
  readonly subjectType: string
  readonly before: JsonObject | null
  readonly after: JsonObject | null
  readonly reason: string | null
  /** Whose report, for which period: 区教体局 2026年第3季度. */
  readonly report: string | null
  /** The milestone's present title; null once it was dropped. */
  readonly milestone: string | null
}

export type HistoryChange = { readonly field: string; readonly before: string | null; readonly after: string | null }

const fieldLabels: Readonly<Record<string, string>> = {
  ...supervisionFieldLabels,
  ...reportFieldLabels,
  title: '名称',
  requirement: '要求',
  deliverable: '成果',
  dueOn: '时限',
  originalDueOn: '原定时限',
  weight: '权重',
  evidenceAsked: '要求的佐证',
  evidenceWhy: '佐证用途',
  state: '状态',
  claimedOn: '申报日期',
  closedOn: '办结日期',
  suspendedOn: '中止日期',
  leadUnit: '牵头单位',
  leadUnits: '牵头单位',
  number: '编号',
  kind: '类别',
  section: '章节',
  ongoing: '长期坚持',
  supportUnits: '配合单位',
  milestones: '节点',
  subtasks: '子任务',
  group: '集合单位',
  person: '经办人',
  proposedDueOn: '申请的时限',
  milestone: '节点',
  evidence: '佐证材料',
  revision: '稿次',
}

const stateLabels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  task: taskStateLabels,
  milestone: milestoneStateLabels,
  report: reportStateLabels,
  changeRequest: changeRequestStateLabels,
  plan: planStateLabels,
  rectification: rectificationStateLabels,
}

const namesOf = (value: Json | undefined): string[] =>
  Array.isArray(value)
    ? value.map((entry: Json) =>
        typeof entry === 'object' && entry !== null && !Array.isArray(entry)
          ? String((entry as JsonObject).name ?? (entry as JsonObject).title ?? '')
          : String(entry),
      )
    : []

const textOf = (field: string, value: Json | undefined, subjectType: string): string | null => {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) return namesOf(value).filter(Boolean).join('、') || null
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'object') return null
  if (field === 'state') return stateLabels[subjectType]?.[String(value)] ?? String(value)
  if (field === 'severity') return supervisionValueLabels[String(value)] ?? String(value)
  if (field === 'selfPercent' || field === 'weight') return `${value}%`
  if (field === 'revision') return `第 ${value} 稿`
  return String(value)
}

/** What the event changed, field by field in the words of the screen; ids and inner marks are left out. */
export const historyChanges = (event: HistoryEvent): readonly HistoryChange[] => {
  const keys = new Set([...Object.keys(event.before ?? {}), ...Object.keys(event.after ?? {})])
  return [...keys].flatMap((field) => {
    const label = fieldLabels[field]
    if (!label) return []
    const before = textOf(field, event.before?.[field], event.subjectType)
    const after = textOf(field, event.after?.[field], event.subjectType)
    return before === after ? [] : [{ field: label, before, after }]
  })
}

/** Two steps as one: what it was before the older, what it became by the newer; what came back to itself is no change. */
export const mergeChanges = (
  older: readonly HistoryChange[],
  newer: readonly HistoryChange[],
): readonly HistoryChange[] => {
  const fields = [...new Set([...older, ...newer].map((change) => change.field))]
  return fields.flatMap((field) => {
    const first = older.find((change) => change.field === field)
    const last = newer.find((change) => change.field === field)
    const before = first ? first.before : (last?.before ?? null)
    const after = last ? last.after : (first?.after ?? null)
    return before === after ? [] : [{ field, before, after }]
  })
}

/**
 * Lines that say the same of one unit after the other, as one: gathers what stands next to each other and `isAlike`. Receipts of a task with thirty supporters are one fact.
 */
export const foldRuns = <T>(items: readonly T[], isAlike: (item: T) => boolean): readonly (readonly T[])[] => {
  const runs: T[][] = []
  for (const item of items) {
    const last = runs.at(-1)
    if (last?.[0] !== undefined && isAlike(last[0]) && isAlike(item)) last.push(item)
    else runs.push([item])
  }
  return runs
}

const named = (value: Json | undefined): string => (typeof value === 'string' && value ? `“${value}”` : '')

const dayOf = (value: Json | undefined, today: CalendarDate): string => {
  const day = typeof value === 'string' ? parseDate(value) : null
  return day ? formatShort(day, today) : ''
}

const objectOf = (event: HistoryEvent, today: CalendarDate): string => {
  const { before, after } = event
  switch (event.subjectType) {
    case 'milestone':
      return named(event.milestone ?? after?.title ?? before?.title)
    case 'report':
      return event.report ? `（${event.report}）` : ''
    case 'changeRequest': {
      const about = named(after?.milestone)
      const until = dayOf(after?.proposedDueOn, today)
      return `：${String(after?.kind ?? '')}${about ? `节点${about}` : ''}${until ? `至 ${until}` : ''}`
    }
    case 'rectification':
      return after?.orderNo ? `（${String(after.orderNo)}）` : ''
    case 'finding':
      return named(after?.fact ?? before?.fact)
    default:
      return ''
  }
}

/** The event in one line: 退回报送（区教体局 2026年第3季度）：缺少汇总表. */
export const historyLine = (event: HistoryEvent, today: CalendarDate): string => {
  const { action, after, before, reason } = event
  const moved = dayOf(after?.dueOn, today)
  const because = reason ? `：${reason}` : ''
  if (action === 'task.extend') return `延期，时限由 ${dayOf(before?.dueOn, today)} 改为 ${moved}${because}`
  if (action === 'milestone.extend') {
    return `节点延期${objectOf(event, today)}，由 ${dayOf(before?.dueOn, today)} 改为 ${moved}${because}`
  }
  if (action === 'milestone.add') return `新增节点${objectOf(event, today)}，${moved} 前`
  if (action === 'task.breakDown') return `分解出 ${namesOf(after?.subtasks).length} 项子任务`
  if (action === 'task.fanOut') {
    return `分解到${String(after?.group ?? '成员单位')}，${namesOf(after?.subtasks).length} 项子任务`
  }
  if (action === 'task.assignPerson') {
    return after?.person ? `指定${String(after.person)}为经办人` : `不再指定经办人`
  }
  if (action === 'task.revise') return `${reason ?? '规划修订'}，调整本任务`
  if (action === 'plan.publish') return '发布规划，交办本任务'
  if (action === 'task.issue') return `交办${after?.leadUnit ? `，由${String(after.leadUnit)}承担` : ''}${because}`
  return `${actionLabel(action)}${objectOf(event, today)}${because}`
}

/**
 * What a unit does before it hands something in is its own business (DESIGN §1): these events are read only inside the
 * unit that did them.
 */
export const innerActions: readonly string[] = [
  'report.save',
  'report.requestSignOff',
  'report.sendBack',
  'report.signOff',
  'report.revise',
  'evidence.add',
  'evidence.remove',
  'changeRequest.save',
]
