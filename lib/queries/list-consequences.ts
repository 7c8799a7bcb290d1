import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { ConsequenceKind, ConsequenceState } from '@/lib/domain/consequence/states'
import { type Actor, roleHas } from '@/lib/domain/permission/can'
import type { QueryContext } from './context'

export type ListedConsequence = {
  readonly id: number
  readonly kind: ConsequenceKind
  readonly state: ConsequenceState
  readonly unitId: number
  readonly unit: string
  readonly addressee: string | null
  readonly proposal: string
  readonly facts: number
  readonly proposedAt: string
  readonly approver: string
  readonly docNumber: string | null
  readonly issuedOn: CalendarDate | null
}

export type ConsequenceFilter = {
  readonly state: ConsequenceState | null
  readonly kind: ConsequenceKind | null
  readonly unitId: number | null
  readonly after: number | null
}

export type ConsequenceList = {
  readonly items: readonly ListedConsequence[]
  readonly next: string | null
  readonly total: number
  readonly states: Readonly<Record<ConsequenceState, number>>
  readonly mayPropose: boolean
}

const PAGE = 50

/** Consequences as `consequence q`: `consequence.view`. A proposal is not its unit's business before it takes effect. */
export const visibleConsequences = (actor: Actor): SQL => {
  switch (actor.role) {
    case 'office':
      return sql`q.office_unit_id = ${actor.unitId}`
    case 'leader':
      return sql`(q.approver_person_id = ${actor.personId} or q.unit_id in (
        select u.id from unit u join jurisdiction j on j.id = u.jurisdiction_id where j.path like ${`${actor.jurisdictionPath}%`}))`
    case 'officer':
    case 'head':
      return sql`(q.unit_id = ${actor.unitId} and q.state = 'issued')`
    default:
      return sql`false`
  }
}

/** Newest first; keyset by number. */
export const listConsequences = async (ctx: QueryContext, filter: ConsequenceFilter): Promise<ConsequenceList> => {
  const { db, actor } = ctx
  const seen = sql`${visibleConsequences(actor)}
    and (${filter.kind}::text is null or q.kind = ${filter.kind})
    and (${filter.unitId}::bigint is null or q.unit_id = ${filter.unitId})`
  const rows = await db.execute<ListedConsequence>(sql`
    select q.id::int as id, q.kind, q.state, q.unit_id::int as "unitId", u.name as unit, q.addressee, q.proposal,
      (select count(*)::int from consequence_fact f where f.consequence_id = q.id) as facts,
      q.proposed_at as "proposedAt", p.name as approver, q.doc_number as "docNumber", q.issued_on as "issuedOn"
    from consequence q join unit u on u.id = q.unit_id join person p on p.id = q.approver_person_id
    where ${seen} and (${filter.state}::text is null or q.state = ${filter.state})
      and (${filter.after}::bigint is null or q.id < ${filter.after})
    order by q.id desc limit ${PAGE + 1}`)
  const counts = await db.execute<{ state: ConsequenceState; n: number }>(
    sql`select q.state, count(*)::int as n from consequence q where ${seen} group by 1`,
  )
  const items = rows.slice(0, PAGE)
  const count = (state: ConsequenceState) => counts.find((row) => row.state === state)?.n ?? 0
  const states = {
    proposed: count('proposed'),
    approved: count('approved'),
    rejected: count('rejected'),
    issued: count('issued'),
  }
  return {
    items,
    next: rows.length > PAGE ? String(items.at(-1)?.id) : null,
    total: filter.state ? states[filter.state] : counts.reduce((sum, row) => sum + row.n, 0),
    states,
    mayPropose: roleHas(actor.role, 'consequence.propose'),
  }
}
