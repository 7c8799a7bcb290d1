import { and, eq } from 'drizzle-orm'
import { conclusion } from '@/db/schema/inspection'
import { unit } from '@/db/schema/organisation'
import { readInspection, standingFindings } from '@/db/supervision-subjects'
import { formatLong } from '@/lib/domain/calendar/date'
import { conclusionDraft } from '@/lib/domain/conclusion/draft'
import { actionLabel } from '@/lib/domain/labels'
import { Refusal } from '@/lib/domain/refusals'
import { draftConclusionInput } from '@/lib/input/conclusion'
import { conclusionEvent } from './conclusion-steps'
import { requireListedUnit } from './finding-steps'
import { defineCommand } from './run'
import { inspectionTarget } from './supervision-targets'

/** 起草结论 from the findings as they stand (《政府督查工作条例》第十六条), one for each inspected unit. */
export const draftConclusion = defineCommand({
  name: 'conclusion.draft',
  input: draftConclusionInput,
  seenBy: 'inspection.view',
  lock: async (tx, input) => {
    const found = await readInspection(tx, input.inspectionId, { lock: true })
    return found && { found, targets: [inspectionTarget(found)] }
  },
  action: 'conclusion.draft',
  handle: async ({ tx, loaded: { found }, actor, record }, input) => {
    const row = found.inspection
    if (row.state !== 'underway') {
      throw new Refusal('inspectionNotUnderway', { action: actionLabel('conclusion.draft') })
    }
    await requireListedUnit(tx, found.unitIds, input.unitId)
    const [named] = await tx.select({ name: unit.name }).from(unit).where(eq(unit.id, input.unitId))
    const unitName = named?.name ?? ''
    const [before] = await tx
      .select({ id: conclusion.id })
      .from(conclusion)
      .where(and(eq(conclusion.inspectionId, row.id), eq(conclusion.unitId, input.unitId)))
    if (before) throw new Refusal('conclusionExists', { unit: unitName })
    const findings = await standingFindings(tx, row.id, input.unitId)
    const body = conclusionDraft(
      {
        title: row.title,
        content: row.content,
        unitName,
        dates: `${formatLong(row.startsOn)}至${formatLong(row.endsOn)}`,
      },
      findings.map(({ severity, standard, fact, relapseOfId }) => ({
        severity,
        standard,
        fact,
        isRelapse: relapseOfId !== null,
      })),
    )
    const [written] = await tx
      .insert(conclusion)
      .values({ inspectionId: row.id, unitId: input.unitId, body, authorPersonId: actor.personId })
      .returning()
    if (!written) throw new Error('the conclusion was not written')
    record(
      conclusionEvent({ conclusion: written, inspection: row }, 'conclusion.draft', null, {
        unitName,
        findings: findings.length,
      }),
    )
    return { conclusionId: written.id, version: written.version }
  },
})
