import { acknowledgeRectification } from '@/lib/commands/acknowledge-rectification'
import { cancelInspection } from '@/lib/commands/cancel-inspection'
import { claimRectification } from '@/lib/commands/claim-rectification'
import { commitDraw } from '@/lib/commands/commit-draw'
import { createInspection } from '@/lib/commands/create-inspection'
import { decideConclusion } from '@/lib/commands/decide-conclusion'
import { decideInspectionPlan } from '@/lib/commands/decide-inspection'
import { decideObjection } from '@/lib/commands/decide-objection'
import { decideRectificationExtension } from '@/lib/commands/decide-rectification-extension'
import { draftConclusion } from '@/lib/commands/draft-conclusion'
import { editFinding } from '@/lib/commands/edit-finding'
import { editInspection } from '@/lib/commands/edit-inspection'
import { fileObjection } from '@/lib/commands/file-objection'
import { openVisit } from '@/lib/commands/open-visit'
import { orderRectification } from '@/lib/commands/order-rectification'
import { recordFinding } from '@/lib/commands/record-finding'
import { removeFinding } from '@/lib/commands/remove-finding'
import { reopenRectification } from '@/lib/commands/reopen-rectification'
import { requestRectificationExtension } from '@/lib/commands/request-rectification-extension'
import { retireChecklist } from '@/lib/commands/retire-checklist'
import { revealDraw } from '@/lib/commands/reveal-draw'
import { saveChecklist } from '@/lib/commands/save-checklist'
import { saveConclusion } from '@/lib/commands/save-conclusion'
import { saveVisit } from '@/lib/commands/save-visit'
import { sendConclusion } from '@/lib/commands/send-conclusion'
import { startInspection } from '@/lib/commands/start-inspection'
import { submitConclusion } from '@/lib/commands/submit-conclusion'
import { submitInspection } from '@/lib/commands/submit-inspection'
import { verifyRectification } from '@/lib/commands/verify-rectification'
import { writeRectification } from '@/lib/commands/write-rectification'

/** The commands of inspections and rectification, beside those of all-commands.ts. */
export const supervisionCommands = {
  acknowledgeRectification,
  cancelInspection,
  claimRectification,
  commitDraw,
  createInspection,
  decideConclusion,
  decideInspectionPlan,
  decideObjection,
  decideRectificationExtension,
  draftConclusion,
  editFinding,
  editInspection,
  fileObjection,
  openVisit,
  orderRectification,
  recordFinding,
  removeFinding,
  reopenRectification,
  requestRectificationExtension,
  retireChecklist,
  revealDraw,
  saveChecklist,
  saveConclusion,
  saveVisit,
  sendConclusion,
  startInspection,
  submitConclusion,
  submitInspection,
  verifyRectification,
  writeRectification,
}
