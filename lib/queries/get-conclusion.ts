import { sql } from 'drizzle-orm'
import { type ConclusionRow, readConclusion } from '@/db/supervision-subjects'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import {
  conclusionLifecycle,
  isConclusionFinal,
  type ObjectionOutcome,
  objectionDecisionDueOn,
  objectionDueOn,
} from '@/lib/domain/conclusion/states'
import type { FindingSeverity } from '@/lib/domain/inspection/states'
import { actionsIn } from '@/lib/domain/lifecycle'
import { can } from '@/lib/domain/permission/can'
import type { Action } from '@/lib/domain/permission/table'
import type { QueryContext } from './context'

export type ConclusionPage = {
  readonly conclusion: ConclusionRow
  readonly inspection: {
    readonly id: number
    readonly title: string
    readonly startsOn: CalendarDate
    readonly endsOn: CalendarDate
  }
  readonly unit: { readonly id: number; readonly name: string }
  readonly office: string
  readonly author: string
  readonly approver: string | null
  /** Also those that the decision withdrew. */
  readonly findings: readonly {
    readonly id: number
    readonly severity: FindingSeverity
    readonly fact: string
    readonly standard: string
    readonly isWithdrawn: boolean
    readonly relapseOfId: number | null
  }[]
  /** What it said before a decision changed it. */
  readonly revisions: readonly { readonly revision: number; readonly body: string; readonly replacedOn: CalendarDate }[]
  readonly objection: {
    readonly grounds: string
    readonly by: string
    readonly filedOn: CalendarDate
    readonly decisionDueOn: CalendarDate
    readonly outcome: ObjectionOutcome | null
    readonly decision: string | null
    readonly decider: string | null
    readonly decidedOn: CalendarDate | null
    /** Not decided within its thirty days, or decided after them. */
    readonly isLate: boolean
  } | null
  readonly objectionDueOn: CalendarDate | null
  readonly isFinal: boolean
  readonly verbs: readonly Action[]
}

type Facts = Pick<ConclusionPage, 'unit' | 'office' | 'author' | 'approver' | 'findings' | 'revisions'> & {
  readonly objection: Omit<NonNullable<ConclusionPage['objection']>, 'decisionDueOn' | 'isLate'> | null
}

const list = (select: ReturnType<typeof sql>) =>
  sql`(select coalesce(json_agg(row_to_json(x)), '[]') from (${select}) x)`

export const getConclusion = async (ctx: QueryContext, id: number): Promise<ConclusionPage | null> => {
  const { db, actor, today } = ctx
  const found = await readConclusion(db, id)
  if (!found || !can(actor, 'conclusion.view', found.subject)) return null
  const row = found.conclusion
  const [facts] = await db.execute<Facts>(sql`
    select json_build_object('id', u.id, 'name', u.name) as unit, o.name as office, a.name as author, b.name as approver,
      ${list(sql`select f.id::int as id, f.severity, f.fact, f.standard, f.is_withdrawn as "isWithdrawn", f.relapse_of_id::int as "relapseOfId"
        from finding f where f.inspection_id = k.inspection_id and f.unit_id = k.unit_id and (f.removed_at is null or f.is_withdrawn)
        order by array_position(array['serious', 'general', 'minor'], f.severity), f.id`)} as findings,
      ${list(sql`select r.revision, r.body, (r.replaced_at at time zone 'Asia/Shanghai')::date as "replacedOn"
        from conclusion_revision r where r.conclusion_id = k.id order by r.revision`)} as revisions,
      (select json_build_object('grounds', x.grounds, 'by', xa.name, 'filedOn', x.filed_on, 'outcome', x.outcome,
          'decision', x.decision, 'decider', xd.name, 'decidedOn', x.decided_on)
        from objection x join person xa on xa.id = x.author_person_id left join person xd on xd.id = x.decided_by
        where x.conclusion_id = k.id) as objection
    from conclusion k join inspection i on i.id = k.inspection_id join unit u on u.id = k.unit_id join unit o on o.id = i.office_unit_id
      join person a on a.id = k.author_person_id left join person b on b.id = k.approved_by
    where k.id = ${id}`)
  if (!facts) throw new Error('a conclusion always has its unit')
  const due = row.sentOn ? objectionDueOn(row.sentOn) : null
  const filed = facts.objection
  const { id: inspectionId, title, startsOn, endsOn, state } = found.inspection
  const mayStill = (action: Action): boolean => {
    if (action === 'conclusion.object') return due !== null && today <= due
    // What the life cycle asks of the inspection: nothing more is written or sent once it has ended.
    return state === 'underway' || action === 'conclusion.decideObjection'
  }
  return {
    ...facts,
    conclusion: row,
    inspection: { id: inspectionId, title, startsOn, endsOn },
    objection: filed && {
      ...filed,
      decisionDueOn: objectionDecisionDueOn(filed.filedOn),
      isLate: (filed.decidedOn ?? today) > objectionDecisionDueOn(filed.filedOn),
    },
    objectionDueOn: due,
    isFinal: isConclusionFinal(row.state, row.sentOn, today),
    verbs: actionsIn(conclusionLifecycle, row.state).filter(
      (action) => mayStill(action) && can(actor, action, found.subject),
    ),
  }
}
