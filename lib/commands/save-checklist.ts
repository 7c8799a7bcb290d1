import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { checklist, checklistItem } from '@/db/schema/inspection'
import { readChecklist } from '@/db/supervision-subjects'
import { changedFields } from '@/lib/domain/events'
import { Refusal } from '@/lib/domain/refusals'
import { saveChecklistInput } from '@/lib/input/checklist'
import { defineCommand } from './run'
import { checklistTarget, ownPlaceTarget } from './supervision-targets'

const itemsOf = (tx: Tx, checklistId: number) =>
  tx
    .select()
    .from(checklistItem)
    .where(and(eq(checklistItem.checklistId, checklistId), isNull(checklistItem.retiredAt)))
    .orderBy(checklistItem.position, checklistItem.id)

const words = (items: readonly { title: string; standard: string; clause: string | null }[]): string[] =>
  items.map((item) => `${item.title}：${item.standard}${item.clause ? `（${item.clause}）` : ''}`)

/** A list of the library with its items. An item whose words change is retired and written anew: given answers keep theirs. */
export const saveChecklist = defineCommand({
  name: 'checklist.save',
  input: saveChecklistInput,
  seenBy: 'checklist.view',
  lock: async (tx, input, context) => {
    if (input.checklistId === null) return { found: null, targets: [ownPlaceTarget(context)] }
    const found = await readChecklist(tx, input.checklistId, { lock: true })
    return found && { found, targets: [checklistTarget(found)] }
  },
  action: 'checklist.save',
  handle: async ({ tx, loaded: { found }, actor, now, record, unchanged }, input) => {
    if (found?.checklist.retiredAt) throw new Refusal('notFound')
    const before = found ? await itemsOf(tx, found.checklist.id) : []
    const asked = (item: (typeof before)[number] | (typeof input.items)[number]) =>
      [item.title, item.standard, item.clause ?? '', item.asksPlace, item.asksPhoto].join('\n')
    const kept = new Set<number>()
    for (const item of input.items) {
      const old = before.find((entry) => entry.id === item.id)
      if (item.id !== null && !old) throw new Refusal('notFound')
      if (old && asked(old) === asked(item)) kept.add(old.id)
    }
    const changed = changedFields(
      { title: found?.checklist.title ?? null, items: words(before), asked: before.map(asked) },
      { title: input.title, items: words(input.items), asked: input.items.map(asked) },
    )
    if (found && !changed) {
      unchanged()
      return { checklistId: found.checklist.id, version: found.checklist.version }
    }
    const version = (found?.checklist.version ?? 0) + 1
    const [row] = found
      ? await tx
          .update(checklist)
          .set({ title: input.title, version })
          .where(eq(checklist.id, found.checklist.id))
          .returning()
      : await tx.insert(checklist).values({ officeUnitId: actor.unitId, title: input.title }).returning()
    if (!row) throw new Error('the list was not written')
    for (const old of before.filter((entry) => !kept.has(entry.id))) {
      await tx.update(checklistItem).set({ retiredAt: now }).where(eq(checklistItem.id, old.id))
    }
    for (const [at, item] of input.items.entries()) {
      const { id, title, standard, clause, asksPlace, asksPhoto } = item
      if (id !== null && kept.has(id)) {
        await tx
          .update(checklistItem)
          .set({ position: at + 1 })
          .where(eq(checklistItem.id, id))
      } else {
        await tx
          .insert(checklistItem)
          .values({ checklistId: row.id, position: at + 1, title, standard, clause, asksPlace, asksPhoto })
      }
    }
    record({
      action: 'checklist.save',
      subjectType: 'checklist',
      subjectId: row.id,
      before: found ? { title: found.checklist.title, items: words(before) } : null,
      after: { title: input.title, items: words(input.items) },
    })
    return { checklistId: row.id, version: row.version }
  },
})
