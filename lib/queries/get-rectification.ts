import { sql } from 'drizzle-orm'
import { type RectificationRow, readRectification } from '@/db/supervision-subjects'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { deadlineSentence, isOverdue, workdaysLate } from '@/lib/domain/calendar/deadline'
import type { FindingSeverity } from '@/lib/domain/inspection/states'
import { actionsIn } from '@/lib/domain/lifecycle'
import { can } from '@/lib/domain/permission/can'
import type { Action } from '@/lib/domain/permission/table'
import { rectificationDeadline } from '@/lib/domain/rectification/deadline'
import { type RectificationEntryKind, rectificationLifecycle } from '@/lib/domain/rectification/states'
import type { QueryContext } from './context'
import { visibleFindings, visibleInspections } from './supervision-scope'

export type RectificationFinding = {
  readonly id: number
  readonly severity: FindingSeverity
  readonly fact: string
  readonly standard: string
  readonly foundOn: CalendarDate
  readonly author: string
  readonly task: { readonly id: number; readonly title: string } | null
  readonly relapseOfId: number | null
  readonly isWithdrawn: boolean
  readonly files: readonly StoredFileLink[]
}
export type StoredFileLink = {
  readonly id: number
  readonly name: string
  readonly mime: string
  readonly size: number
  readonly unit: string
  readonly by: string
  readonly addedAt: string
}

export type RectificationPage = {
  readonly rectification: RectificationRow
  readonly unit: { readonly id: number; readonly name: string }
  readonly office: string
  readonly orderedBy: string
  readonly clearedBy: string | null
  readonly inspection: { readonly id: number; readonly title: string; readonly isVisible: boolean }
  readonly findings: readonly RectificationFinding[]
  /** Everything that was said, oldest first; `round` counts the relapses. */
  readonly entries: readonly {
    readonly id: number
    readonly round: number
    readonly kind: RectificationEntryKind
    readonly text: string
    readonly dueOn: CalendarDate | null
    readonly unit: string
    readonly person: string
    readonly at: string
  }[]
  readonly files: readonly StoredFileLink[]
  readonly deadline: { readonly isLate: boolean; readonly workdaysLate: number; readonly words: string } | null
  /** New findings that say of one of this order's that it came back, and are in no order yet: what may reopen it. */
  readonly relapses: readonly { readonly id: number; readonly fact: string; readonly foundOn: CalendarDate }[]
  readonly verbs: readonly Action[]
}

type Facts = Pick<
  RectificationPage,
  'unit' | 'office' | 'orderedBy' | 'clearedBy' | 'inspection' | 'findings' | 'entries' | 'files' | 'relapses'
>

const list = (select: ReturnType<typeof sql>) =>
  sql`(select coalesce(json_agg(row_to_json(x)), '[]') from (${select}) x)`
const day = sql`to_char(f.found_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`
const files = (owner: ReturnType<typeof sql>) =>
  list(sql`select e.id::int as id, e.name, fi.mime, fi.size::int as size, eu.name as unit, ep.name as by, e.added_at as "addedAt"
    from evidence e join file fi on fi.id = e.file_id join unit eu on eu.id = e.unit_id join person ep on ep.id = e.added_by
    where ${owner} and e.removed_at is null order by e.id`)

export const getRectification = async (ctx: QueryContext, id: number): Promise<RectificationPage | null> => {
  const { db, actor, today, calendar } = ctx
  const found = await readRectification(db, id)
  if (!found || !can(actor, 'rectification.view', found.subject)) return null
  const row = found.rectification
  const [facts] = await db.execute<Facts>(sql`
    select json_build_object('id', u.id, 'name', u.name) as unit, o.name as office, a.name as "orderedBy", c.name as "clearedBy",
      json_build_object('id', i.id, 'title', i.title, 'isVisible', ${visibleInspections(actor)}) as inspection,
      ${list(sql`select f.id::int as id, f.severity, f.fact, f.standard, ${day} as "foundOn", pe.name as author,
          f.relapse_of_id::int as "relapseOfId", f.is_withdrawn as "isWithdrawn",
          (select json_build_object('id', t.id, 'title', t.title) from task t where t.id = f.task_id) as task,
          ${files(sql`e.finding_id = f.id`)} as files
        from rectification_finding rf join finding f on f.id = rf.finding_id join person pe on pe.id = f.author_person_id
        where rf.rectification_id = g.id order by f.id`)} as findings,
      ${list(sql`select n.id::int as id, n.round, n.kind, n.text, n.due_on as "dueOn", nu.name as unit, np.name as person, n.at
        from rectification_entry n join unit nu on nu.id = n.unit_id join person np on np.id = n.person_id
        where n.rectification_id = g.id order by n.id`)} as entries,
      ${files(sql`e.rectification_id = g.id`)} as files,
      ${list(sql`select f.id::int as id, f.fact, ${day} as "foundOn" from finding f join inspection i on i.id = f.inspection_id
        where f.removed_at is null and f.unit_id = g.unit_id and ${visibleFindings(actor)}
          and f.relapse_of_id in (select rf.finding_id from rectification_finding rf where rf.rectification_id = g.id)
          and not exists (select from rectification_finding rf where rf.finding_id = f.id) order by f.id desc`)} as relapses
    from rectification g join inspection i on i.id = g.inspection_id join unit u on u.id = g.unit_id join unit o on o.id = g.office_unit_id
      join person a on a.id = g.ordered_by left join person c on c.id = g.cleared_by
    where g.id = ${id}`)
  if (!facts) throw new Error('an order always has its unit')
  const owed = rectificationDeadline(row)
  const isAsked = row.extensionDueOn !== null
  const mayStill = (action: Action): boolean => {
    if (action === 'rectification.reopen') return facts.relapses.length > 0
    if (action === 'rectification.requestExtension') return !isAsked && row.dueOn >= today
    if (action === 'rectification.extend' || action === 'rectification.refuseExtension') return isAsked
    if (action === 'rectification.progress' || action === 'rectification.claim') return row.hasPlan
    return true
  }
  const subjectOf = (action: Action) =>
    action === 'rectification.extend' || action === 'rectification.refuseExtension'
      ? { ...found.subject, authorPersonId: row.extensionBy }
      : found.subject
  return {
    ...facts,
    rectification: row,
    deadline: owed && {
      isLate: isOverdue(owed, today),
      workdaysLate: workdaysLate(owed, today, calendar),
      words: deadlineSentence(owed, today, calendar),
    },
    verbs: actionsIn(rectificationLifecycle, row.state).filter(
      (action): action is Exclude<typeof action, 'rectification.revoke'> =>
        action !== 'rectification.revoke' && mayStill(action) && can(actor, action, subjectOf(action)),
    ),
  }
}
