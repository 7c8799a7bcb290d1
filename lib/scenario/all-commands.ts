import { acknowledgeTasks } from '@/lib/commands/acknowledge-tasks'
import { addExpertComment } from '@/lib/commands/add-expert-comment'
import { addMembership } from '@/lib/commands/add-membership'
import { agreeToConsultation, proposeChange, withdrawOpinion } from '@/lib/commands/answer-consultation'
import { applyWorkbook } from '@/lib/commands/apply-workbook'
import { approveReport } from '@/lib/commands/approve-report'
import { approveReports } from '@/lib/commands/approve-reports'
import { applyRevision } from '@/lib/commands/apply-revision'
import { archivePlan } from '@/lib/commands/archive-plan'
import { assignPerson } from '@/lib/commands/assign-person'
import { attachEvidence } from '@/lib/commands/attach-evidence'
import { changeCalendarDay } from '@/lib/commands/change-calendar-day'
import { changePassword } from '@/lib/commands/change-password'
import { claimCompletion } from '@/lib/commands/claim-completion'
import { closeTask } from '@/lib/commands/close-task'
import { configurePlan } from '@/lib/commands/configure-plan'
import { createPerson } from '@/lib/commands/create-person'
import { createPlace } from '@/lib/commands/create-place'
import { createPlanUnit } from '@/lib/commands/create-plan-unit'
import { createSubtasks } from '@/lib/commands/create-subtasks'
import { createToken } from '@/lib/commands/create-token'
import { createUnit } from '@/lib/commands/create-unit'
import { decideChange } from '@/lib/commands/decide-change'
import { decideRevision } from '@/lib/commands/decide-revision'
import { decideConsequence } from '@/lib/commands/decide-consequence'
import { decideOpinion } from '@/lib/commands/decide-opinion'
import { disablePerson } from '@/lib/commands/disable-person'
import { discardPlan } from '@/lib/commands/discard-plan'
import { discardRevision } from '@/lib/commands/discard-revision'
import { dissolveUnit } from '@/lib/commands/dissolve-unit'
import { editDraft } from '@/lib/commands/edit-draft'
import { editPerson } from '@/lib/commands/edit-person'
import { editUnit } from '@/lib/commands/edit-unit'
import { enablePerson } from '@/lib/commands/enable-person'
import { cancelConsultation, closeConsultation, extendConsultation } from '@/lib/commands/end-consultation'
import { endMembership } from '@/lib/commands/end-membership'
import { endOtherSessions } from '@/lib/commands/end-other-sessions'
import { endorseReport } from '@/lib/commands/endorse-report'
import { fanOutTask } from '@/lib/commands/fan-out-task'
import { importOrganisation } from '@/lib/commands/import-organisation'
import { importPlan, importReading } from '@/lib/commands/import-plan'
import { issueConsequence } from '@/lib/commands/issue-consequence'
import { linkEvidence } from '@/lib/commands/link-evidence'
import { matchUnit } from '@/lib/commands/match-unit'
import { moveStage } from '@/lib/commands/move-stage'
import { openConsultation } from '@/lib/commands/open-consultation'
import { openPlanToExpert } from '@/lib/commands/open-plan-to-expert'
import { planMilestones } from '@/lib/commands/plan-milestones'
import { proposeConsequence } from '@/lib/commands/propose-consequence'
import { publishPlan } from '@/lib/commands/publish-plan'
import { referClue } from '@/lib/commands/refer-clue'
import { rereadPlan, rereadReading } from '@/lib/commands/reread-plan'
import { removeEvidence } from '@/lib/commands/remove-evidence'
import { requestChange } from '@/lib/commands/request-change'
import { requestSignOff } from '@/lib/commands/request-sign-off'
import { resetPassword } from '@/lib/commands/reset-password'
import { resumeTask } from '@/lib/commands/resume-task'
import { returnClosing } from '@/lib/commands/return-closing'
import { returnReport } from '@/lib/commands/return-report'
import { reviseReport } from '@/lib/commands/revise-report'
import { revokeToken } from '@/lib/commands/revoke-token'
import type { AnyCommand } from '@/lib/commands/run'
import { saveReport } from '@/lib/commands/save-report'
import { sendBackReport } from '@/lib/commands/send-back-report'
import { setUnitMembers } from '@/lib/commands/set-unit-members'
import { signOffReport } from '@/lib/commands/sign-off-report'
import { submitReport } from '@/lib/commands/submit-report'
import { suspendTask } from '@/lib/commands/suspend-task'
import { switchMembership } from '@/lib/commands/switch-membership'
import { supervisionCommands } from './supervision-commands'
import { withdrawChange } from '@/lib/commands/withdraw-change'
import { withdrawReport } from '@/lib/commands/withdraw-report'

/** Every way to change something. A test holds the folder to this list, and each of these to a row of the permission matrix. */
export const allCommands = {
  acknowledgeTasks,
  addExpertComment,
  addMembership,
  approveReport,
  approveReports,
  applyRevision,
  applyWorkbook,
  archivePlan,
  assignPerson,
  attachEvidence,
  changeCalendarDay,
  changePassword,
  claimCompletion,
  closeTask,
  configurePlan,
  createPerson,
  createPlace,
  createPlanUnit,
  createSubtasks,
  createToken,
  createUnit,
  decideChange,
  decideRevision,
  disablePerson,
  discardPlan,
  discardRevision,
  dissolveUnit,
  editDraft,
  editPerson,
  editUnit,
  enablePerson,
  endMembership,
  endOtherSessions,
  endorseReport,
  fanOutTask,
  importOrganisation,
  importPlan,
  importReading,
  linkEvidence,
  matchUnit,
  openPlanToExpert,
  planMilestones,
  publishPlan,
  removeEvidence,
  rereadPlan,
  rereadReading,
  requestChange,
  requestSignOff,
  resetPassword,
  resumeTask,
  returnClosing,
  returnReport,
  reviseReport,
  revokeToken,
  saveReport,
  sendBackReport,
  setUnitMembers,
  signOffReport,
  submitReport,
  ...supervisionCommands,
  suspendTask,
  switchMembership,
  withdrawChange,
  withdrawReport,
  agreeToConsultation,
  cancelConsultation,
  closeConsultation,
  decideOpinion,
  extendConsultation,
  moveStage,
  openConsultation,
  proposeChange,
  withdrawOpinion,
  decideConsequence,
  issueConsequence,
  proposeConsequence,
  referClue,
} as const satisfies Readonly<Record<string, AnyCommand>>

export type CommandKey = keyof typeof allCommands
