import { sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { FindingSeverity } from '@/lib/domain/inspection/states'
import { can, roleHas } from '@/lib/domain/permission/can'
import type { QueryContext } from './context'
import { isOverdueSql } from './lamp'
import { isRectificationLate } from './rectification-late'
import { visibleTasks } from './scope'

export type ProposalChoices = {
  readonly unit: { readonly id: number; readonly name: string }
  /** Leaders in office of the unit's place and of those above, the nearest first. */
  readonly approvers: readonly { readonly id: number; readonly name: string; readonly unit: string }[]
  readonly findings: readonly {
    readonly id: number
    readonly text: string
    readonly severity: FindingSeverity
    readonly inspectionId: number
    readonly inspection: string
    readonly isRelapse: boolean
  }[]
  readonly rectifications: readonly {
    readonly id: number
    readonly orderNo: string
    readonly text: string
    readonly dueOn: CalendarDate
    readonly isLate: boolean
  }[]
  readonly tasks: readonly { readonly id: number; readonly text: string; readonly isOverdue: boolean }[]
}

/** Units of the place to choose from, when none is named yet. */
export const listProposalUnits = async ({ db, actor }: QueryContext) => {
  if (!roleHas(actor.role, 'consequence.propose')) return null
  return db.execute<{ id: number; name: string }>(sql`
    select u.id::int as id, u.name from unit u join jurisdiction j on j.id = u.jurisdiction_id
    where j.path like ${`${actor.jurisdictionPath}%`} and u.dissolved_on is null and u.kind <> 'group'
    order by j.path, u.name limit 500`)
}

/** What a proposal about one unit can rest on; null where the actor proposes nothing about it. */
export const getProposalChoices = async (ctx: QueryContext, unitId: number): Promise<ProposalChoices | null> => {
  const { db, actor, today } = ctx
  const [unit] = await db.execute<{ id: number; name: string; path: string }>(sql`
    select u.id::int as id, u.name, j.path from unit u join jurisdiction j on j.id = u.jurisdiction_id where u.id = ${unitId}`)
  if (!unit?.path.startsWith(actor.jurisdictionPath)) return null
  if (!can(actor, 'consequence.propose', { officeUnitId: actor.unitId, jurisdictionPath: unit.path })) return null
  const [approvers, findings, rectifications, tasks] = await Promise.all([
    db.execute<ProposalChoices['approvers'][number]>(sql`
      select p.id::int as id, p.name, u.name as unit
      from membership m join person p on p.id = m.person_id join unit u on u.id = m.unit_id
        join jurisdiction j on j.id = u.jurisdiction_id
      where m.role = 'leader' and m.ended_on is null and p.disabled_at is null and p.id <> ${actor.personId}
        and ${unit.path} like j.path || '%'
      order by length(j.path) desc, p.name, p.id`),
    db.execute<ProposalChoices['findings'][number]>(sql`
      select f.id::int as id, f.fact as text, f.severity, i.id::int as "inspectionId", i.title as inspection,
        f.relapse_of_id is not null as "isRelapse"
      from finding f join inspection i on i.id = f.inspection_id
      where f.unit_id = ${unitId} and f.removed_at is null and i.office_unit_id = ${actor.unitId}
      order by f.found_at desc, f.id desc limit 50`),
    db.execute<ProposalChoices['rectifications'][number]>(sql`
      select g.id::int as id, g.order_no as "orderNo", g.requirement as text, g.due_on as "dueOn",
        ${isRectificationLate(today)} as "isLate"
      from rectification g
      where g.unit_id = ${unitId} and g.office_unit_id = ${actor.unitId} and g.state <> 'revoked'
      order by g.id desc limit 50`),
    db.execute<ProposalChoices['tasks'][number]>(sql`
      select t.id::int as id, t.title as text, ${isOverdueSql(today)} as "isOverdue"
      from task t join assignment a on a.task_id = t.id
      where a.unit_id = ${unitId} and t.state not in ('draft', 'terminated') and ${visibleTasks(actor)}
      order by ${isOverdueSql(today)} desc, t.due_on, t.id limit 50`),
  ])
  return { unit: { id: unit.id, name: unit.name }, approvers, findings, rectifications, tasks }
}
