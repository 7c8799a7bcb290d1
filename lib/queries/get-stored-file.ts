import { eq, sql } from 'drizzle-orm'
import { evidence } from '@/db/schema/evidence'
import { file } from '@/db/schema/file'
import { visitAnswer, visitSignature } from '@/db/schema/inspection'
import { reportRevision } from '@/db/schema/report'
import { readChangeRequest, readPlan, readReport, reportSubject } from '@/db/subjects'
import { readFinding, readRectification, readVisit } from '@/db/supervision-subjects'
import { can } from '@/lib/domain/permission/can'
import type { QueryContext } from './context'

export type StoredFile = {
  readonly sha256: string
  readonly size: number
  readonly mime: string
  readonly name: string
}

/**
 * A file is read by whoever may read what it is linked to (DESIGN §4); null for everyone else, as if it were not there.
 * The own unit sees its draft's files; others those of what was submitted, also of an earlier revision.
 */
export const getEvidenceFile = async (ctx: QueryContext, evidenceId: number): Promise<StoredFile | null> => {
  const { db, actor } = ctx
  const [row] = await db
    .select({
      name: evidence.name,
      reportId: evidence.reportId,
      changeRequestId: evidence.changeRequestId,
      findingId: evidence.findingId,
      visitAnswerId: evidence.visitAnswerId,
      rectificationId: evidence.rectificationId,
      removedAt: evidence.removedAt,
      sha256: file.sha256,
      size: file.size,
      mime: file.mime,
    })
    .from(evidence)
    .innerJoin(file, eq(file.id, evidence.fileId))
    .where(eq(evidence.id, evidenceId))
  if (!row) return null
  const stored = { sha256: row.sha256, size: row.size, mime: row.mime, name: row.name }
  if (row.changeRequestId !== null) {
    const found = await readChangeRequest(db, row.changeRequestId)
    return found && can(actor, 'changeRequest.view', found.subject) ? stored : null
  }
  if (row.reportId === null) return (await maySeeOfSupervision(ctx, row)) ? stored : null
  const found = await readReport(db, row.reportId)
  if (!found) return null
  if (can(actor, 'report.viewDraft', found.subject)) return stored
  if (row.removedAt === null && can(actor, 'report.view', found.subject)) return stored
  const asSubmitted = reportSubject(found.taskSubject, { ...found.report, state: 'returned' })
  if (!can(actor, 'report.view', asSubmitted)) return null
  const [shown] = await db
    .select({ revision: reportRevision.revision })
    .from(reportRevision)
    .where(
      sql`${reportRevision.reportId} = ${found.report.id}
        and ${reportRevision.content} -> 'evidence' @> ${JSON.stringify([{ id: evidenceId }])}::jsonb`,
    )
    .limit(1)
  return shown ? stored : null
}

type SupervisionLink = {
  readonly findingId: number | null
  readonly visitAnswerId: number | null
  readonly rectificationId: number | null
}

const maySeeOfSupervision = async ({ db, actor }: QueryContext, link: SupervisionLink): Promise<boolean> => {
  if (link.findingId !== null) {
    const found = await readFinding(db, link.findingId)
    return found !== null && can(actor, 'finding.view', found.subject)
  }
  if (link.rectificationId !== null) {
    const found = await readRectification(db, link.rectificationId)
    return found !== null && can(actor, 'rectification.view', found.subject)
  }
  if (link.visitAnswerId === null) return false
  const [answer] = await db
    .select({ visitId: visitAnswer.visitId })
    .from(visitAnswer)
    .where(eq(visitAnswer.id, link.visitAnswerId))
  const found = answer ? await readVisit(db, answer.visitId) : null
  return found !== null && can(actor, 'visit.view', found.subject)
}

/** What somebody present at a visit signed, for those who may see the visit. */
export const getSignatureFile = async (
  { db, actor }: QueryContext,
  signatureId: number,
): Promise<StoredFile | null> => {
  const [row] = await db
    .select({ signature: visitSignature, file })
    .from(visitSignature)
    .innerJoin(file, eq(file.id, visitSignature.fileId))
    .where(eq(visitSignature.id, signatureId))
  const found = row ? await readVisit(db, row.signature.visitId) : null
  if (!row || !found || !can(actor, 'visit.view', found.subject)) return null
  const { sha256, size, mime, extension } = row.file
  return { sha256, size, mime, name: `${row.signature.name}.${extension}` }
}

/** The document that a plan was read from, for those who may see the plan. */
export const getPlanSourceFile = async (ctx: QueryContext, planId: number): Promise<StoredFile | null> => {
  const found = await readPlan(ctx.db, planId)
  if (!found) return null
  const maySee = can(ctx.actor, found.plan.state === 'draft' ? 'plan.viewDraft' : 'plan.view', found.subject)
  if (!maySee || found.plan.sourceFileId === null) return null
  const [row] = await ctx.db.select().from(file).where(eq(file.id, found.plan.sourceFileId))
  if (!row) return null
  return {
    sha256: row.sha256,
    size: row.size,
    mime: row.mime,
    name: found.plan.sourceFileName ?? `${found.plan.title}.${row.extension}`,
  }
}
