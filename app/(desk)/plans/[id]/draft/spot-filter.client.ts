'use client'

import type { DraftSpot, DraftSummary, SpotKind } from '@/lib/domain/plan/draft-facts'

/** 'all': what has to be confirmed; a missing date is asked for by its own name. */
export type SpotFilter = 'all' | SpotKind

export const spotFilters: readonly (readonly [SpotFilter, string])[] = [
  ['all', '待确认'],
  ['unmatched', '单位未对应'],
  ['noLead', '缺牵头单位'],
  ['dissolved', '单位已撤销'],
  ['emptyGroup', '集合无成员'],
  ['pastDue', '时限已过'],
  ['warning', '读入存疑'],
  ['unclearTarget', '目标看不懂'],
  ['unmatchedOwner', '指标单位未对应'],
  ['noDate', '缺时限'],
]

export const filterSpots = (summary: DraftSummary, filter: SpotFilter): readonly DraftSpot[] =>
  filter === 'all'
    ? summary.spots
    : filter === 'noDate'
      ? summary.gaps
      : // The meter counts names wherever they stand.
        summary.spots.filter(
          (spot) => spot.kind === filter || (filter === 'unmatched' && spot.kind === 'unmatchedOwner'),
        )
