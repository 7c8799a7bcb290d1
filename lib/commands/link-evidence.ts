import { eq } from 'drizzle-orm'
import { evidence } from '@/db/schema/evidence'
import { readReport } from '@/db/subjects'
import { Refusal } from '@/lib/domain/refusals'
import { linkEvidenceInput } from '@/lib/input/evidence'
import { linkFiles } from './evidence-links'
import { decideReport, reportEvent, updateReport } from './report-steps'
import { defineCommand } from './run'
import { reportTarget } from './targets'

/** One file proves many things (DESIGN §6): a file that the unit gave before is linked again instead of asked for twice. */
export const linkEvidence = defineCommand({
  name: 'evidence.link',
  input: linkEvidenceInput,
  seenBy: 'report.viewDraft',
  lock: async (tx, input) => {
    const found = await readReport(tx, input.reportId, { lock: true })
    const [source] = await tx.select().from(evidence).where(eq(evidence.id, input.evidenceId))
    return found && { found, source, targets: [reportTarget(found)] }
  },
  action: 'report.save',
  handle: async ({ tx, loaded: { found, source }, actor, now, record, unchanged }, input) => {
    // Another unit's file is not there for this one, whatever its number.
    if (!source || source.unitId !== found.report.unitId) throw new Refusal('notFound')
    decideReport(found, 'report.save')
    const wanted = [{ fileId: source.fileId, name: source.name }]
    const { ids, added } = await linkFiles(tx, found, wanted, input.milestoneId, actor, now)
    if (added.length === 0) {
      unchanged()
      return { reportId: found.report.id, evidenceIds: ids, version: found.report.version }
    }
    const version = await updateReport(tx, found.report, {})
    record(reportEvent(found, 'evidence.add', null, { evidence: added, milestoneId: input.milestoneId, again: true }))
    return { reportId: found.report.id, evidenceIds: ids, version }
  },
})
