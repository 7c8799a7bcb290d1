import { sql } from 'drizzle-orm'
import { type ConsequenceRow, readConsequence } from '@/db/consequence'
import { consequenceLifecycle } from '@/lib/domain/consequence/states'
import type { FindingSeverity } from '@/lib/domain/inspection/states'
import { actionsIn } from '@/lib/domain/lifecycle'
import { can } from '@/lib/domain/permission/can'
import type { Action } from '@/lib/domain/permission/table'
import type { QueryContext } from './context'
import { visibleTasks } from './scope'

/** A fact as the proposal cites it; `href` is left to the page. */
export type CitedFact =
  | {
      readonly kind: 'finding'
      readonly id: number
      readonly text: string
      readonly severity: FindingSeverity
      readonly standard: string
      readonly inspectionId: number
      readonly isWithdrawn: boolean
    }
  | { readonly kind: 'rectification'; readonly id: number; readonly text: string; readonly orderNo: string }
  | { readonly kind: 'task'; readonly id: number; readonly text: string; readonly isVisible: boolean }

export type ConsequencePage = {
  readonly consequence: ConsequenceRow
  readonly unit: string
  readonly office: string
  readonly proposer: string
  readonly approver: string
  readonly inspection: { readonly id: number; readonly title: string } | null
  readonly facts: readonly CitedFact[]
  /** The verbs that this actor may use now. */
  readonly verbs: readonly Action[]
}

/** A proposal or what became of it; null where the actor may not see it. */
export const getConsequence = async ({ db, actor }: QueryContext, id: number): Promise<ConsequencePage | null> => {
  const found = await readConsequence(db, id)
  if (!found || !can(actor, 'consequence.view', found.subject)) return null
  const { consequence: row, subject } = found
  const [names] = await db.execute<{
    office: string
    proposer: string
    approver: string
    inspection: ConsequencePage['inspection']
  }>(sql`
    select o.name as office, a.name as proposer, l.name as approver,
      (select json_build_object('id', i.id, 'title', i.title) from inspection i where i.id = q.inspection_id) as inspection
    from consequence q join unit o on o.id = q.office_unit_id join person a on a.id = q.proposed_by
      join person l on l.id = q.approver_person_id
    where q.id = ${id}`)
  const facts = await db.execute<{ fact: CitedFact }>(sql`
    select case
      when f.finding_id is not null then (select json_build_object('kind', 'finding', 'id', d.id, 'text', d.fact,
        'severity', d.severity, 'standard', d.standard, 'inspectionId', d.inspection_id, 'isWithdrawn', d.removed_at is not null)
        from finding d where d.id = f.finding_id)
      when f.rectification_id is not null then (select json_build_object('kind', 'rectification', 'id', r.id,
        'text', r.requirement, 'orderNo', r.order_no) from rectification r where r.id = f.rectification_id)
      else (select json_build_object('kind', 'task', 'id', t.id, 'text', t.title, 'isVisible', ${visibleTasks(actor)})
        from task t where t.id = f.task_id) end as fact
    from consequence_fact f where f.consequence_id = ${id} order by f.id`)
  if (!names) throw new Error('a consequence always has its people')
  return {
    consequence: row,
    unit: found.unitName,
    ...names,
    facts: facts.map((entry) => entry.fact),
    verbs: actionsIn(consequenceLifecycle, row.state).filter((action) => can(actor, action, subject)),
  }
}
