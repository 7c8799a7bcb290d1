import { sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { indicatorDirectionLabels, taskKindLabels } from '@/lib/domain/labels'
import { draftRows, sectionPath, targetField } from '@/lib/domain/plan/workbook'
import { joinUnits, shortened, tidyCell, type WorkbookEntryRow } from '@/lib/domain/plan/workbook-cells'
import { draftNotes, ledgerNotes, type PlanWorkbook } from '@/lib/domain/plan/workbook-content'
import type { IndicatorDirection, TaskKind } from '@/lib/domain/plan-text/reading'
import type { QueryContext } from './context'
import { getPlan } from './get-plan'
import { getPlanDraft } from './get-plan-draft'
import { visibleTasks } from './scope'

type TaskRow = {
  readonly number: string | null
  readonly title: string
  readonly kind: TaskKind
  readonly text: string | null
  readonly dueOn: CalendarDate | null
  readonly ongoing: boolean
  readonly path: readonly string[]
  readonly leads: readonly string[]
  readonly supports: readonly string[]
}

const readTasks = async ({ db, actor }: QueryContext, planId: number): Promise<readonly WorkbookEntryRow[]> => {
  const rows = await db.execute<TaskRow>(sql`
    with recursive heading(id, path) as (
      select s.id, array[s.title] from section s where s.plan_id = ${planId} and s.parent_id is null
      union all select s.id, heading.path || s.title from section s join heading on s.parent_id = heading.id
    )
    select t.number, t.title, t.kind, t.requirement as text, t.due_on as "dueOn", t.ongoing,
      coalesce(to_json(heading.path), '[]') as path, units.leads, units.supports
    from task t left join heading on heading.id = t.section_id
    cross join lateral (
      select coalesce(json_agg(u.name order by a.is_primary desc, a.position) filter (where a.role = 'lead'), '[]') as leads,
        coalesce(json_agg(u.name order by a.position) filter (where a.role = 'support'), '[]') as supports
      from assignment a join unit u on u.id = a.unit_id where a.task_id = t.id
    ) units
    where t.plan_id = ${planId} and t.parent_id is null and t.state <> 'draft' and ${visibleTasks(actor)}
    order by t.position, t.id`)
  return rows.map((row) => ({
    key: '',
    texts: {
      number: row.number ?? '',
      section: sectionPath(row.path),
      kind: taskKindLabels[row.kind],
      title: tidyCell(row.title),
      text: shortened(tidyCell(row.text ?? '')),
      leads: joinUnits(row.leads),
      supports: joinUnits(row.supports),
      due: row.dueOn ?? '',
      ongoing: row.ongoing ? '是' : '',
      issue: '是',
    },
  }))
}

type IndicatorRow = {
  readonly domain: string | null
  readonly number: string | null
  readonly name: string
  readonly unit: string | null
  readonly baselineYear: number | null
  readonly baseline: string | null
  readonly nature: string | null
  readonly source: string | null
  readonly direction: IndicatorDirection | null
  readonly targets: readonly { readonly year: number; readonly text: string }[]
  readonly owners: readonly string[]
}

const readIndicators = async ({ db }: QueryContext, planId: number): Promise<readonly WorkbookEntryRow[]> => {
  const rows = await db.execute<IndicatorRow>(sql`
    select i.domain, i.number, i.name, i.unit_text as unit, i.baseline_year as "baselineYear", i.baseline_text as baseline,
      i.nature, i.source, i.direction,
      coalesce((select json_agg(json_build_object('year', g.year, 'text', g.text) order by g.year)
        from indicator_target g where g.indicator_id = i.id), '[]') as targets,
      coalesce((select json_agg(u.name order by u.position, u.id)
        from indicator_owner o join unit u on u.id = o.unit_id where o.indicator_id = i.id), '[]') as owners
    from indicator i where i.plan_id = ${planId} order by i.position`)
  return rows.map((row) => ({
    key: '',
    texts: {
      domain: row.domain ?? '',
      number: row.number ?? '',
      name: tidyCell(row.name),
      unit: row.unit ?? '',
      baselineYear: row.baselineYear === null ? '' : String(row.baselineYear),
      baseline: row.baseline ?? '',
      ...Object.fromEntries(row.targets.map(({ year, text }) => [targetField(year), tidyCell(text)])),
      nature: row.nature ?? '',
      source: row.source ?? '',
      direction: row.direction === null ? '' : indicatorDirectionLabels[row.direction],
      owners: joinUnits(row.owners),
    },
  }))
}

/** 任务分工表 of a plan: of a draft to be edited and taken back, of a published plan as a ledger of what the actor may see. */
export const getPlanWorkbook = async (ctx: QueryContext, planId: number): Promise<PlanWorkbook | null> => {
  const head = await getPlan(ctx, planId)
  if (!head) return null
  const { title } = head.plan
  if (head.plan.state !== 'draft') {
    const [tasks, indicators] = await Promise.all([readTasks(ctx, planId), readIndicators(ctx, planId)])
    return { title, tasks, indicators, units: [], notes: ledgerNotes(title, ctx.today), origin: null }
  }
  const page = await getPlanDraft(ctx, planId)
  if (!page) return null
  return {
    title,
    ...draftRows(page.draft),
    units: page.register.filter((unit) => !unit.dissolved).map((unit) => unit.name),
    notes: draftNotes(title, page.version, ctx.today),
    origin: { planId, version: page.version, nextKey: page.draft.nextKey },
  }
}
