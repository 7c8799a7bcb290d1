import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { OBJECTION_DAYS, OBJECTION_DECISION_DAYS } from '@/lib/domain/conclusion/states'
import type { QueryContext } from './context'
import { visibleConsequences } from './list-consequences'
import { isRectificationLate } from './rectification-late'
import { visibleConclusions, visibleInspections, visibleRectifications } from './supervision-scope'

/** What somebody owes in supervision; `subject` and `id` say where it is done. */
export type SupervisionTodo = {
  readonly kind:
    | 'acknowledge'
    | 'plan'
    | 'rectify'
    | 'rework'
    | 'mayObject'
    | 'approveInspection'
    | 'approveConclusion'
    | 'decideObjection'
    | 'reviseInspection'
    | 'startInspection'
    | 'reviseConclusion'
    | 'sendConclusion'
    | 'orderFindings'
    | 'verify'
    | 'extension'
    | 'inspect'
    | 'decideConsequence'
    | 'issueConsequence'
  readonly subject: 'inspection' | 'conclusion' | 'rectification' | 'consequence'
  readonly id: number
  readonly title: string
  /** The unit that it concerns; null where it concerns several. */
  readonly unit: string | null
  readonly dueOn: CalendarDate | null
  readonly isLate: boolean
}

const from = {
  rectification: sql`rectification g join inspection i on i.id = g.inspection_id join unit u on u.id = g.unit_id`,
  conclusion: sql`conclusion k join inspection i on i.id = k.inspection_id join unit u on u.id = k.unit_id`,
}

/** Every owed thing of the actor, what is late first; the conditions repeat no permission, they narrow what the scopes allow. */
export const supervisionTodo = async (ctx: QueryContext): Promise<readonly SupervisionTodo[]> => {
  const { actor, today, db } = ctx
  const me = actor.personId
  const late = isRectificationLate(today)
  const ofOrder = (kind: SupervisionTodo['kind'], where: SQL): SQL => sql`
    select ${kind}::text as kind, 'rectification' as subject, g.id::int as id, g.requirement as title, u.name as unit,
      g.due_on::text as "dueOn", ${late} as "isLate"
    from ${from.rectification} where ${visibleRectifications(actor)} and ${where}`
  const ofConclusion = (kind: SupervisionTodo['kind'], where: SQL, due: SQL = sql`null::date`): SQL => sql`
    select ${kind}::text, 'conclusion', k.id::int, i.title, u.name, (${due})::text, coalesce((${due}) < ${today}::date, false)
    from ${from.conclusion} where ${visibleConclusions(actor)} and ${where}`
  const ofInspection = (kind: SupervisionTodo['kind'], where: SQL, due: SQL = sql`null::date`): SQL => sql`
    select ${kind}::text, 'inspection', i.id::int, i.title, null::text, (${due})::text, coalesce((${due}) < ${today}::date, false)
    from inspection i where ${visibleInspections(actor)} and ${where}`

  const ofConsequence = (kind: SupervisionTodo['kind'], where: SQL): SQL => sql`
    select ${kind}::text, 'consequence', q.id::int, q.proposal, u.name, null::text, false
    from consequence q join unit u on u.id = q.unit_id where ${visibleConsequences(actor)} and ${where}`

  const isOwnUnit = sql`g.unit_id = ${actor.unitId}`
  const isOwnOffice = sql`i.office_unit_id = ${actor.unitId}`
  const isWorking = sql`g.state in ('acknowledged', 'returned')`
  const foundByMe = sql`exists (select from rectification_finding rf join finding f on f.id = rf.finding_id
    where rf.rectification_id = g.id and f.author_person_id = ${me})`
  // Who holds a post in the unit, or held one since the order, does not judge it from another.
  const heldPost = sql`exists (select from membership h where h.person_id = ${me} and h.unit_id = g.unit_id
    and (h.ended_on is null or h.ended_on >= g.ordered_on))`
  const tookPart = sql`(exists (select from inspection_member m where m.inspection_id = i.id and m.person_id = ${me})
    or exists (select from finding f where f.inspection_id = i.id and f.unit_id = k.unit_id and f.author_person_id = ${me}))`
  const unitPeople = [
    ofOrder('acknowledge', sql`${isOwnUnit} and g.state = 'ordered'`),
    ofOrder('rework', sql`${isOwnUnit} and g.state = 'returned' and g.has_plan`),
    ofOrder('plan', sql`${isOwnUnit} and ${isWorking} and not g.has_plan`),
    ofOrder('rectify', sql`${isOwnUnit} and g.state = 'acknowledged' and g.has_plan`),
    ofConclusion(
      'mayObject',
      sql`k.unit_id = ${actor.unitId} and k.state = 'sent' and k.sent_on + ${OBJECTION_DAYS}::int >= ${today}::date`,
      sql`k.sent_on + ${OBJECTION_DAYS}::int`,
    ),
  ]
  const leader = [
    ofConsequence(
      'decideConsequence',
      sql`q.state = 'proposed' and q.approver_person_id = ${me} and q.proposed_by <> ${me}`,
    ),
    ofInspection('approveInspection', sql`i.state = 'submitted' and i.author_person_id <> ${me}`, sql`i.starts_on`),
    ofConclusion('approveConclusion', sql`k.state = 'submitted' and k.author_person_id <> ${me}`),
    ofConclusion(
      'decideObjection',
      sql`k.state = 'objected' and k.author_person_id <> ${me} and k.approved_by <> ${me} and not ${tookPart}`,
      sql`(select x.filed_on + ${OBJECTION_DECISION_DAYS}::int from objection x where x.conclusion_id = k.id)`,
    ),
  ]
  const office = [
    ofConsequence('issueConsequence', sql`q.state = 'approved'`),
    ofInspection('reviseInspection', sql`${isOwnOffice} and i.state = 'draft' and i.state_reason is not null`),
    ofInspection('startInspection', sql`${isOwnOffice} and i.state = 'approved'`, sql`i.starts_on`),
    ofConclusion('reviseConclusion', sql`${isOwnOffice} and k.state = 'draft' and k.return_reason is not null`),
    ofConclusion('sendConclusion', sql`${isOwnOffice} and k.state = 'approved'`),
    ofInspection(
      'orderFindings',
      sql`${isOwnOffice} and i.state in ('underway', 'concluded') and exists (
        select from finding f where f.inspection_id = i.id and f.removed_at is null and f.severity <> 'minor'
          and not exists (select from rectification_finding rf where rf.finding_id = f.id))`,
    ),
    ofOrder(
      'verify',
      sql`${isOwnOffice} and g.state = 'claimed' and g.claimed_by <> ${me} and not ${isOwnUnit} and not ${heldPost} and not ${foundByMe}`,
    ),
    ofOrder('extension', sql`${isOwnOffice} and g.extension_by <> ${me} and not ${isOwnUnit} and not ${heldPost}`),
  ]
  const team = ofInspection(
    'inspect',
    sql`i.state = 'underway' and exists (select from inspection_member m where m.inspection_id = i.id and m.person_id = ${me})`,
    sql`i.ends_on`,
  )
  const parts = {
    officer: [...unitPeople, team],
    head: [...unitPeople, team],
    office: [...office, team],
    leader,
    expert: [team],
    admin: [],
    auditor: [],
  }[actor.role]
  const [first, ...rest] = parts
  if (!first) return []
  return db.execute<SupervisionTodo>(sql`
    select kind, subject, id, title, unit, "dueOn", "isLate"
    from (select null::text as kind, null::text as subject, null::int as id, null::text as title, null::text as unit,
      null::text as "dueOn", null::boolean as "isLate" where false
      ${sql.join(
        [first, ...rest].map((part) => sql` union all ${part}`),
        sql` `,
      )}) x
    order by "isLate" desc, "dueOn" nulls last, kind, id limit 200`)
}
