import { addDays, type CalendarDate } from '../calendar/date'

/** What two inspections are compared by. No tasks: the whole plan; no plan either: everything. */
export type InspectionMatter = {
  readonly id: number | null
  readonly followsId: number | null
  readonly unitIds: readonly number[]
  readonly planId: number | null
  readonly taskIds: readonly number[]
  readonly startsOn: CalendarDate
  readonly endsOn: CalendarDate
}

/** Two inspections less than this many calendar days apart fall into one window. */
export const OVERLAP_WINDOW_DAYS = 30

const share = (one: readonly number[], other: readonly number[]): boolean => one.some((id) => other.includes(id))

const matterMeets = (one: InspectionMatter, other: InspectionMatter): boolean => {
  if (one.taskIds.length > 0 && other.taskIds.length > 0) return share(one.taskIds, other.taskIds)
  return one.planId === null || other.planId === null || one.planId === other.planId
}

const datesMeet = (one: InspectionMatter, other: InspectionMatter): boolean =>
  one.startsOn <= addDays(other.endsOn, OVERLAP_WINDOW_DAYS) &&
  other.startsOn <= addDays(one.endsOn, OVERLAP_WINDOW_DAYS)

/**
 * 《政府督查工作条例》第十五条: 严禁重复督查、多头督查. Same unit, same matter, one window. An inspection that follows up another
 * looks at the same thing on purpose and does not meet the one that it follows.
 */
export const inspectionsOverlap = (one: InspectionMatter, other: InspectionMatter): boolean => {
  if (one.id !== null && one.id === other.id) return false
  const follows =
    (one.followsId !== null && one.followsId === other.id) || (other.followsId !== null && other.followsId === one.id)
  return !follows && share(one.unitIds, other.unitIds) && datesMeet(one, other) && matterMeets(one, other)
}
