import type { Tx } from '@/db/client'
import { indicator, section } from '@/db/schema/plan'
import type { RegisterUnit } from '@/lib/domain/plan/draft'
import { placeDraft } from '@/lib/domain/plan/draft-order'
import { inBatches } from './in-batches'
import { issueItems } from './issue-items'
import { indicatorColumns, writeTargetsAndOwners } from './write-indicators'
import type { LoadedDraft } from './plan-draft'
import { proposeMilestones } from './propose-milestones'
import type { Work } from './run'

/** The headings that hold tasks, level by level because each needs its parent's id. */
const writeSections = async (tx: Tx, { plan, draft }: LoadedDraft): Promise<ReadonlyMap<string, number>> => {
  const parents = new Map(draft.sections.map((entry) => [entry.key, entry.parentKey]))
  const used = new Set<string>()
  for (const item of draft.items.filter((entry) => entry.issue)) {
    for (let key = item.sectionKey; key !== null && !used.has(key); key = parents.get(key) ?? null) used.add(key)
  }
  const ids = new Map<string, number>()
  const rows = placeDraft(draft)
    .sections.filter((entry) => !entry.isContinuation)
    .map((entry, at) => ({ ...entry, position: at + 1 }))
    .filter((entry) => used.has(entry.section.key))
  const deepest = Math.max(-1, ...rows.map((row) => row.depth))
  for (let depth = 0; depth <= deepest; depth++) {
    const level = rows.filter((row) => row.depth === depth)
    const written = await inBatches(level, (batch) =>
      tx
        .insert(section)
        .values(
          batch.map((row) => ({
            planId: plan.id,
            parentId: row.section.parentKey === null ? null : (ids.get(row.section.parentKey) ?? null),
            position: row.position,
            title: row.section.title,
            sourceLine: row.section.line,
          })),
        )
        .returning({ id: section.id, position: section.position }),
    )
    const byPosition = new Map(written.map((row) => [row.position, row.id]))
    for (const row of level) ids.set(row.section.key, byPosition.get(row.position) as number)
  }
  return ids
}

/**
 * Sections, tasks and assignments of the draft in a handful of statements, however many there are. A fresh task has no
 * subtasks, so what settleTask would derive follows from its date alone and is written with it; only those with proposed
 * milestones are settled one by one.
 */
export const materialiseTasks = async (work: Work<LoadedDraft>, register: readonly RegisterUnit[]): Promise<number> => {
  const { tx, loaded } = work
  const { plan, draft } = loaded
  const unitById = new Map(register.map((unit) => [unit.id, unit]))
  const sectionIds = await writeSections(tx, loaded)
  const placed = placeDraft(draft)
  const items = [...placed.loose, ...placed.sections.flatMap((entry) => entry.items)]
    .filter((item) => item.issue)
    .map((item, at) => ({
      item,
      position: at + 1,
      sectionId: item.sectionKey === null ? null : (sectionIds.get(item.sectionKey) ?? null),
    }))
  const rows = await issueItems(work, plan, items, unitById, draft.sourceRevisionId ?? null)
  await proposeMilestones(work, rows, unitById)
  return rows.length
}

/** Indicators with their targets by year and the responsible units that are matched; an unmatched one stays in the document. */
export const materialiseIndicators = async ({ tx, loaded }: Work<LoadedDraft>): Promise<number> => {
  const { plan, draft } = loaded
  const written = await inBatches(
    draft.indicators.map((row, at) => ({ row, position: at + 1 })),
    (batch) =>
      tx
        .insert(indicator)
        .values(
          batch.map(({ row, position }) => ({
            planId: plan.id,
            position,
            ...indicatorColumns(row, draft.sourceRevisionId ?? null),
          })),
        )
        .returning({ id: indicator.id, position: indicator.position }),
  )
  const idAt = new Map(written.map((row) => [row.position, row.id]))
  await writeTargetsAndOwners(
    tx,
    draft.indicators.map((row, at) => ({ indicatorId: idAt.get(at + 1) as number, row })),
  )
  return written.length
}
