/** What is known about a unit (or the units of a task) when a draw is weighted. */
export type RiskFacts = {
  readonly overdueTasks: number
  /** Working days late, all overdue tasks together. */
  readonly workdaysLate: number
  readonly returnedReports: number
  /** Largest difference of self-assessed and verified progress, in percent points. */
  readonly claimedGap: number
  /** Calendar days since the last visit; null: never visited. */
  readonly daysSinceVisit: number | null
}

export type RiskPart = { readonly reason: keyof RiskFacts; readonly points: number }

const CAP = 5
const capped = (value: number): number => Math.min(CAP, Math.max(0, Math.floor(value)))

/**
 * Why a unit weighs what it weighs: each reason gives at most five points, so that none of them alone decides a draw.
 * One point a task or a return, one for every ten working days late, ten percent points of difference, ninety days unvisited.
 */
export const riskParts = (facts: RiskFacts): readonly RiskPart[] => [
  { reason: 'overdueTasks', points: capped(facts.overdueTasks) },
  { reason: 'workdaysLate', points: capped(facts.workdaysLate / 10) },
  { reason: 'returnedReports', points: capped(facts.returnedReports) },
  { reason: 'claimedGap', points: capped(facts.claimedGap / 10) },
  { reason: 'daysSinceVisit', points: facts.daysSinceVisit === null ? CAP : capped(facts.daysSinceVisit / 90) },
]

/** 1 to 26: everybody can be drawn, nobody is certain to be. */
export const riskWeight = (facts: RiskFacts): number => riskParts(facts).reduce((sum, { points }) => sum + points, 1)
