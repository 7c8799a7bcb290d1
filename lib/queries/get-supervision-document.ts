import { type SQL, sql } from 'drizzle-orm'
import { readConsequence } from '@/db/consequence'
import { type InspectionRow, readConclusion, readInspection, readRectification } from '@/db/supervision-subjects'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { toShanghaiDay } from '@/lib/domain/calendar/date'
import type { OfficialDocument } from '@/lib/domain/official/document'
import {
  type FindingFacts,
  type InspectionFacts,
  inspectionBrief,
  inspectionCircular,
  inspectionConclusion,
  interviewNotice,
  type OrderFacts,
  rectificationOrder,
} from '@/lib/domain/official/supervision-documents'
import { can } from '@/lib/domain/permission/can'
import type { RectificationState } from '@/lib/domain/rectification/states'
import { rectificationStateLabels } from '@/lib/domain/supervision-labels'
import type { QueryContext } from './context'
import { isRectificationLate } from './rectification-late'

export const supervisionDocumentKinds = ['circular', 'brief', 'order', 'conclusion', 'interview'] as const
export type SupervisionDocumentKind = (typeof supervisionDocumentKinds)[number]

const inspectionFacts = async ({ db }: QueryContext, row: InspectionRow): Promise<InspectionFacts> => {
  const [facts] = await db.execute<{ office: string; units: string[]; visits: number }>(sql`
    select o.name as office, (select count(*)::int from visit v where v.inspection_id = ${row.id}) as visits,
      (select coalesce(json_agg(u.name order by u.id), '[]') from inspection_unit i join unit u on u.id = i.unit_id
        where i.inspection_id = ${row.id}) as units
    from unit o where o.id = ${row.officeUnitId}`)
  const { title, legalBasis, content, scope, startsOn, endsOn, isSample } = row
  return {
    office: facts?.office ?? '',
    units: facts?.units ?? [],
    visits: facts?.visits ?? 0,
    title,
    legalBasis,
    content,
    scope,
    startsOn,
    endsOn,
    isSample,
  }
}

const findingsOf = async ({ db }: QueryContext, condition: SQL): Promise<readonly FindingFacts[]> =>
  db.execute<FindingFacts>(sql`
    select u.name as unit, f.severity, f.standard, f.fact, f.relapse_of_id is not null as "isRelapse"
    from finding f join unit u on u.id = f.unit_id where f.removed_at is null and ${condition}
    order by u.id, array_position(array['serious', 'general', 'minor'], f.severity), f.id`)

const ordersOf = async ({ db, today }: QueryContext, condition: SQL): Promise<readonly OrderFacts[]> => {
  const rows = await db.execute<Omit<OrderFacts, 'state' | 'isCleared'> & { state: RectificationState }>(sql`
    select g.order_no as "orderNo", u.name as unit, g.requirement, g.acceptance_standard as "acceptanceStandard",
      g.evidence_asked as "evidenceAsked", g.due_on as "dueOn", g.state, ${isRectificationLate(today)} as "isLate"
    from rectification g join unit u on u.id = g.unit_id where ${condition} order by g.id`)
  return rows.map(({ state, ...row }) => ({
    ...row,
    state: rectificationStateLabels[state],
    isCleared: state === 'cleared',
  }))
}

const none = { docNumber: null, on: null }

/**
 * One of the five documents with the facts as they stand now; null where the actor may not see what it speaks of. Circular and
 * brief are the office's and its leaders', the others go to whoever may read the order, the conclusion, the consequence.
 */
export const getSupervisionDocument = async (
  ctx: QueryContext,
  kind: SupervisionDocumentKind,
  id: number,
): Promise<OfficialDocument | null> => {
  const { db, actor } = ctx
  if (kind === 'circular' || kind === 'brief') {
    const found = await readInspection(db, id)
    const maySee =
      found &&
      (actor.role === 'office' || actor.role === 'leader') &&
      can(actor, 'inspection.view', found.subject) &&
      (found.inspection.state === 'underway' || found.inspection.state === 'concluded')
    if (!found || !maySee) return null
    const [facts, findings, orders] = await Promise.all([
      inspectionFacts(ctx, found.inspection),
      findingsOf(ctx, sql`f.inspection_id = ${id}`),
      ordersOf(ctx, sql`g.inspection_id = ${id}`),
    ])
    if (kind === 'circular') return inspectionCircular(facts, findings, orders, none)
    return inspectionBrief(facts, findings, orders, `${actor.jurisdictionName}人民政府`, none)
  }
  if (kind === 'order') {
    const found = await readRectification(db, id)
    if (!found || !can(actor, 'rectification.view', found.subject)) return null
    const [facts, [order], findings] = await Promise.all([
      inspectionFacts(ctx, found.inspection),
      ordersOf(ctx, sql`g.id = ${id}`),
      findingsOf(ctx, sql`f.id in (select finding_id from rectification_finding where rectification_id = ${id})`),
    ])
    const on: CalendarDate = found.rectification.orderedOn
    return order ? rectificationOrder(facts, order, findings, { docNumber: order.orderNo, on }) : null
  }
  if (kind === 'conclusion') {
    const found = await readConclusion(db, id)
    if (!found || !can(actor, 'conclusion.view', found.subject)) return null
    const { conclusion: row } = found
    const [facts, findings, [unit]] = await Promise.all([
      inspectionFacts(ctx, found.inspection),
      findingsOf(ctx, sql`f.inspection_id = ${row.inspectionId} and f.unit_id = ${row.unitId}`),
      db.execute<{ name: string }>(sql`select name from unit where id = ${row.unitId}`),
    ])
    const said = { unit: unit?.name ?? '', body: row.body, sentOn: row.sentOn }
    return inspectionConclusion(facts, said, findings, { docNumber: null, on: row.sentOn })
  }
  const found = await readConsequence(db, id)
  if (!found || !can(actor, 'consequence.view', found.subject)) return null
  const { consequence: row } = found
  // Nothing goes out before its approval (第二十一条).
  if (row.kind !== 'interview' || (row.state !== 'approved' && row.state !== 'issued')) return null
  const [[office], facts] = await Promise.all([
    db.execute<{ name: string; isSample: boolean }>(sql`
      select o.name, coalesce((select i.is_sample from inspection i where i.id = ${row.inspectionId}::bigint), false) as "isSample"
      from unit o where o.id = ${row.officeUnitId}`),
    db.execute<{ text: string }>(sql`
      select coalesce(d.fact, '整改 ' || r.order_no || '：' || r.requirement, '任务：' || t.title) as text
      from consequence_fact f left join finding d on d.id = f.finding_id and d.removed_at is null
        left join rectification r on r.id = f.rectification_id left join task t on t.id = f.task_id
      where f.consequence_id = ${id} and (f.finding_id is null or d.id is not null) order by f.id`),
  ])
  return interviewNotice(
    { office: office?.name ?? '', isSample: office?.isSample ?? false },
    {
      unit: found.unitName,
      addressee: row.addressee,
      proposal: row.proposal,
      facts: facts.map((fact) => fact.text),
    },
    { docNumber: row.docNumber, on: row.issuedOn ?? (row.decidedAt ? toShanghaiDay(row.decidedAt) : null) },
  )
}
