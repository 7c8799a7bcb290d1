export type BulkFacts = {
  readonly kind: string
  /** Milestones that the report claims as done. */
  readonly claims: number
  readonly isOwn: boolean
  readonly isOwnUnit: boolean
}

/** What may go through in bulk: nothing was asked for, and it is neither one's own nor one's own unit's. */
export const isBulkEligible = ({ kind, claims, isOwn, isOwnUnit }: BulkFacts): boolean =>
  kind === 'report' && claims === 0 && !isOwn && !isOwnUnit
