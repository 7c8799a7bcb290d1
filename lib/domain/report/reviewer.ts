type Task = {
  readonly issuerUnitId: number
  readonly primaryLeadUnitId: number | null
  readonly isLedByGroup: boolean
}

/**
 * Who decides on a unit's report about a task: the issuer on the primary lead's, the primary lead on everyone else's, which
 * it consolidates (DESIGN §3). A group has no people of its own, so what is reported to it goes to the issuer.
 */
export const reviewingUnit = ({ issuerUnitId, primaryLeadUnitId, isLedByGroup }: Task, unitId: number): number =>
  primaryLeadUnitId === null || primaryLeadUnitId === unitId || isLedByGroup ? issuerUnitId : primaryLeadUnitId
