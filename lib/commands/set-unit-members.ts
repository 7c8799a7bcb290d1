import { and, eq, inArray } from 'drizzle-orm'
import { unit, unitMember } from '@/db/schema/organisation'
import { readUnit } from '@/db/subjects'
import { Refusal } from '@/lib/domain/refusals'
import { setUnitMembersInput } from '@/lib/input/unit'
import { defineCommand } from './run'
import { unitTarget } from './targets'
import { liveUnitPaths, requireLive } from './unit-rules'

/** Who a group stands for. A unit that joins sees the group's tasks from now on; what it was given before stays its own. */
export const setUnitMembers = defineCommand({
  name: 'unit.members',
  input: setUnitMembersInput,
  seenBy: 'unit.view',
  lock: async (tx, { id }) => {
    const found = await readUnit(tx, id, { lock: true })
    return found && { ...found, targets: [unitTarget(found)] }
  },
  action: 'unit.manage',
  handle: async ({ tx, loaded, record, unchanged }, { memberIds }) => {
    const group = loaded.unit
    requireLive(group)
    if (group.kind !== 'group') throw new Refusal('unitNotGroup', { unit: group.name })
    const wanted = [...new Set(memberIds)]
    const found = wanted.length ? await liveUnitPaths(tx, wanted) : []
    const path = loaded.subject.jurisdictionPath ?? ''
    const bad = found.find((row) => row.kind === 'group' || !row.path.startsWith(path))
    if (bad || found.length !== wanted.length)
      throw new Refusal('groupMemberInvalid', { unit: bad?.name ?? '所选单位' })
    const current = await tx
      .select({ id: unitMember.memberId, name: unit.name })
      .from(unitMember)
      .innerJoin(unit, eq(unit.id, unitMember.memberId))
      .where(eq(unitMember.groupId, group.id))
    const gone = current.filter((row) => !wanted.includes(row.id))
    const fresh = found.filter((row) => !current.some((entry) => entry.id === row.id))
    if (gone.length === 0 && fresh.length === 0) return unchanged()
    if (gone.length > 0) {
      const ids = gone.map((row) => row.id)
      await tx.delete(unitMember).where(and(eq(unitMember.groupId, group.id), inArray(unitMember.memberId, ids)))
    }
    if (fresh.length > 0) {
      await tx.insert(unitMember).values(fresh.map((row) => ({ groupId: group.id, memberId: row.id })))
    }
    await tx
      .update(unit)
      .set({ version: group.version + 1 })
      .where(eq(unit.id, group.id))
    const names = (rows: readonly { name: string }[]) => rows.map((row) => row.name).toSorted()
    record({
      action: 'unit.members',
      subjectType: 'unit',
      subjectId: group.id,
      before: { members: names(current) },
      after: { members: names(found) },
    })
  },
})
