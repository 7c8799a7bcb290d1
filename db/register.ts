import { sql } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import type { RegisterUnit } from '@/lib/domain/plan/draft'

/**
 * The units that a plan of this jurisdiction may name: its own, dissolved ones too so that a name out of use is recognised,
 * and the governments right below it (townships). One query.
 */
export const readRegister = async (db: Db | Tx, jurisdictionId: number): Promise<readonly RegisterUnit[]> =>
  db.execute<RegisterUnit>(sql`
    select u.id::int as id, u.name, u.kind, u.dissolved_on is not null as dissolved, u.successor_id::int as "successorId",
      coalesce((select json_agg(a.spelling order by a.id) from unit_alias a where a.unit_id = u.id and a.jurisdiction_id = ${jurisdictionId}), '[]') as aliases,
      coalesce((select json_agg(json_build_object('id', m.id, 'name', m.name) order by mj.path, m.position, m.id)
        from unit_member um join unit m on m.id = um.member_id join jurisdiction mj on mj.id = m.jurisdiction_id
        where um.group_id = u.id and m.dissolved_on is null), '[]') as members
    from unit u join jurisdiction j on j.id = u.jurisdiction_id
    where u.jurisdiction_id = ${jurisdictionId} or (j.parent_id = ${jurisdictionId} and u.kind = 'government')
    order by j.path, u.position, u.id`)
