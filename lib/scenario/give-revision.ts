import type { Tx } from '@/db/client'
import { compareRevision, readRevision } from '@/db/revision'
import { readPlan } from '@/db/subjects'
import { applyRevision } from '@/lib/commands/apply-revision'
import { decideRevision } from '@/lib/commands/decide-revision'
import { rereadReading } from '@/lib/commands/reread-plan'
import { type Context, run } from '@/lib/commands/run'
import type { PlanReading } from '@/lib/domain/plan-text/reading'
import type { DifferenceEntry } from '@/lib/domain/plan/compare-plans'

/** What stands to be decided about an open revision, as the office's page shows it. */
export const comparedFor = async (tx: Tx, context: Context, planId: number, revisionId: number) => {
  const owner = await readPlan(tx, planId)
  const revision = await readRevision(tx, planId, revisionId)
  if (!owner || !revision) throw new Error('no such revision')
  return { revision, ...(await compareRevision(tx, owner.plan, revision, context.today)) }
}

/** Reads a version again and decides every entry as `accepts` says; gives what apply needs. */
export const decidedRevision = async (
  tx: Tx,
  context: Context,
  planId: number,
  reading: PlanReading,
  accepts: (entry: DifferenceEntry) => boolean = () => true,
) => {
  const { revisionId } = await run(tx, context, rereadReading, {
    planId,
    reading,
    fileName: '修订稿（示例）.docx',
    lines: reading.tasks.map((task) => ({ line: task.startLine, text: task.text })),
  })
  const { difference } = await comparedFor(tx, context, planId, revisionId)
  const entries = Object.fromEntries(
    difference.entries.map((entry) => [entry.key, { accept: accepts(entry), digest: entry.digest }]),
  )
  const { version } = await run(tx, context, decideRevision, { planId, revisionId, version: 1, entries })
  return { planId, revisionId, version, digest: difference.digest, entries: difference.entries }
}

/** The whole way: read, accept, apply. */
export const givenRevision = async (
  tx: Tx,
  context: Context,
  planId: number,
  reading: PlanReading,
  accepts?: (entry: DifferenceEntry) => boolean,
) => {
  const { entries, ...decided } = await decidedRevision(tx, context, planId, reading, accepts)
  const applied = await run(tx, context, applyRevision, decided)
  return { ...applied, revisionId: decided.revisionId, entries }
}
