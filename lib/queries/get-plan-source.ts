import { sql } from 'drizzle-orm'
import type { DraftUnit } from '@/lib/domain/plan/draft'
import type { QueryContext } from './context'
import { visibleTasks } from './scope'

export type SourceTask = {
  readonly id: number
  readonly number: string | null
  readonly title: string
  readonly start: number
  readonly end: number
  readonly unitsText: string | null
  readonly deadlineText: string | null
  readonly leads: readonly DraftUnit[]
  readonly supports: readonly DraftUnit[]
}

export type PlanSource = {
  readonly lines: readonly { readonly line: number; readonly text: string }[]
  readonly tasks: readonly SourceTask[]
}

/** The document of a plan (whose visibility the caller has from getPlan) and the tasks that were read from its lines. */
export const getPlanSource = async (
  ctx: QueryContext,
  planId: number,
  /** A revised version that was applied; null: the document first imported. */
  revisionId: number | null = null,
): Promise<PlanSource> => {
  const lines =
    revisionId === null
      ? sql`source_paragraph where plan_id = ${planId}`
      : sql`revision_paragraph where revision_id = ${revisionId}`
  const [row] = await ctx.db.execute<PlanSource>(sql`
    select (select coalesce(json_agg(json_build_object('line', line, 'text', text) order by line), '[]') from ${lines}) as lines,
      (select coalesce(json_agg(json_build_object('id', t.id, 'number', t.number, 'title', t.title, 'start', t.source_start,
          'end', coalesce(t.source_end, t.source_start), 'unitsText', t.units_text, 'deadlineText', t.deadline_text,
          'leads', units.leads, 'supports', units.supports) order by t.position), '[]')
        from task t cross join lateral (
          select coalesce(json_agg(json_build_object('spelling', u.name, 'unitId', u.id)) filter (where a.role = 'lead'), '[]') as leads,
            coalesce(json_agg(json_build_object('spelling', u.name, 'unitId', u.id)) filter (where a.role = 'support'), '[]') as supports
          from assignment a join unit u on u.id = a.unit_id where a.task_id = t.id
        ) units
        where t.plan_id = ${planId} and t.parent_id is null and t.source_start is not null
          and t.source_revision_id is not distinct from ${revisionId}::bigint and ${visibleTasks(ctx.actor)}) as tasks`)
  if (!row) throw new Error('a document always has a row')
  return row
}
