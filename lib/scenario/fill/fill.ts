import { type SQL, sql } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { BENCH_PROVINCE, fillPlaces } from './places'
import { fillFiles, fillRecord, fillReports } from './reports'
import { fillPlans, fillTasks, settleAll } from './tasks'

export type FillSize = {
  readonly tasks: number
  readonly plans: number
  readonly units: number
  readonly reportsPerTask: number
  readonly filesPerTask: number
}

const PLACES = 25

/** What already stands in the database: only an empty one is filled, and only a filled one is measured. */
export const fillState = async (db: Db | Tx): Promise<'empty' | 'bench' | 'other'> => {
  const [row] = await db.execute<{ other: boolean; bench: boolean }>(sql`select
    exists (select from jurisdiction where path not like ${`${BENCH_PROVINCE}.%`}) or exists (select from person where user_name not like 'bench%') as other,
    exists (select from jurisdiction where code = ${BENCH_PROVINCE}) as bench`)
  if (row?.other) return 'other'
  return row?.bench ? 'bench' : 'empty'
}

/**
 * Plans, units, tasks, reports, files and their record in bulk, the same rows at every run, within one transaction and under
 * all constraints and triggers. `told` hears of each step. Statistics are the caller's: they need the owner's right.
 */
export const fill = async (
  db: Db | Tx,
  size: FillSize,
  today: CalendarDate,
  told: (step: string) => void = () => undefined,
): Promise<void> => {
  const places = Math.min(PLACES, Math.floor(size.units / 12))
  const steps: readonly (readonly [string, readonly SQL[]])[] = [
    ['单位和人员', fillPlaces(places, size.units)],
    ['规划', fillPlans(size.plans, places, today)],
    ['任务和节点', [...fillTasks(size.tasks, size.plans, today), ...settleAll]],
    ['进展反馈', fillReports(size.reportsPerTask, today)],
    ['佐证材料', fillFiles(size.filesPerTask)],
    ['记录', fillRecord(today)],
    [
      '归档',
      [
        sql`update plan set state = 'archived', archived_at = ${`${today}T02:00:00Z`} where id in (select id from bench_plan where is_archived)`,
      ],
    ],
  ]
  await db.transaction(async (tx) => {
    for (const [step, statements] of steps) {
      told(step)
      for (const statement of statements) await tx.execute(statement)
    }
    told('检查约束')
  })
}

export const fillTables = [
  'jurisdiction',
  'unit',
  'unit_member',
  'person',
  'membership',
  'plan',
  'section',
  'reporting_period',
  'task',
  'assignment',
  'acknowledgement',
  'milestone',
  'report',
  'milestone_claim',
  'file',
  'evidence',
  'change_request',
  'audit_event',
] as const
