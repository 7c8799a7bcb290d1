import type { Tx } from '@/db/client'
import { readReport } from '@/db/subjects'
import { asSubmitted } from './report-steps'
import { decisionTarget, reportTarget } from './targets'

type Asked = { readonly reportId: number }

/** A report as its own unit works on it. */
export const lockReport = async (tx: Tx, { reportId }: Asked) => {
  const found = await readReport(tx, reportId, { lock: true })
  return found && { found, targets: [reportTarget(found)] }
}

/** A report as its reviewers decide on it; who comes second is told who was first. */
export const lockForDecision = async (tx: Tx, { reportId }: Asked) => {
  const found = await readReport(tx, reportId, { lock: true })
  return found && { found, targets: [decisionTarget(asSubmitted(found))] }
}
