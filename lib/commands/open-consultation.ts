import { readRegister } from '@/db/register'
import { consultation, consultationUnit } from '@/db/schema/consultation'
import { formatLong } from '@/lib/domain/calendar/date'
import { type Addressees, addresseesOf } from '@/lib/domain/consultation/addressees'
import { planStageLabels } from '@/lib/domain/labels'
import { noPlanFacts } from '@/lib/domain/plan/states'
import { Refusal } from '@/lib/domain/refusals'
import { openConsultationInput } from '@/lib/input/consultation'
import { lastRound, readRounds } from './consultation-rounds'
import { decidePlan, lockDraft, requireDraftVersion } from './plan-draft'
import { recordPlanVersion } from './plan-version'
import { defineCommand } from './run'

const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join('、')

/** Every name must stand for somebody who can answer: a unit that nobody asked has not agreed. */
const requireReachable = ({ unmatched, dissolved, emptyGroups }: Addressees): void => {
  if (unmatched.length > 0) {
    const names = `${quoted(unmatched.slice(0, 20))}${unmatched.length > 20 ? '等' : ''}`
    throw new Refusal('consultationUnitsUnmatched', { count: unmatched.length, names })
  }
  if (dissolved.length > 0) throw new Refusal('planUnitDissolved', { count: dissolved.length })
  if (emptyGroups.length > 0) throw new Refusal('consultationEmptyGroups', { names: quoted(emptyGroups) })
}

/** Sends the draft as it stands to the units that it names, each of them its own part, and keeps what was sent as a version. */
export const openConsultation = defineCommand({
  name: 'consultation.open',
  input: openConsultationInput,
  seenBy: 'plan.view',
  lock: lockDraft,
  action: 'consultation.open',
  handle: async (work, { version, dueOn, note }) => {
    const { tx, loaded, actor, now, today, record } = work
    const { plan: row, draft } = loaded
    // What is sent is what was on the screen.
    await requireDraftVersion(tx, loaded, version)
    const addressees = addresseesOf(draft, await readRegister(tx, row.jurisdictionId), row.officeUnitId)
    decidePlan(row.state, 'consultation.open', {
      ...noPlanFacts,
      ...(await readRounds(tx, row.id)),
      isIssuedText: row.stage === 'issued',
      addressees: addressees.units.length + addressees.unmatched.length + addressees.emptyGroups.length,
    })
    requireReachable(addressees)
    if (dueOn < today) {
      const refusal = new Refusal('dueBeforeToday')
      throw new Refusal('dueBeforeToday', {}, { dueOn: refusal.message })
    }
    const number = (await lastRound(tx, row.id)) + 1
    const kept = await recordPlanVersion(tx, work, {
      plan: row,
      content: draft,
      origin: 'consultation',
      summary: `第 ${number} 轮征求意见（${planStageLabels[row.stage]}）：${addressees.units.length} 个单位，${formatLong(dueOn)}前答复`,
    })
    const [opened] = await tx
      .insert(consultation)
      .values({
        planId: row.id,
        number,
        versionId: kept.id,
        stage: row.stage,
        dueOn,
        note,
        openedBy: actor.personId,
        openedByName: actor.personName,
        openedAt: now,
      })
      .returning({ id: consultation.id })
    if (!opened) throw new Error('the round was not opened')
    await tx.insert(consultationUnit).values(
      addressees.units.map(({ unitId, itemKeys, indicatorKeys }) => ({
        consultationId: opened.id,
        unitId,
        itemKeys: [...itemKeys],
        indicatorKeys: [...indicatorKeys],
      })),
    )
    record({
      action: 'consultation.open',
      subjectType: 'consultation',
      subjectId: opened.id,
      planId: row.id,
      after: {
        number,
        stage: row.stage,
        dueOn,
        version: kept.number,
        units: addressees.units.map((unit) => unit.name),
      },
    })
    return { consultationId: opened.id, units: addressees.units.length, version: kept.number }
  },
})
