import type {
  ChecklistWithSubject,
  ConclusionWithSubject,
  FindingWithSubject,
  InspectionWithSubject,
  RectificationWithSubject,
  VisitWithSubject,
} from '@/db/supervision-subjects'
import type { Context, Target } from './run'

/** What `run` asks permission and version of, for each aggregate of supervision. */
export const inspectionTarget = ({ inspection, subject }: InspectionWithSubject): Target => ({
  type: 'inspection',
  id: inspection.id,
  subject,
  version: inspection.version,
})

export const visitTarget = ({ visit, subject }: VisitWithSubject): Target => ({ type: 'visit', id: visit.id, subject })

export const findingTarget = ({ finding, subject }: FindingWithSubject): Target => ({
  type: 'finding',
  id: finding.id,
  subject,
  version: finding.version,
})

export const conclusionTarget = ({ conclusion, subject }: ConclusionWithSubject): Target => ({
  type: 'conclusion',
  id: conclusion.id,
  subject,
  version: conclusion.version,
})

export const rectificationTarget = ({ rectification, subject }: RectificationWithSubject): Target => ({
  type: 'rectification',
  id: rectification.id,
  subject,
  version: rectification.version,
})

export const checklistTarget = ({ checklist, subject }: ChecklistWithSubject): Target => ({
  type: 'checklist',
  id: checklist.id,
  subject,
  version: checklist.version,
})

/** For what a unit begins by itself: its own place. */
export const ownPlaceTarget = ({ actor }: Context): Target => ({
  type: 'unit',
  id: actor.unitId,
  subject: { ownerUnitId: actor.unitId, jurisdictionPath: actor.jurisdictionPath },
})
