import type { CheckVerdict, FindingSeverity } from './states'
import type { Place, VisitAnswer, VisitFinding, VisitPhoto, VisitSheet, VisitSignature } from './visit'

/** What a device holds beyond the sheet: pieces in the form in which they are sent, photos and signatures with a local address. */
export type LocalPieces = {
  readonly answers: readonly {
    readonly uuid: string
    readonly itemId: number
    readonly verdict: CheckVerdict
    readonly note?: string | undefined
    readonly answeredAt: string
    readonly place?: Place | null | undefined
  }[]
  readonly findings: readonly {
    readonly uuid: string
    readonly itemId?: number | null | undefined
    readonly unitId: number
    readonly severity: FindingSeverity
    readonly standard: string
    readonly fact: string
    readonly foundAt: string
    readonly relapseOfId?: number | null | undefined
    readonly isRemoved?: boolean | undefined
  }[]
  readonly photos: readonly VisitPhoto[]
  readonly signatures: readonly VisitSignature[]
  readonly notes: { readonly text: string; readonly at: string } | null
}

export type VisitView = {
  readonly answers: ReadonlyMap<number, Omit<VisitAnswer, 'by'>>
  readonly findings: readonly Omit<VisitFinding, 'by' | 'id'>[]
  readonly photos: readonly VisitPhoto[]
  readonly signatures: readonly VisitSignature[]
  readonly notes: string
  readonly done: number
  readonly total: number
}

const byUuid = <T extends { readonly uuid: string }>(kept: readonly T[], local: readonly T[]): T[] => {
  const all = new Map(kept.map((entry) => [entry.uuid, entry]))
  for (const entry of local) all.set(entry.uuid, entry)
  return [...all.values()]
}

/**
 * The visit as this device shows it: the server's sheet under what waits here. Of two answers to one item the later one holds,
 * as on the server; a piece that both sides have stands once.
 */
export const mergeVisit = (sheet: VisitSheet, local: LocalPieces): VisitView => {
  const answers = new Map<number, Omit<VisitAnswer, 'by'>>()
  const candidates = [
    ...sheet.answers,
    ...local.answers.map((answer) => ({ ...answer, note: answer.note ?? '', place: answer.place ?? null })),
  ]
  for (const answer of candidates) {
    const before = answers.get(answer.itemId)
    if (!before || Date.parse(answer.answeredAt) >= Date.parse(before.answeredAt)) answers.set(answer.itemId, answer)
  }
  const removed = new Set(local.findings.filter((finding) => finding.isRemoved).map((finding) => finding.uuid))
  const findings = byUuid<Omit<VisitFinding, 'by' | 'id'>>(
    sheet.findings,
    local.findings.map((finding) => ({
      ...finding,
      itemId: finding.itemId ?? null,
      relapseOfId: finding.relapseOfId ?? null,
    })),
  ).filter((finding) => !removed.has(finding.uuid))
  return {
    answers,
    findings: findings.sort((a, b) => Date.parse(a.foundAt) - Date.parse(b.foundAt) || (a.uuid < b.uuid ? -1 : 1)),
    photos: byUuid(local.photos, sheet.photos),
    signatures: byUuid(local.signatures, sheet.signatures),
    notes: local.notes?.text ?? sheet.notes,
    done: sheet.items.filter((item) => answers.has(item.id)).length,
    total: sheet.items.length,
  }
}
