import { and, eq, isNull, like } from 'drizzle-orm'
import { jurisdiction, membership, person, unit } from '@/db/schema/organisation'
import { planExpert } from '@/db/schema/plan'
import { Refusal } from '@/lib/domain/refusals'
import { openToExpertInput } from '@/lib/input/plan'
import { lockPlan } from './plan-lock'
import { defineCommand } from './run'

/** Opens a plan to one expert of the office's jurisdiction to read, or closes it again (DESIGN §1: an expert sees nothing else). */
export const openPlanToExpert = defineCommand({
  name: 'plan.openToExpert',
  input: openToExpertInput,
  seenBy: 'plan.view',
  lock: lockPlan,
  action: 'plan.openToExpert',
  handle: async ({ tx, loaded, actor, record, unchanged }, { personId, open }) => {
    const { plan: row } = loaded
    const [expert] = await tx
      .select({ name: person.name })
      .from(membership)
      .innerJoin(person, eq(person.id, membership.personId))
      .innerJoin(unit, eq(unit.id, membership.unitId))
      .innerJoin(jurisdiction, eq(jurisdiction.id, unit.jurisdictionId))
      .where(
        and(
          eq(person.id, personId),
          eq(membership.role, 'expert'),
          isNull(membership.endedOn),
          like(jurisdiction.path, `${actor.jurisdictionPath}%`),
        ),
      )
    if (open && !expert) throw new Refusal('expertUnknown')
    const entry = and(eq(planExpert.planId, row.id), eq(planExpert.personId, personId))
    const changed = open
      ? await tx.insert(planExpert).values({ planId: row.id, personId }).onConflictDoNothing().returning()
      : await tx.delete(planExpert).where(entry).returning()
    if (changed.length === 0) {
      unchanged()
      return { open }
    }
    record({
      action: 'plan.openToExpert',
      subjectType: 'plan',
      subjectId: row.id,
      planId: row.id,
      before: { open: !open },
      after: { open, personId, personName: expert?.name ?? null },
    })
    return { open }
  },
})
