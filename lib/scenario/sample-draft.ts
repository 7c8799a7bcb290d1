import type { Tx } from '@/db/client'
import { readRegister } from '@/db/register'
import { plan, planDraft } from '@/db/schema/plan'
import { calendarDate, dateFromParts } from '@/lib/domain/calendar/date'
import { toDraft } from '@/lib/domain/plan/to-draft'
import type { SamplePlan, SamplePlanKey } from './sample-plan'
import { asReading } from './sample-reading'

export type Owner = {
  readonly key: SamplePlanKey
  readonly facts: SamplePlan
  readonly jurisdictionId: number
  readonly officeId: number
  readonly office: number
  readonly office2: number
}

/** The plan as its office would have it before it publishes: the facts of the document, dates where it names none. */
export const insertDraft = async (tx: Tx, owner: Owner, personId: number): Promise<number> => {
  const { document } = owner.facts
  const isPast = document.periodEnd < 2026
  const [row] = await tx
    .insert(plan)
    .values({
      jurisdictionId: owner.jurisdictionId,
      officeUnitId: owner.officeId,
      title: document.title,
      issuer: document.issuer,
      docNumber: document.docNumber,
      issuedOn: document.issuedOn ? calendarDate(document.issuedOn) : null,
      periodStart: document.periodStart,
      periodEnd: document.periodEnd,
      stage: document.stage,
      signOffRequired: !isPast,
      isSample: true,
      createdBy: personId,
    })
    .returning({ id: plan.id })
  if (!row) throw new Error('the plan was not inserted')
  const draft = toDraft(asReading(owner.facts), await readRegister(tx, owner.jurisdictionId))
  const periodEnd = dateFromParts(document.periodEnd, 12, 31)
  await tx.insert(planDraft).values({
    planId: row.id,
    content: {
      ...draft,
      items: draft.items.map((item) => ({
        ...item,
        issue: item.leads.length > 0,
        dueOn: item.dueOn ?? (item.ongoing ? null : periodEnd),
      })),
    },
    updatedBy: personId,
  })
  return row.id
}
