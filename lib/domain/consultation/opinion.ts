import { type CalendarDate, formatLong } from '../calendar/date'
import type { DraftIndicator, DraftItem, DraftOperation, DraftUnit, PlanDraft } from '../plan/draft'
import { Refusal } from '../refusals'

export const itemFields = ['title', 'text', 'deadline', 'leads', 'supports', 'issue'] as const
export const indicatorFields = ['target', 'owners'] as const
export const opinionFields = [...itemFields, ...indicatorFields, 'free'] as const
export type OpinionField = (typeof opinionFields)[number]

/** Units are proposed as what comes and what goes, so that two units' proposals for one task do not undo each other. */
type UnitsProposal = { readonly add: readonly DraftUnit[]; readonly remove: readonly DraftUnit[] }

export type Proposal =
  | { readonly field: 'title' | 'text' | 'free'; readonly text: string }
  | { readonly field: 'deadline'; readonly dueOn: CalendarDate | null; readonly ongoing: boolean }
  | ({ readonly field: 'leads' | 'supports' | 'owners' } & UnitsProposal)
  | { readonly field: 'issue'; readonly issue: boolean }
  | { readonly field: 'target'; readonly year: number; readonly text: string }

export const isItemField = (field: OpinionField): field is (typeof itemFields)[number] =>
  (itemFields as readonly string[]).includes(field)

export const isIndicatorField = (field: OpinionField): field is (typeof indicatorFields)[number] =>
  (indicatorFields as readonly string[]).includes(field)

const itemOf = (draft: PlanDraft, key: string | null): DraftItem | null =>
  draft.items.find((item) => item.key === key) ?? null
const indicatorOf = (draft: PlanDraft, key: string | null): DraftIndicator | null =>
  draft.indicators.find((indicator) => indicator.key === key) ?? null

const names = (units: readonly DraftUnit[]): string => units.map((unit) => unit.spelling).join('、') || '无'

const deadlineText = (value: { readonly dueOn: CalendarDate | null; readonly ongoing: boolean }): string =>
  value.dueOn ? formatLong(value.dueOn) : value.ongoing ? '长期' : '未定'

/** What the draft says now where the proposal would change it, as a person reads it; null where the place is gone. */
export const currentText = (draft: PlanDraft, subjectKey: string | null, proposal: Proposal): string | null => {
  if (proposal.field === 'free') return ''
  if (isIndicatorField(proposal.field)) {
    const indicator = indicatorOf(draft, subjectKey)
    if (!indicator) return null
    if (proposal.field === 'owners') return names(indicator.owners)
    const year = proposal.field === 'target' ? proposal.year : null
    return indicator.targets.find((target) => target.year === year)?.text ?? '无'
  }
  const item = itemOf(draft, subjectKey)
  if (!item) return null
  switch (proposal.field) {
    case 'title':
      return item.title
    case 'text':
      return item.text
    case 'deadline':
      return deadlineText(item)
    case 'leads':
      return names(item.leads)
    case 'supports':
      return names(item.supports)
    case 'issue':
      return item.issue ? '交办' : '不交办'
    default:
      return null
  }
}

/** What is asked for, in one line. */
export const proposedText = (proposal: Proposal): string => {
  switch (proposal.field) {
    case 'title':
    case 'text':
    case 'free':
    case 'target':
      return proposal.text
    case 'deadline':
      return deadlineText(proposal)
    case 'issue':
      return proposal.issue ? '交办' : '不交办'
    default:
      return [
        proposal.add.length > 0 ? `增加${names(proposal.add)}` : '',
        proposal.remove.length > 0 ? `去掉${names(proposal.remove)}` : '',
      ]
        .filter(Boolean)
        .join('；')
  }
}

const changedUnits = (units: readonly DraftUnit[], { add, remove }: UnitsProposal): readonly DraftUnit[] => [
  ...units.filter((unit) => !remove.some((gone) => gone.unitId === unit.unitId)),
  ...add.filter((fresh) => !units.some((unit) => unit.unitId === fresh.unitId)),
]

/** All targets of the indicator, the one of this year replaced or added in its place. */
const targetsWith = (
  { targets }: DraftIndicator,
  { year, text }: { readonly year: number; readonly text: string },
): { year: number | null; text: string }[] => {
  const kept = targets.map((target) => ({ year: target.year, text: target.year === year ? text : target.text }))
  return kept.some((target) => target.year === year) ? kept : [...kept, { year, text }]
}

const operationFor = (draft: PlanDraft, subjectKey: string, proposal: Proposal): DraftOperation | null => {
  const keys = [subjectKey]
  const item = itemOf(draft, subjectKey)
  const indicator = indicatorOf(draft, subjectKey)
  switch (proposal.field) {
    case 'title':
      return { kind: 'editItem', key: subjectKey, title: proposal.text }
    case 'text':
      return { kind: 'editItem', key: subjectKey, text: proposal.text }
    case 'deadline':
      return { kind: 'setDeadline', keys, dueOn: proposal.dueOn, ongoing: proposal.ongoing }
    case 'issue':
      return { kind: 'setIssue', keys, issue: proposal.issue }
    case 'leads':
      return item && { kind: 'setUnits', keys, leads: changedUnits(item.leads, proposal), supports: item.supports }
    case 'supports':
      return item && { kind: 'setUnits', keys, leads: item.leads, supports: changedUnits(item.supports, proposal) }
    case 'target':
      return indicator && { kind: 'editIndicator', key: subjectKey, targets: targetsWith(indicator, proposal) }
    case 'owners':
      return indicator && { kind: 'editIndicator', key: subjectKey, owners: changedUnits(indicator.owners, proposal) }
    case 'free':
      return null
  }
}

/**
 * The step that writes an accepted proposal into the draft; null where there is nothing to write: a remark in words, or a
 * draft that says so already. Refuses where the place is gone, or says something else than what the unit was shown.
 */
export const stepFor = (
  shown: PlanDraft,
  draft: PlanDraft,
  subjectKey: string | null,
  proposal: Proposal,
): DraftOperation | null => {
  if (proposal.field === 'free' || subjectKey === null) return null
  const now = currentText(draft, subjectKey, proposal)
  if (now === null) throw new Refusal('opinionPlaceGone')
  const wanted = proposedText(proposal)
  if ('add' in proposal) {
    const operation = operationFor(draft, subjectKey, proposal)
    return operation && unitsIn(operation, proposal.field) !== now ? operation : null
  }
  if (now === wanted) return null
  if (now !== currentText(shown, subjectKey, proposal)) throw new Refusal('opinionPlaceChanged', { now })
  return operationFor(draft, subjectKey, proposal)
}

const unitsIn = (operation: DraftOperation, field: 'leads' | 'supports' | 'owners'): string | null => {
  if (operation.kind === 'editIndicator') return names(operation.owners ?? [])
  if (operation.kind !== 'setUnits') return null
  return names(field === 'leads' ? operation.leads : operation.supports)
}
