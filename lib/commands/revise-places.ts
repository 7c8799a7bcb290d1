import { asc, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { section } from '@/db/schema/plan'
import { foldPath } from '@/lib/domain/plan/likeness'
import { placeDraft } from '@/lib/domain/plan/draft-order'
import { pathIn } from '@/lib/domain/plan/compared'
import { mergeOrder } from '@/lib/domain/revision/merge-order'
import type { Applying } from './plan-revision'

type Path = readonly string[]

/** The plan's sections by the words of their headings, old and new alike. */
const readPlaces = async (tx: Tx, planId: number) => {
  const rows = await tx
    .select()
    .from(section)
    .where(eq(section.planId, planId))
    .orderBy(asc(section.position), asc(section.id))
  const byId = new Map(rows.map((row) => [row.id, row]))
  const pathOf = (id: number): Path => {
    const row = byId.get(id)
    return row ? [...(row.parentId === null ? [] : pathOf(row.parentId)), row.title] : []
  }
  return { rows, ids: new Map(rows.map((row) => [foldPath(pathOf(row.id)), row.id])) }
}

/**
 * Headings of the new version in the plan: renamed where that was accepted, found where they stand, written where a task needs
 * one that is not there. Gives the section of each place of the new version that `needed` names.
 */
export const revisePlaces = async (
  { tx, loaded, comparison, accepted, record, reason }: Applying,
  needed: readonly Path[],
): Promise<(path: Path) => number | null> => {
  const { plan } = loaded
  const { difference, fresh, content } = comparison
  const { rows, ids } = await readPlaces(tx, plan.id)
  // A renamed heading is found by its new words as well, at every level.
  for (const { path } of fresh.items) {
    const old = difference.placeOf(path)
    if (old.length !== path.length) continue
    path.forEach((_, at) => {
      const id = ids.get(foldPath(old.slice(0, at + 1)))
      if (id !== undefined && !ids.has(foldPath(path.slice(0, at + 1)))) ids.set(foldPath(path.slice(0, at + 1)), id)
    })
  }
  for (const { entry } of accepted.values()) {
    const [change] = entry.fields
    const id = entry.about === 'heading' ? ids.get(foldPath(entry.path)) : undefined
    if (id === undefined || !change) continue
    await tx.update(section).set({ title: change.after }).where(eq(section.id, id))
    record({
      action: 'plan.renameSection',
      subjectType: 'plan',
      subjectId: plan.id,
      planId: plan.id,
      before: { title: change.before },
      after: { title: change.after },
      reason,
    })
  }
  let position = Math.max(0, ...rows.map((row) => row.position))
  const write = async (path: Path): Promise<number | null> => {
    if (path.length === 0) return null
    const known = ids.get(foldPath(path))
    if (known !== undefined) return known
    const parentId = await write(path.slice(0, -1))
    position += 1
    const [row] = await tx
      .insert(section)
      .values({ planId: plan.id, parentId, position, title: path.at(-1) as string })
      .returning({ id: section.id })
    if (!row) throw new Error('the section was not written')
    ids.set(foldPath(path), row.id)
    return row.id
  }
  for (const path of needed) await write(path)
  const inOrder = placeDraft(content)
    .sections.filter((entry) => !entry.isContinuation)
    .flatMap((entry) => ids.get(foldPath(pathIn(content.sections, entry.section.key))) ?? [])
  const order = mergeOrder([...rows.map((row) => row.id), ...ids.values()], [...new Set(inOrder)])
  await reorder(tx, 'section', [...new Set(order)])
  return (path) => ids.get(foldPath(path)) ?? null
}

/** Positions 1, 2, 3 … in this order, in one statement. */
export const reorder = async (tx: Tx, table: 'section' | 'task', ids: readonly number[]): Promise<void> => {
  if (ids.length === 0) return
  const name = sql.identifier(table)
  await tx.execute(sql`
    update ${name} set position = wanted.at from unnest(${sql.param([...ids])}::bigint[]) with ordinality as wanted(id, at)
    where ${name}.id = wanted.id and ${name}.position <> wanted.at`)
}
