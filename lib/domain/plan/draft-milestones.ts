import { type CalendarDate, dateFromParts } from '../calendar/date'
import { latestDueOn } from '../task/dates'
import type { DraftItem, DraftTarget, PlanDraft, RegisterUnit } from './draft'
import { primaryLead } from './draft-units'

/** A milestone that publication proposes to the task's lead, who may change it until it is claimed. */
export type ProposedMilestone = {
  readonly title: string
  readonly deliverable: string
  readonly dueOn: CalendarDate
  readonly weight: number
}

const longestTitle = 100
const longestDeliverable = 300
const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text)

/** The last day of the commitment's year, or the task's own where that is sooner; null where it has passed. */
export const commitmentDueOn = (
  target: Pick<DraftTarget, 'year'>,
  item: Pick<DraftItem, 'dueOn'>,
  today: CalendarDate,
): CalendarDate | null => {
  const end = dateFromParts(target.year, 12, 31)
  const latest = latestDueOn(item.dueOn, today)
  const dueOn = latest !== null && latest < end ? latest : end
  return dueOn < today ? null : dueOn
}

/** A group has no people of its own: its members break the work down, each for itself. */
export const mayHaveMilestones = (item: DraftItem, unitById: ReadonlyMap<number, RegisterUnit>): boolean => {
  const lead = primaryLead(item.leads, unitById)
  return lead?.unitId === null || lead === null || unitById.get(lead.unitId)?.kind !== 'group'
}

/** The commitments of one task that the office ticked, as milestones of equal weight. */
export const proposedMilestones = (
  item: DraftItem,
  draft: Pick<PlanDraft, 'targets'>,
  unitById: ReadonlyMap<number, RegisterUnit>,
  today: CalendarDate,
): readonly ProposedMilestone[] => {
  if (!item.issue || !mayHaveMilestones(item, unitById)) return []
  const chosen = draft.targets
    .filter((target) => target.itemKey === item.key && target.isMilestone)
    .flatMap((target) => {
      const dueOn = commitmentDueOn(target, item, today)
      return dueOn === null ? [] : [{ target, dueOn }]
    })
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
  const share = Math.floor(100 / Math.max(1, chosen.length))
  const left = 100 - share * chosen.length
  const titles = new Map<string, number>()
  return chosen.map(({ target, dueOn }, at) => {
    const plain = cut(target.text.trim(), longestTitle)
    const times = (titles.get(plain) ?? 0) + 1
    titles.set(plain, times)
    // One sentence may promise two things, each a step of its own.
    const mark = `（${target.valueText ?? `${target.year}年`}${times > 2 ? `，${times}` : ''}）`
    const repeated = chosen.filter((other) => cut(other.target.text.trim(), longestTitle) === plain).length > 1
    return {
      title: repeated ? `${cut(plain, longestTitle - mark.length)}${mark}` : plain,
      deliverable: cut(target.text.trim(), longestDeliverable),
      dueOn,
      weight: share + (at < left ? 1 : 0),
    }
  })
}
