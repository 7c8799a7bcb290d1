import type { ConsequenceWithSubject } from '@/db/consequence'
import type {
  ChangeRequestWithSubject,
  PlanWithSubject,
  ReportWithSubject,
  TaskWithSubject,
  UnitWithSubject,
} from '@/db/subjects'
import type { Target } from './run'

/** What `run` asks permission, version and archive of, for each aggregate. */
export const planTarget = ({ plan, subject }: PlanWithSubject): Target => ({
  type: 'plan',
  id: plan.id,
  subject,
  version: plan.version,
  planState: plan.state,
})

export const taskTarget = ({ task, plan, subject }: TaskWithSubject): Target => ({
  type: 'task',
  id: task.id,
  subject,
  version: task.version,
  planState: plan.state,
})

export const reportTarget = ({ report, plan, subject }: ReportWithSubject): Target => ({
  type: 'report',
  id: report.id,
  subject,
  version: report.version,
  planState: plan.state,
})

/** Once somebody decided, the version says nothing: the command itself tells the second reviewer who was first. */
export const decisionTarget = (found: ReportWithSubject): Target => {
  const { version, ...rest } = reportTarget(found)
  return found.report.decidedAt === null ? { ...rest, version } : rest
}

export const changeRequestTarget = ({ changeRequest, plan, subject }: ChangeRequestWithSubject): Target => ({
  type: 'changeRequest',
  id: changeRequest.id,
  subject,
  version: changeRequest.version,
  planState: plan.state,
})

export const unitTarget = ({ unit, subject }: UnitWithSubject): Target => ({
  type: 'unit',
  id: unit.id,
  subject,
  version: unit.version,
})

export const consequenceTarget = ({ consequence, subject }: ConsequenceWithSubject): Target => ({
  type: 'consequence',
  id: consequence.id,
  subject,
  version: consequence.version,
})
