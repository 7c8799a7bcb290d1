import { and, eq } from 'drizzle-orm'
import { unitAlias } from '@/db/schema/organisation'
import { readRegister } from '@/db/register'
import { can } from '@/lib/domain/permission/can'
import { unitFinder } from '@/lib/domain/plan/draft-units'
import { Refusal } from '@/lib/domain/refusals'
import { jurisdictionSubject } from '@/db/subjects'
import { matchUnitInput } from '@/lib/input/plan'
import { changeDraft, lockDraft, requireDraftVersion, undoable } from './plan-draft'
import { defineCommand } from './run'

/** Says which unit a printed name means, everywhere in the draft, and for every later plan where asked. */
export const matchUnit = defineCommand({
  name: 'plan.matchUnit',
  input: matchUnitInput,
  seenBy: 'plan.view',
  lock: lockDraft,
  action: 'plan.editDraft',
  handle: async (work, { version, spelling, unitId, forGood }) => {
    const { tx, loaded, actor, record } = work
    await requireDraftVersion(tx, loaded, version)
    const { jurisdictionId } = loaded.plan
    const done = await changeDraft(work, { kind: 'matchSpelling', spelling, unitId })
    if (forGood) {
      if (!can(actor, 'unit.createFromPlan', await jurisdictionSubject(tx, jurisdictionId))) {
        throw new Refusal('wrongRole', { reason: '登记别名由本行政区的督查考核办公室或系统管理员办理。' })
      }
      const register = await readRegister(tx, jurisdictionId)
      const known = unitFinder(register)(spelling)
      if (known && known.id !== unitId) throw new Refusal('unitNameTaken', { name: spelling })
      const [existing] = await tx
        .select({ id: unitAlias.id })
        .from(unitAlias)
        .where(and(eq(unitAlias.jurisdictionId, jurisdictionId), eq(unitAlias.spelling, spelling)))
      if (!known && !existing) {
        await tx.insert(unitAlias).values({ jurisdictionId, unitId, spelling })
        record({
          action: 'unit.alias',
          subjectType: 'unit',
          subjectId: unitId,
          planId: loaded.plan.id,
          after: { spelling },
        })
      }
    }
    return { ...done, ...(await undoable(tx, loaded.plan.id)) }
  },
})
