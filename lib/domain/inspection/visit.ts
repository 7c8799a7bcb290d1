import type { CalendarDate } from '../calendar/date'
import type { CheckVerdict, FindingSeverity } from './states'

/** Degrees (WGS 84) and metres. */
export type Place = { readonly latitude: number; readonly longitude: number; readonly accuracy: number }

export type VisitItem = {
  readonly id: number
  /** Heading of the checklist under which the item stands. */
  readonly group: string | null
  readonly text: string
  /** Name and clause of what it is checked against. */
  readonly standard: string
  readonly asksPhoto: boolean
  readonly asksPlace: boolean
}

export type VisitAnswer = {
  readonly uuid: string
  readonly itemId: number
  readonly verdict: CheckVerdict
  readonly note: string
  /** ISO instants of the device. */
  readonly answeredAt: string
  readonly place: Place | null
  readonly by: string
}

export type VisitFinding = {
  readonly uuid: string
  readonly id: number
  readonly itemId: number | null
  readonly unitId: number
  readonly severity: FindingSeverity
  readonly standard: string
  readonly fact: string
  readonly foundAt: string
  readonly relapseOfId: number | null
  readonly by: string
}

export type VisitPhoto = {
  readonly uuid: string
  /** The answer or the finding that it shows. */
  readonly of: string
  readonly name: string
  readonly takenAt: string
  readonly href: string
}

export type VisitSignature = {
  readonly uuid: string
  readonly name: string
  readonly duty: string
  readonly signedAt: string
  readonly href: string
}

/** All that the checklist on a telephone needs of one visit, so that it works without a line afterwards. */
export type VisitSheet = {
  readonly id: number
  readonly inspectionId: number
  readonly inspectionTitle: string
  readonly unit: { readonly id: number; readonly name: string }
  readonly plannedOn: CalendarDate | null
  readonly items: readonly VisitItem[]
  readonly answers: readonly VisitAnswer[]
  readonly findings: readonly VisitFinding[]
  readonly photos: readonly VisitPhoto[]
  readonly signatures: readonly VisitSignature[]
  readonly notes: string
  /** Units that a finding may name: those under inspection. */
  readonly units: readonly { readonly id: number; readonly name: string }[]
  /** Earlier findings of these units, for saying that one has come back. */
  readonly earlier: readonly {
    readonly id: number
    readonly unitId: number
    readonly fact: string
    readonly foundOn: CalendarDate
  }[]
  /** False once the inspection is concluded, and for whoever is not of its team. */
  readonly canEdit: boolean
  readonly personId: number
}
