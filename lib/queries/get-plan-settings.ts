import { sql } from 'drizzle-orm'
import type { PlanRow } from '@/db/subjects'
import type { QueryContext } from './context'

export type PlanSettings = {
  /** Published plans of this place and those above it. */
  readonly parents: readonly { readonly id: number; readonly title: string; readonly place: string }[]
  readonly experts: readonly {
    readonly personId: number
    readonly name: string
    readonly unit: string
    readonly open: boolean
  }[]
}

/** What the office chooses from in a plan's settings; the caller has asked for `plan.configure`. */
export const getPlanSettings = async (ctx: QueryContext, row: PlanRow): Promise<PlanSettings> => {
  const [found] = await ctx.db.execute<PlanSettings>(sql`
    select (select coalesce(json_agg(json_build_object('id', p.id, 'title', p.title, 'place', j.name) order by j.path, p.id), '[]')
        from plan p join jurisdiction j on j.id = p.jurisdiction_id, jurisdiction own
        where own.id = ${row.jurisdictionId} and own.path like j.path || '%' and p.state <> 'draft' and p.id <> ${row.id}) as parents,
      (select coalesce(json_agg(json_build_object('personId', e.id, 'name', e.name, 'unit', e.unit, 'open', e.open) order by e.id), '[]')
        from (select distinct on (h.id) h.id, h.name, u.name as unit,
            exists (select from plan_expert x where x.plan_id = ${row.id} and x.person_id = h.id) as open
          from membership m join person h on h.id = m.person_id join unit u on u.id = m.unit_id
            join jurisdiction j on j.id = u.jurisdiction_id
          where m.role = 'expert' and m.ended_on is null and h.disabled_at is null and j.path like ${`${ctx.actor.jurisdictionPath}%`}
          order by h.id, m.id) e) as experts`)
  if (!found) throw new Error('settings always have a row')
  return found
}
