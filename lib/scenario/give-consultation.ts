import { and, eq } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { consultation, consultationUnit, opinion } from '@/db/schema/consultation'
import { plan, planDraft } from '@/db/schema/plan'
import { importReading } from '@/lib/commands/import-plan'
import { openConsultation } from '@/lib/commands/open-consultation'
import { type Context, run } from '@/lib/commands/run'
import type { PlanReading } from '@/lib/domain/plan-text/reading'
import { sampleReading } from './read-plan'

/** Two tasks and an indicator for the units of world.ts: the health bureau leads the first, the education bureau the second. */
export const consultedReading = (): PlanReading => {
  const reading = sampleReading(
    [
      { title: '建设示范步道', leadUnits: ['区卫健委'], supportUnits: ['区教体局'] },
      { title: '开展巡查', leadUnits: ['区教体局'], supportUnits: ['各乡镇政府'] },
    ],
    {
      indicators: [
        {
          from: 'table',
          domain: null,
          number: '1',
          name: '步道条数',
          unit: '条',
          baselineYear: 2025,
          baselineText: '1',
          targets: [
            {
              year: 2027,
              text: '≥5',
              parsed: { op: '>=', value: 5, value2: null, relative: null, baseYear: null, text: '≥5' },
            },
          ],
          nature: '预期性',
          source: null,
          direction: 'higher_better',
          responsibleUnits: ['区卫健委'],
          startLine: 9,
          endLine: 9,
        },
      ],
    },
  )
  return { ...reading, document: { ...reading.document, stage: 'draft for comment' } }
}

/** A draft for comment of the office, with its units until the last of November. */
export const giveConsultation = async (db: Db | Tx, office: Context, dueOn = '2026-11-30') => {
  const { planId } = await run(db, office, importReading, { reading: consultedReading(), fileName: '征求意见稿.docx' })
  const { consultationId } = await run(db, office, openConsultation, { planId, version: 1, dueOn, note: '请予支持' })
  const draft = async () => {
    const [row] = await db.select().from(planDraft).where(eq(planDraft.planId, planId))
    if (!row) throw new Error('no draft')
    return row
  }
  const first = (await draft()).content
  const [trail, patrol] = first.items
  const [indicator] = first.indicators
  if (!trail || !patrol || !indicator) throw new Error('the reading lost something')
  return {
    planId,
    consultationId,
    keys: { trail: trail.key, patrol: patrol.key, indicator: indicator.key },
    draft,
    planRow: async () => {
      const [row] = await db.select().from(plan).where(eq(plan.id, planId))
      if (!row) throw new Error('no plan')
      return row
    },
    round: async () => {
      const [row] = await db.select().from(consultation).where(eq(consultation.id, consultationId))
      if (!row) throw new Error('no round')
      return row
    },
    answerOf: async (unitId: number) => {
      const [row] = await db
        .select()
        .from(consultationUnit)
        .where(and(eq(consultationUnit.consultationId, consultationId), eq(consultationUnit.unitId, unitId)))
      if (!row) throw new Error('this unit was not asked')
      return row
    },
    opinionOf: async (id: number) => {
      const [row] = await db.select().from(opinion).where(eq(opinion.id, id))
      if (!row) throw new Error('no opinion')
      return row
    },
  }
}
