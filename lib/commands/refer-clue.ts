import { eq } from 'drizzle-orm'
import { referral } from '@/db/schema/consequence'
import { inspection } from '@/db/schema/inspection'
import { jurisdiction } from '@/db/schema/organisation'
import { calendarDate } from '@/lib/domain/calendar/date'
import { Refusal } from '@/lib/domain/refusals'
import { referClueInput } from '@/lib/input/consequence'
import { defineCommand } from './run'

/** 第二十三条: a clue of wrongdoing is handed to the body that is competent; here stays only that it was, when and to whom. */
export const referClue = defineCommand({
  name: 'referral.make',
  input: referClueInput,
  seenBy: 'inspection.view',
  lock: async (tx, input) => {
    const [found] = await tx
      .select({ inspection, path: jurisdiction.path })
      .from(inspection)
      .innerJoin(jurisdiction, eq(jurisdiction.id, inspection.jurisdictionId))
      .where(eq(inspection.id, input.inspectionId))
    if (!found) return null
    const subject = { jurisdictionPath: found.path, officeUnitId: found.inspection.officeUnitId }
    return { ...found, targets: [{ type: 'inspection' as const, id: found.inspection.id, subject }] }
  },
  action: 'referral.make',
  handle: async ({ tx, loaded, actor, today, record }, input) => {
    const { inspection: about } = loaded
    const referredOn = calendarDate(input.referredOn)
    if (referredOn > today) throw new Refusal('referralInFuture')
    const [row] = await tx
      .insert(referral)
      .values({
        jurisdictionId: about.jurisdictionId,
        officeUnitId: about.officeUnitId,
        inspectionId: about.id,
        toBody: input.toBody,
        subject: input.subject,
        referredOn,
        referredBy: actor.personId,
      })
      .returning({ id: referral.id })
    if (!row) throw new Error('the referral was not recorded')
    // The record says where it went; what it is about stands in the referral alone, which the office and its leaders read.
    record({
      action: 'referral.make',
      subjectType: 'referral',
      subjectId: row.id,
      planId: about.planId,
      after: { inspection: about.title, toBody: input.toBody, referredOn },
    })
    return { referralId: row.id }
  },
})
