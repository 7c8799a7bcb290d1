import type { CalendarDate } from '../calendar/date'
import type { TaskState } from './states'

export type NextStep = { readonly who: string; readonly what: string; readonly until: CalendarDate | null }

export type NextStepFacts = {
  readonly state: TaskState
  readonly isLedByGroup: boolean
  readonly lead: string
  readonly issuer: string
  readonly dueOn: CalendarDate | null
  readonly owed: { readonly dueOn: CalendarDate; readonly milestone: string | null } | null
  readonly milestones: number
  readonly unverified: number
  readonly openSubtasks: number
  /** A report of the lead lies with its reviewers. */
  readonly awaitsReview: boolean
  readonly awaitsDecision: boolean
}

/** What is owed next, by whom, until when; null where nothing is. */
export const nextStep = (facts: NextStepFacts): NextStep | null => {
  const { state, issuer, owed, dueOn } = facts
  // A group has no people: its issuer sees to it.
  const lead = facts.isLedByGroup ? issuer : facts.lead
  if (state === 'issued') {
    return { who: lead, what: facts.isLedByGroup ? '分解到成员单位' : '签收', until: null }
  }
  if (state === 'closing') return { who: issuer, what: '审核办结申请', until: null }
  if (state !== 'active') return null
  if (facts.awaitsDecision) return { who: issuer, what: '审批变更申请', until: null }
  if (facts.awaitsReview) return { who: issuer, what: '审核进展反馈', until: null }
  if (owed?.milestone) return { who: lead, what: `完成节点“${owed.milestone}”`, until: owed.dueOn }
  if (facts.openSubtasks > 0) return { who: lead, what: `督促 ${facts.openSubtasks} 项子任务办结`, until: dueOn }
  if (facts.milestones > 0 && facts.unverified === 0) return { who: lead, what: '申请办结', until: dueOn }
  if (dueOn === null)
    return { who: lead, what: facts.milestones === 0 ? '分解出节点，按期反馈进展' : '按期反馈进展', until: null }
  return { who: lead, what: facts.milestones === 0 ? '分解出节点并办理' : '办理并申请办结', until: dueOn }
}
