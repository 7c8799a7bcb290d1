import { eq } from 'drizzle-orm'
import { evidence } from '@/db/schema/evidence'
import { readReport } from '@/db/subjects'
import { removeEvidenceInput } from '@/lib/input/evidence'
import { decideReport, reportEvent, updateReport } from './report-steps'
import { defineCommand } from './run'
import { reportTarget } from './targets'

/** Takes a file out of a draft. The link is marked, the file stays: an earlier revision may show it. */
export const removeEvidence = defineCommand({
  name: 'evidence.remove',
  input: removeEvidenceInput,
  seenBy: 'report.viewDraft',
  lock: async (tx, input) => {
    const [link] = await tx.select().from(evidence).where(eq(evidence.id, input.evidenceId))
    if (!link?.reportId) return null
    const found = await readReport(tx, link.reportId, { lock: true })
    const [locked] = await tx.select().from(evidence).where(eq(evidence.id, link.id)).for('update')
    return found && locked ? { found, link: locked, targets: [reportTarget(found)] } : null
  },
  action: 'report.save',
  handle: async ({ tx, loaded: { found, link }, now, record, unchanged }) => {
    decideReport(found, 'report.save')
    if (link.removedAt !== null) {
      unchanged()
      return { reportId: found.report.id, version: found.report.version }
    }
    await tx.update(evidence).set({ removedAt: now }).where(eq(evidence.id, link.id))
    const version = await updateReport(tx, found.report, {})
    record(reportEvent(found, 'evidence.remove', { evidence: [{ id: link.id, name: link.name }] }, null))
    return { reportId: found.report.id, version }
  },
})
