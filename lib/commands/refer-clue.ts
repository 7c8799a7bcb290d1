import { referral } from '@/db/schema/consequence'
import { readInspection } from '@/db/supervision-subjects'
import { calendarDate } from '@/lib/domain/calendar/date'
import { Refusal } from '@/lib/domain/refusals'
import { referClueInput } from '@/lib/input/consequence'
import { defineCommand } from './run'
import { inspectionTarget } from './supervision-targets'

/** 第二十三条: a clue of wrongdoing is handed to the body that is competent; here stays only that it was, when and to whom. */
export const referClue = defineCommand({
  name: 'referral.make',
  input: referClueInput,
  seenBy: 'inspection.view',
  lock: async (tx, input) => {
    const found = await readInspection(tx, input.inspectionId)
    if (!found) return null
    const { version: _, ...target } = inspectionTarget(found)
    return { inspection: found.inspection, targets: [target] }
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
