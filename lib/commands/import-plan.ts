import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '@/db/client'
import { readRegister } from '@/db/register'
import { unit } from '@/db/schema/organisation'
import { plan, planDraft } from '@/db/schema/plan'
import { parseDate } from '@/lib/domain/calendar/date'
import type { PlanReading } from '@/lib/domain/plan-text/reading'
import type { SourceLine } from '@/lib/domain/plan/source-lines'
import { toDraft } from '@/lib/domain/plan/to-draft'
import { importPlanInput } from '@/lib/input/plan'
import { recordPlanVersion } from './plan-version'
import { claimDocument, readStored } from './read-upload'
import { type Context, defineCommand, type Loaded, type Work } from './run'

/** The office itself is what is asked about; its row keeps two imports of one office in turn, so that a double click makes one draft. */
const lockOffice = async (tx: Tx, _: unknown, { actor }: Context): Promise<Loaded> => {
  const [office] = await tx.select().from(unit).where(eq(unit.id, actor.unitId)).for('no key update')
  return {
    targets: [
      {
        type: 'unit',
        id: actor.unitId,
        subject: {
          jurisdictionPath: actor.jurisdictionPath,
          ownerUnitId: office?.isOffice && !office.dissolvedOn ? office.id : null,
        },
      },
    ],
  }
}

type Source = {
  readonly fileId: number | null
  readonly fileName: string
  readonly reading: PlanReading
  readonly lines: readonly SourceLine[]
  readonly isSample: boolean
}

/** Writes the reading as a draft of the actor's office. */
const storeDraft = async (work: Work<Loaded>, source: Source): Promise<{ planId: number; existing: boolean }> => {
  const { tx, actor, now, record } = work
  const { document } = source.reading
  const draft = toDraft(source.reading, await readRegister(tx, actor.jurisdictionId))
  const { periodStart, periodEnd } = document
  const isPeriod = periodStart === null || periodEnd === null || periodStart <= periodEnd
  const title = document.title?.trim() || source.fileName.replace(/\.[a-z0-9]{1,8}$/i, '')
  const [row] = await tx
    .insert(plan)
    .values({
      jurisdictionId: actor.jurisdictionId,
      officeUnitId: actor.unitId,
      title: title.slice(0, 300),
      issuer: document.issuer,
      docNumber: document.docNumber,
      issuedOn: document.issuedOn ? parseDate(document.issuedOn) : null,
      periodStart: isPeriod ? periodStart : null,
      periodEnd: isPeriod ? periodEnd : null,
      stage: document.stage === 'issued' ? 'issued' : 'consultation',
      sourceFileId: source.fileId,
      sourceFileName: source.fileName,
      isSample: source.isSample,
      createdBy: actor.personId,
    })
    .returning()
  if (!row) throw new Error('the plan was not created')
  await tx.execute(sql`
    insert into source_paragraph (plan_id, line, text)
    select ${row.id}, line, text from jsonb_to_recordset(${JSON.stringify(source.lines)}::jsonb) as x(line int, text text)
    on conflict do nothing`)
  await tx.insert(planDraft).values({ planId: row.id, content: draft, updatedBy: actor.personId, updatedAt: now })
  await recordPlanVersion(tx, work, {
    plan: row,
    content: draft,
    origin: 'import',
    summary: `导入“${source.fileName}”：${draft.items.length} 个条目，${draft.indicators.length} 项指标`,
  })
  record({
    action: 'plan.import',
    subjectType: 'plan',
    subjectId: row.id,
    planId: row.id,
    after: {
      title,
      fileName: source.fileName,
      tasks: draft.items.length,
      units: draft.spellings.length,
      indicators: draft.indicators.length,
      warnings: draft.warnings.length,
    },
  })
  return { planId: row.id, existing: false }
}

/** Reads an uploaded document into a draft for correction (SCREENS: import correction). The reading runs inside the transaction, which locks nothing but the office's own turn. */
export const importPlan = defineCommand({
  name: 'plan.import',
  input: importPlanInput,
  seenBy: 'unit.view',
  lock: lockOffice,
  action: 'plan.import',
  handle: async (work, { uploadId }) => {
    const { tx, actor, unchanged } = work
    const claimed = await claimDocument(tx, uploadId, actor.personId)
    const [before] = await tx
      .select({ id: plan.id })
      .from(plan)
      .where(and(eq(plan.officeUnitId, actor.unitId), eq(plan.state, 'draft'), eq(plan.sourceFileId, claimed.fileId)))
    if (before) {
      unchanged()
      return { planId: before.id, existing: true }
    }
    const { reading, lines } = await readStored(claimed.sha256, claimed.name)
    return storeDraft(work, { fileId: claimed.fileId, fileName: claimed.name, reading, lines, isSample: false })
  },
})

const importReadingInput = z.object({
  reading: z.custom<PlanReading>((value) => typeof value === 'object' && value !== null && 'tasks' in value),
  fileName: z.string().min(1),
  isSample: z.boolean().default(false),
})

/** A plan that is data already (db/samples): the same draft, without a document behind it. Offered to no screen. */
export const importReading = defineCommand({
  name: 'plan.importReading',
  input: importReadingInput,
  seenBy: 'unit.view',
  lock: lockOffice,
  action: 'plan.import',
  handle: (work, { reading, fileName, isSample }) =>
    storeDraft(work, { fileId: null, fileName, reading, lines: [], isSample }),
})
