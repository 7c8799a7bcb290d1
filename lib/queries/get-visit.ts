import { sql } from 'drizzle-orm'
import { readVisit } from '@/db/supervision-subjects'
import type { VisitSheet } from '@/lib/domain/inspection/visit'
import { can } from '@/lib/domain/permission/can'
import type { QueryContext } from './context'

type Facts = Pick<VisitSheet, 'items' | 'answers' | 'findings' | 'photos' | 'signatures' | 'units' | 'earlier'> & {
  readonly unit: VisitSheet['unit']
}

/** Everything that the checklist on a telephone needs of one visit; null where the actor may not see it. */
export const getVisit = async (ctx: QueryContext, id: number): Promise<VisitSheet | null> => {
  const { db, actor } = ctx
  const found = await readVisit(db, id)
  if (!found || !can(actor, 'visit.view', found.subject)) return null
  const { visit: row, inspection } = found
  const iso = (instant: string) => sql.raw(`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)
  const list = (select: ReturnType<typeof sql>) =>
    sql`(select coalesce(json_agg(row_to_json(x)), '[]') from (${select}) x)`
  const units = sql`(select unit_id from inspection_unit where inspection_id = ${inspection.id})`
  const [facts] = await db.execute<Facts>(sql`select
    (select json_build_object('id', u.id, 'name', u.name) from unit u where u.id = ${row.unitId}) as unit,
    ${list(sql`select i.id::int as id, c.title as "group", i.title as text,
        concat_ws(' ', nullif(i.standard, ''), i.clause) as standard, i.asks_photo as "asksPhoto", i.asks_place as "asksPlace"
      from inspection_checklist l join checklist c on c.id = l.checklist_id join checklist_item i on i.checklist_id = c.id
      where l.inspection_id = ${inspection.id} and (i.retired_at is null
        or exists (select 1 from visit_answer a where a.visit_id = ${id} and a.item_id = i.id))
      order by c.id, i.position`)} as items,
    ${list(sql`select a.uuid, a.item_id::int as "itemId", a.verdict, a.note, ${iso('a.answered_at')} as "answeredAt",
        case when a.latitude is not null then json_build_object('latitude', a.latitude, 'longitude', a.longitude,
          'accuracy', coalesce(a.accuracy, 0)) end as place, p.name as by
      from visit_answer a join person p on p.id = a.author_person_id where a.visit_id = ${id} order by a.answered_at`)} as answers,
    ${list(sql`select f.uuid, f.id::int as id, f.item_id::int as "itemId", f.unit_id::int as "unitId", f.severity, f.standard,
        f.fact, ${iso('f.found_at')} as "foundAt", f.relapse_of_id::int as "relapseOfId", p.name as by
      from finding f join person p on p.id = f.author_person_id
      where f.visit_id = ${id} and f.removed_at is null order by f.found_at, f.id`)} as findings,
    ${list(sql`select e.uuid, coalesce(a.uuid, f.uuid) as of, e.name, ${iso('coalesce(e.taken_at, e.added_at)')} as "takenAt",
        '/api/files/' || e.id || '?inline=1' as href
      from evidence e left join visit_answer a on a.id = e.visit_answer_id left join finding f on f.id = e.finding_id
      where e.removed_at is null and e.uuid is not null and (a.visit_id = ${id} or f.visit_id = ${id}) order by e.id`)} as photos,
    ${list(sql`select s.uuid, s.name, s.duty, ${iso('s.signed_at')} as "signedAt", '/api/files/signatures/' || s.id || '?inline=1' as href
      from visit_signature s where s.visit_id = ${id} order by s.id`)} as signatures,
    ${list(sql`select u.id::int as id, u.name from unit u where u.id in ${units} order by u.id <> ${row.unitId}, u.id`)} as units,
    ${list(sql`select f.id::int as id, f.unit_id::int as "unitId", f.fact,
        to_char(f.found_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "foundOn"
      from finding f join inspection i on i.id = f.inspection_id
      where f.unit_id in ${units} and f.inspection_id <> ${inspection.id} and f.removed_at is null
        and (i.office_unit_id = ${inspection.officeUnitId}
          or exists (select from rectification_finding rf where rf.finding_id = f.id)
          or exists (select from conclusion k where k.inspection_id = f.inspection_id and k.unit_id = f.unit_id
            and k.state in ('sent', 'objected', 'decided')))
      order by f.found_at desc, f.id desc limit 200`)} as earlier`)
  if (!facts) throw new Error('a list of facts always has a row')
  return {
    id,
    inspectionId: inspection.id,
    inspectionTitle: inspection.title,
    plannedOn: row.visitedOn,
    notes: row.notes,
    canEdit: inspection.state === 'underway' && can(actor, 'visit.save', found.subject),
    personId: actor.personId,
    ...facts,
  }
}
