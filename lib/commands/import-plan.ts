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
import { Refusal } from '@/lib/domain/refusals'
import { importPlanInput } from '@/lib/input/plan'
import { DocumentProcessFailed, readInProcess } from '@/lib/platform/document-process'
import { fileStore } from '@/lib/platform/file-store'
import { claimFiles } from './claim-files'
import { recordPlanVersion } from './plan-version'
import { type Context, defineCommand, type Loaded, type Work } from './run'

const MAX_MEGABYTES = 50
const kinds = 'Word（doc、docx）、PDF、Excel、网页（html）和纯文本（txt）'

const refused = (why: string): Refusal => new Refusal('documentRefused', { why })

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

type ProcessResult =
  | { readonly ok: true; readonly reading: PlanReading; readonly lines: readonly SourceLine[] }
  | { readonly ok: false; readonly why: string }

const readStored = async (
  sha256: string,
  fileName: string,
): Promise<{ reading: PlanReading; lines: readonly SourceLine[] }> => {
  const result = await readInProcess(await fileStore().open(sha256), fileName).catch((error: unknown) => {
    if (error instanceof DocumentProcessFailed) {
      throw refused(`“${fileName}”在规定时间内没有读完，可能过大或已损坏。请另存为 docx 或 txt 后重新上传。`)
    }
    throw error
  })
  // The process is ours and prints nothing else (lib/documents/read/child.ts).
  const read = result as ProcessResult
  if (!read.ok) throw refused(read.why)
  if (read.lines.length === 0) throw refused('文件里没有文字，请检查后重新上传。')
  return read
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
    const [claimed] = await claimFiles(tx, [{ uploadId, name: '文件' }], actor.personId, [
      'office',
      'pdf',
      'text',
      'html',
    ]).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'fileKindRefused')
        throw refused(`这不是可以导入的文件。可以导入${kinds}。`)
      throw error
    })
    if (!claimed) throw new Refusal('fileUnknown')
    if (claimed.size > MAX_MEGABYTES * 1024 * 1024) {
      throw refused(
        `“${claimed.name}”超过 ${MAX_MEGABYTES} MB。规划文件通常不到 5 MB，请去掉图片或另存为 docx 后再上传。`,
      )
    }
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
