import { eq, max, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { indicator, indicatorOwner, indicatorTarget } from '@/db/schema/plan'
import type { DraftIndicator } from '@/lib/domain/plan/draft'
import { mergeOrder } from '@/lib/domain/revision/merge-order'
import { revisionFieldLabel } from '@/lib/domain/revision/words'
import type { Applying } from './plan-revision'
import { indicatorColumns, targetsOf, writeTargetsAndOwners } from './write-indicators'

const change = async (
  tx: Tx,
  id: number,
  row: DraftIndicator,
  fields: ReadonlySet<string>,
  revisionId: number,
): Promise<void> => {
  const all = indicatorColumns(row, revisionId)
  const columns = {
    sourceLine: all.sourceLine,
    sourceRevisionId: revisionId,
    ...(fields.has('name') ? { name: all.name } : {}),
    ...(fields.has('number') ? { number: all.number } : {}),
    ...(fields.has('domain') ? { domain: all.domain } : {}),
    ...(fields.has('unit') ? { unitText: all.unitText } : {}),
    ...(fields.has('baseline') ? { baselineYear: all.baselineYear, baselineText: all.baselineText } : {}),
    ...(fields.has('nature') ? { nature: all.nature } : {}),
    ...(fields.has('source') ? { source: all.source } : {}),
  }
  await tx.update(indicator).set(columns).where(eq(indicator.id, id))
  for (const target of targetsOf(id, row).filter((one) => fields.has(`target:${one.year}`))) {
    const { indicatorId: _, year: __, ...value } = target
    await tx
      .insert(indicatorTarget)
      .values(target)
      .onConflictDoUpdate({ target: [indicatorTarget.indicatorId, indicatorTarget.year], set: value })
  }
  const printed = new Set(row.targets.map((target) => target.year))
  for (const field of fields) {
    const year = field.startsWith('target:') ? Number(field.slice(7)) : null
    if (year === null || printed.has(year)) continue
    await tx.delete(indicatorTarget).where(sql`indicator_id = ${id} and year = ${year}`)
  }
  if (fields.has('owners')) {
    await tx.delete(indicatorOwner).where(eq(indicatorOwner.indicatorId, id))
    await writeTargetsAndOwners(tx, [{ indicatorId: id, row: { ...row, targets: [] } }])
  }
}

/** What was accepted of the indicators. One that is gone stays, marked as ended: what was reported for it keeps its place. */
export const reviseIndicators = async (work: Applying): Promise<number> => {
  const { tx, loaded, comparison, accepted, record, reason } = work
  const { plan, revision } = loaded
  const rows = new Map(comparison.content.indicators.map((row) => [row.key, row]))
  const idOf = new Map<string, number>([...comparison.difference.indicators].map(([key, old]) => [key, Number(old)]))
  const [last] = await tx
    .select({ position: max(indicator.position) })
    .from(indicator)
    .where(eq(indicator.planId, plan.id))
  let position = last?.position ?? 0
  let count = 0
  for (const { entry, fields } of accepted.values()) {
    if (entry.about !== 'indicator') continue
    count += 1
    const row = rows.get(entry.newKey ?? '')
    if (entry.kind === 'new' && row) {
      position += 1
      const [written] = await tx
        .insert(indicator)
        .values({ planId: plan.id, position, ...indicatorColumns(row, revision.id) })
        .returning({ id: indicator.id })
      if (!written) throw new Error('the indicator was not written')
      idOf.set(row.key, written.id)
      await writeTargetsAndOwners(tx, [{ indicatorId: written.id, row }])
    } else if (entry.kind === 'changed' && row) {
      await change(tx, Number(entry.oldKey), row, fields, revision.id)
    } else if (entry.kind === 'gone') {
      await tx
        .update(indicator)
        .set({ endedRevisionId: revision.id })
        .where(eq(indicator.id, Number(entry.oldKey)))
    }
    const taken = entry.fields.filter((one) => fields.has(one.field))
    record({
      action: `plan.indicator${{ new: 'Added', changed: 'Changed', gone: 'Ended', doubtful: 'Changed' }[entry.kind]}`,
      subjectType: 'plan',
      subjectId: plan.id,
      planId: plan.id,
      before: Object.fromEntries(taken.map((one) => [revisionFieldLabel(one.field), one.before])),
      after: {
        indicator: entry.title,
        ...Object.fromEntries(taken.map((one) => [revisionFieldLabel(one.field), one.after])),
      },
      reason,
    })
  }
  await reorderIndicators(work, idOf)
  return count
}

const reorderIndicators = async (
  { tx, loaded, comparison }: Applying,
  idOf: ReadonlyMap<string, number>,
): Promise<void> => {
  const all = await tx
    .select({ id: indicator.id })
    .from(indicator)
    .where(eq(indicator.planId, loaded.plan.id))
    .orderBy(indicator.position)
  const order = mergeOrder(
    all.map((row) => row.id),
    comparison.fresh.indicators.flatMap((row) => idOf.get(row.key) ?? []),
  )
  if (order.length === 0) return
  // Places are unique: out of the way first.
  await tx.execute(sql`update indicator set position = -position where plan_id = ${loaded.plan.id}`)
  await tx.execute(sql`
    update indicator set position = wanted.at from unnest(${sql.param([...order])}::bigint[]) with ordinality as wanted(id, at)
    where indicator.id = wanted.id`)
}
