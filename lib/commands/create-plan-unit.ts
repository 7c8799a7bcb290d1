import { max, eq } from 'drizzle-orm'
import { readRegister } from '@/db/register'
import { unit, unitAlias, unitMember } from '@/db/schema/organisation'
import { jurisdictionSubject } from '@/db/subjects'
import { can } from '@/lib/domain/permission/can'
import { unitFinder } from '@/lib/domain/plan/draft-units'
import { Refusal } from '@/lib/domain/refusals'
import { createUnitInput } from '@/lib/input/plan'
import { changeDraft, lockDraft, requireDraftVersion, undoable } from './plan-draft'
import { defineCommand } from './run'

/** A unit, or a group with its members, that a plan names and the register lacks; matched at once everywhere in the draft. */
export const createPlanUnit = defineCommand({
  name: 'unit.createFromPlan',
  input: createUnitInput,
  seenBy: 'plan.view',
  lock: lockDraft,
  action: 'plan.editDraft',
  handle: async (work, { version, spelling, name, kind, memberIds }) => {
    const { tx, loaded, actor, record } = work
    await requireDraftVersion(tx, loaded, version)
    const { jurisdictionId } = loaded.plan
    if (!can(actor, 'unit.createFromPlan', await jurisdictionSubject(tx, jurisdictionId))) {
      throw new Refusal('wrongRole', { reason: '新增单位由本行政区的督查考核办公室或系统管理员办理。' })
    }
    const register = await readRegister(tx, jurisdictionId)
    const find = unitFinder(register)
    for (const wanted of [name, spelling]) if (find(wanted)) throw new Refusal('unitNameTaken', { name: wanted })
    const members = [...new Set(kind === 'group' ? memberIds : [])].map((id) => {
      const member = register.find((entry) => entry.id === id)
      if (!member) throw new Refusal('notFound')
      if (member.dissolved) throw new Refusal('unitDissolved', { unit: member.name })
      if (member.kind === 'group') throw new Refusal('unitIsGroup', { unit: member.name })
      return member
    })
    if (kind === 'group' && members.length === 0) {
      throw new Refusal('invalidInput', { count: 1 }, { memberIds: '请选择成员单位' })
    }
    const [last] = await tx
      .select({ position: max(unit.position) })
      .from(unit)
      .where(eq(unit.jurisdictionId, jurisdictionId))
    const [created] = await tx
      .insert(unit)
      .values({ jurisdictionId, name, kind, position: (last?.position ?? 0) + 1 })
      .returning({ id: unit.id })
    if (!created) throw new Error('the unit was not created')
    if (members.length > 0) {
      await tx.insert(unitMember).values(members.map((member) => ({ groupId: created.id, memberId: member.id })))
    }
    if (name !== spelling) await tx.insert(unitAlias).values({ jurisdictionId, unitId: created.id, spelling })
    record({
      action: 'unit.create',
      subjectType: 'unit',
      subjectId: created.id,
      planId: loaded.plan.id,
      after: {
        name,
        kind,
        ...(name === spelling ? {} : { spelling }),
        ...(members.length > 0 ? { members: members.map((member) => member.name) } : {}),
      },
    })
    const done = await changeDraft(work, { kind: 'matchSpelling', spelling, unitId: created.id })
    return { ...done, unitId: created.id, ...(await undoable(tx, loaded.plan.id)) }
  },
})
