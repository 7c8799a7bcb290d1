import { sql } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import type { ComparedIndicator, ComparedItem, ComparedUnit } from '@/lib/domain/plan/compared'
import type { TaskStanding } from '@/lib/domain/revision/consequences'
import { REVISION_REASON } from '@/lib/domain/revision/words'

/** The entry of a version that a task was written from; `key` null: written before versions were remembered. */
export type TaskSource = { readonly revisionId: number | null; readonly key: string | null }

export type LivePlan = {
  readonly items: readonly ComparedItem[]
  readonly indicators: readonly ComparedIndicator[]
  readonly standings: ReadonlyMap<string, TaskStanding>
  readonly sources: ReadonlyMap<string, TaskSource>
}

type TaskLine = Omit<ComparedItem, 'key' | 'path' | 'leads' | 'supports'> &
  TaskStanding & {
    readonly id: number
    readonly path: readonly string[] | null
    readonly leads: readonly ComparedUnit[]
    readonly supports: readonly ComparedUnit[]
    readonly sourceRevisionId: number | null
    readonly sourceKey: string | null
  }

/**
 * A published plan as versions of it are compared: the tasks that it printed (subtasks are their units' own) and its
 * indicators. A task that an earlier revision ended is no longer among them.
 */
export const readLivePlan = async (db: Db | Tx, planId: number): Promise<LivePlan> => {
  const rows = await db.execute<TaskLine>(sql`
    with recursive headings(id, path) as (
      select id, array[title] from section where plan_id = ${planId} and parent_id is null
      union all select s.id, h.path || s.title from section s join headings h on h.id = s.parent_id
    ), below as (
      select t.ancestor_ids[1] as root, count(*)::int as open, max(t.due_on) as last,
        min(t.title) filter (where t.state = 'closing') as closing
      from task t where t.plan_id = ${planId} and t.parent_id is not null and t.state in ('issued', 'active', 'suspended', 'closing')
      group by 1
    )
    select t.id::int as id, t.kind, t.number, t.title, coalesce(t.requirement, '') as text, to_json(h.path) as path, t.due_on::text as "dueOn",
      t.ongoing, t.source_start as line, t.source_end as "endLine", t.state,
      t.source_revision_id::int as "sourceRevisionId", t.source_key as "sourceKey",
      coalesce(b.open, 0) as "openSubtasks", b.last::text as "lastSubtaskOn", b.closing as "closingSubtask",
      (select count(*)::int from report r where r.task_id = t.id and r.state = 'approved') as "approvedReports",
      (select coalesce(json_agg(distinct r.unit_id), '[]') from report r where r.task_id = t.id and r.state <> 'approved') as "reportingUnitIds",
      (select max(m.due_on)::text from milestone m where m.task_id = t.id and m.state <> 'verified') as "lastMilestoneOn",
      (select count(*)::int from change_request c where c.task_id = t.id and c.state = 'submitted') as "openRequests",
      units.leads, units.supports
    from task t left join headings h on h.id = t.section_id left join below b on b.root = t.id
    cross join lateral (
      select coalesce(json_agg(json_build_object('unitId', u.id, 'name', u.name) order by a.is_primary desc, a.position, a.id)
          filter (where a.role = 'lead'), '[]') as leads,
        coalesce(json_agg(json_build_object('unitId', u.id, 'name', u.name) order by a.position, a.id)
          filter (where a.role = 'support'), '[]') as supports
      from assignment a join unit u on u.id = a.unit_id where a.task_id = t.id
    ) units
    where t.plan_id = ${planId} and t.parent_id is null and t.state <> 'draft'
      and not (t.state = 'terminated' and coalesce(t.state_reason, '') like ${`${REVISION_REASON}%`})
    order by t.position, t.id`)
  const indicators = await db.execute<Omit<ComparedIndicator, 'key'> & { id: number }>(sql`
    select i.id::int as id, i.domain, i.number, i.name, i.unit_text as "unitText", i.baseline_year as "baselineYear",
      i.baseline_text as "baselineText", i.nature, i.source, i.direction, i.source_line as line,
      coalesce((select json_agg(json_build_object('year', g.year, 'text', g.text) order by g.year)
        from indicator_target g where g.indicator_id = i.id), '[]') as targets,
      coalesce((select json_agg(json_build_object('unitId', u.id, 'name', u.name) order by u.id)
        from indicator_owner o join unit u on u.id = o.unit_id where o.indicator_id = i.id), '[]') as owners
    from indicator i where i.plan_id = ${planId} and i.ended_revision_id is null order by i.position`)
  return {
    items: rows.map((row) => ({
      key: String(row.id),
      kind: row.kind,
      number: row.number,
      title: row.title,
      text: row.text,
      path: row.path ?? [],
      leads: row.leads,
      supports: row.supports,
      dueOn: row.dueOn,
      ongoing: row.ongoing,
      line: row.line,
      endLine: row.endLine,
    })),
    indicators: indicators.map(({ id, ...indicator }) => ({ key: String(id), ...indicator })),
    standings: new Map(
      rows.map((row) => [
        String(row.id),
        {
          state: row.state,
          approvedReports: row.approvedReports,
          reportingUnitIds: row.reportingUnitIds,
          lastMilestoneOn: row.lastMilestoneOn,
          lastSubtaskOn: row.lastSubtaskOn,
          openSubtasks: row.openSubtasks,
          closingSubtask: row.closingSubtask,
          openRequests: row.openRequests,
        },
      ]),
    ),
    sources: new Map(rows.map((row) => [String(row.id), { revisionId: row.sourceRevisionId, key: row.sourceKey }])),
  }
}
