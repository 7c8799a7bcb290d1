import { and, desc, eq, max, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { readRegister } from '@/db/register'
import { planRevision } from '@/db/schema/plan'
import { readPlan } from '@/db/subjects'
import type { PlanReading } from '@/lib/domain/plan-text/reading'
import type { SourceLine } from '@/lib/domain/plan/source-lines'
import { toDraft } from '@/lib/domain/plan/to-draft'
import { Refusal } from '@/lib/domain/refusals'
import { noDecisions } from '@/lib/domain/revision/decisions'
import { rereadPlanInput, rereadReadingInput } from '@/lib/input/revision'
import { requireNoOpenRevision } from './plan-revision'
import { claimDocument, readStored } from './read-upload'
import { defineCommand, type Loaded, type Work } from './run'
import { planTarget } from './targets'

type LoadedPlan = Loaded & { readonly plan: NonNullable<Awaited<ReturnType<typeof readPlan>>>['plan'] }

/** Without a lock: reading a document takes long, and the open revision is unique in the database. */
const loadPlan = async (tx: Tx, input: { readonly planId: number }): Promise<LoadedPlan | null> => {
  const row = await readPlan(tx, input.planId)
  if (!row) return null
  const { version: _, ...target } = planTarget(row)
  return { plan: row.plan, targets: [target] }
}

type Version = {
  readonly fileId: number | null
  readonly fileName: string
  readonly reading: PlanReading
  readonly lines: readonly SourceLine[]
}

const storeRevision = async (
  { tx, loaded, actor, now, record }: Work<LoadedPlan>,
  { fileId, fileName, reading, lines }: Version,
): Promise<{ planId: number; revisionId: number; number: number }> => {
  const { plan } = loaded
  const content = toDraft(reading, await readRegister(tx, plan.jurisdictionId))
  const [last] = await tx
    .select({ number: max(planRevision.number) })
    .from(planRevision)
    .where(eq(planRevision.planId, plan.id))
  const number = (last?.number ?? 0) + 1
  const [row] = await tx
    .insert(planRevision)
    .values({
      planId: plan.id,
      number,
      fileId,
      fileName,
      content,
      decisions: noDecisions,
      openedBy: actor.personId,
      openedAt: now,
    })
    .returning({ id: planRevision.id })
  if (!row) throw new Error('the revision was not kept')
  await tx.execute(sql`
    insert into revision_paragraph (revision_id, line, text)
    select ${row.id}, line, text from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as x(line int, text text)
    on conflict do nothing`)
  record({
    action: 'plan.reread',
    subjectType: 'plan',
    subjectId: plan.id,
    planId: plan.id,
    after: { fileName, number, tasks: content.items.length, indicators: content.indicators.length },
  })
  return { planId: plan.id, revisionId: row.id, number }
}

/** The file that the plan was last read from: read again it would say the same. */
const requireAnotherFile = async (tx: Tx, plan: LoadedPlan['plan'], fileId: number): Promise<void> => {
  const [last] = await tx
    .select({ fileId: planRevision.fileId })
    .from(planRevision)
    .where(and(eq(planRevision.planId, plan.id), eq(planRevision.state, 'applied')))
    .orderBy(desc(planRevision.number))
    .limit(1)
  if ((last ? last.fileId : plan.sourceFileId) === fileId) throw new Refusal('revisionUnchanged')
}

/** 重读修订稿: a revised document of the same plan, read and kept beside it to be compared. Nothing of the plan changes yet. */
export const rereadPlan = defineCommand({
  name: 'plan.reread',
  input: rereadPlanInput,
  seenBy: 'plan.view',
  lock: loadPlan,
  action: 'plan.reread',
  handle: async (work, { uploadId }) => {
    const { tx, loaded, actor } = work
    await requireNoOpenRevision(tx, loaded.plan.id)
    const claimed = await claimDocument(tx, uploadId, actor.personId)
    await requireAnotherFile(tx, loaded.plan, claimed.fileId)
    const read = await readStored(claimed.sha256, claimed.name)
    return storeRevision(work, { fileId: claimed.fileId, fileName: claimed.name, ...read })
  },
})

/** The same with a version that is data already, without a document behind it. Offered to no screen. */
export const rereadReading = defineCommand({
  name: 'plan.rereadReading',
  input: rereadReadingInput,
  seenBy: 'plan.view',
  lock: loadPlan,
  action: 'plan.reread',
  handle: async (work, { reading, lines, fileName }) => {
    await requireNoOpenRevision(work.tx, work.loaded.plan.id)
    return storeRevision(work, { fileId: null, fileName, reading, lines })
  },
})
