import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { OBJECTION_DAYS } from '@/lib/domain/conclusion/states'

type Pair = { readonly from: { readonly id: number }; readonly to: { readonly id: number } }

const openOrder = sql`state in ('ordered', 'acknowledged', 'claimed', 'returned')`

/** Inspections of the dissolved unit in which something can still happen, and which do not look at the successor themselves. */
const running = ({ from, to }: Pair, today: CalendarDate): SQL => sql`(
  select i.id from inspection i join inspection_unit iu on iu.inspection_id = i.id and iu.unit_id = ${from.id}
  where not exists (select from inspection_unit other where other.inspection_id = i.id and other.unit_id = ${to.id})
    and (i.state not in ('concluded', 'cancelled')
      or exists (select from rectification g where g.inspection_id = i.id and g.unit_id = ${from.id} and g.${openOrder})
      or exists (select from conclusion k where k.inspection_id = i.id and k.unit_id = ${from.id}
        and (k.state = 'objected' or (k.state = 'sent' and k.sent_on + ${OBJECTION_DAYS}::int >= ${today}::date)))))`

/**
 * Supervision in 机构改革: what the dissolved unit must still put right, answer or object to is the successor's, and what it ran
 * as an office goes on there. What has come to its end keeps its unit. Gives the number of orders that were handed on.
 */
export const handOverSupervision = async (tx: Tx, pair: Pair, today: CalendarDate): Promise<number> => {
  const { from, to } = pair
  await tx.execute(sql`update inspection set office_unit_id = ${to.id} where office_unit_id = ${from.id}`)
  await tx.execute(sql`update consequence set office_unit_id = ${to.id} where office_unit_id = ${from.id}`)
  await tx.execute(sql`update checklist set office_unit_id = ${to.id} where office_unit_id = ${from.id}
    and not exists (select from checklist kept where kept.office_unit_id = ${to.id} and kept.title = checklist.title and kept.retired_at is null)`)
  const moved = await tx.execute<{ id: number }>(sql`select id::int as id from inspection
    where id in ${running(pair, today)} order by id for update`)
  const ids = sql`any(${sql.param(moved.map((row) => row.id))}::bigint[])`
  for (const table of ['inspection_unit', 'conclusion', 'finding', 'visit']) {
    await tx.execute(sql`update ${sql.identifier(table)} set unit_id = ${to.id}
      where unit_id = ${from.id} and inspection_id = ${ids}`)
  }
  const orders = await tx.execute<{ id: number }>(sql`update rectification set unit_id = ${to.id}, version = version + 1
    where unit_id = ${from.id} and ${openOrder} returning id::int as id`)
  await tx.execute(sql`update evidence set unit_id = ${to.id} where unit_id = ${from.id}
    and rectification_id = any(${sql.param(orders.map((row) => row.id))}::bigint[])`)
  return orders.length
}
