import { sql } from 'drizzle-orm'
import { readInspection } from '@/db/supervision-subjects'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { can } from '@/lib/domain/permission/can'
import type { QueryContext } from './context'

type Named = { readonly id: number; readonly name: string }

export type FindingChoices = {
  readonly inspection: { readonly id: number; readonly title: string }
  readonly units: readonly Named[]
  /** Tasks in which one of the units has a part, by unit. */
  readonly tasks: readonly { readonly id: number; readonly title: string; readonly unitIds: readonly number[] }[]
  /** What was found earlier, for the one that came back. */
  readonly earlier: readonly {
    readonly id: number
    readonly unitId: number
    readonly fact: string
    readonly foundOn: CalendarDate
  }[]
}

const list = (select: ReturnType<typeof sql>) =>
  sql`(select coalesce(json_agg(row_to_json(x)), '[]') from (${select}) x)`

/** What the form of a finding offers; null for whoever writes none in this inspection now. */
export const findingChoices = async (
  { db, actor }: QueryContext,
  inspectionId: number,
): Promise<FindingChoices | null> => {
  const found = await readInspection(db, inspectionId)
  if (!found || !can(actor, 'inspection.view', found.subject)) return null
  if (found.inspection.state !== 'underway' || !can(actor, 'finding.record', found.subject)) return null
  const units = sql`(select iu.unit_id from inspection_unit iu where iu.inspection_id = ${inspectionId})`
  const [facts] = await db.execute<Omit<FindingChoices, 'inspection'>>(sql`select
    ${list(sql`select u.id::int as id, u.name from unit u where u.id in ${units} order by u.position, u.id`)} as units,
    ${list(sql`select t.id::int as id, t.title, json_agg(distinct coalesce(m.member_id, a.unit_id)) as "unitIds"
      from task t join assignment a on a.task_id = t.id left join unit_member m on m.group_id = a.unit_id
      where t.plan_id = ${found.inspection.planId} and t.parent_id is null and t.state <> 'draft'
        and coalesce(m.member_id, a.unit_id) in ${units}
        and (not exists (select from inspection_task it where it.inspection_id = ${inspectionId})
          or exists (select from inspection_task it where it.inspection_id = ${inspectionId} and it.task_id = t.id))
      group by t.id order by t.position, t.id limit 500`)} as tasks,
    ${list(sql`select f.id::int as id, f.unit_id::int as "unitId", f.fact,
        to_char(f.found_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "foundOn"
      from finding f where f.unit_id in ${units} and f.inspection_id <> ${inspectionId} and f.removed_at is null
      order by f.found_at desc, f.id desc limit 200`)} as earlier`)
  if (!facts) throw new Error('a list of facts always has a row')
  return { inspection: { id: inspectionId, title: found.inspection.title }, ...facts }
}
