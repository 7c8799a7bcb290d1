import { and, count, eq, ne } from 'drizzle-orm'
import { plan } from '@/db/schema/plan'
import { unit } from '@/db/schema/organisation'
import { readUnit } from '@/db/subjects'
import { changedFields } from '@/lib/domain/events'
import { Refusal } from '@/lib/domain/refusals'
import { editUnitInput } from '@/lib/input/unit'
import { defineCommand } from './run'
import { unitTarget } from './targets'
import { requireFreeNames, requireLive, requireParent, writeAliases } from './unit-rules'

export const editUnit = defineCommand({
  name: 'unit.edit',
  input: editUnitInput,
  seenBy: 'unit.view',
  lock: async (tx, { id }) => {
    const found = await readUnit(tx, id, { lock: true })
    return found && { ...found, targets: [unitTarget(found)] }
  },
  action: 'unit.manage',
  handle: async ({ tx, loaded, record, unchanged }, input) => {
    const row = loaded.unit
    const { name, kind, parentId, isOffice, position } = input
    requireLive(row)
    if ((kind === 'group') !== (row.kind === 'group')) throw new Refusal('unitKindFixed')
    if (row.isOffice && !isOffice) {
      const [running] = await tx
        .select({ plans: count() })
        .from(plan)
        .where(and(eq(plan.officeUnitId, row.id), ne(plan.state, 'archived')))
      if (running?.plans) throw new Refusal('unitRunsPlans', { unit: row.name, count: running.plans })
    }
    await requireFreeNames(tx, row.jurisdictionId, row.id, [name])
    await requireParent(tx, parentId, row)
    const spellings = await writeAliases(tx, { ...row, name }, input.aliases)
    const changed = changedFields(
      {
        name: row.name,
        kind: row.kind,
        parentId: row.parentId,
        isOffice: row.isOffice,
        position: row.position,
        aliases: spellings.before,
      },
      { name, kind, parentId, isOffice, position, aliases: spellings.after },
    )
    if (!changed) return unchanged()
    await tx
      .update(unit)
      .set({ name, kind, parentId, isOffice, position, version: row.version + 1 })
      .where(eq(unit.id, row.id))
    record({ action: 'unit.edit', subjectType: 'unit', subjectId: row.id, ...changed })
  },
})
