import { startUpload } from '@/app/_ui/upload'
import type { SaveVisitInput } from '@/lib/input/visit'
import { listPieces, type Piece, settlePieces } from './visit-store.client'

/** What the server says to a sending; see `saveVisit`. */
export type SaveAnswer =
  | {
      readonly ok: true
      readonly confirmed: readonly string[]
      readonly refused: readonly { uuid: string; why: string }[]
    }
  | { readonly ok: false; readonly message: string }

export type SyncOutcome =
  | { readonly kind: 'done'; readonly refused: number }
  | { readonly kind: 'offline' }
  | { readonly kind: 'refused'; readonly message: string }

/** So many photos a round: what has arrived is confirmed soon, and a line that breaks costs little. */
const PHOTOS_A_ROUND = 4

type Files = ReadonlyMap<string, string>

const inputOf = (visitId: number, pieces: readonly Piece[], files: Files): SaveVisitInput => {
  const of = <K extends Piece['kind']>(kind: K) =>
    pieces.filter((piece): piece is Extract<Piece, { kind: K }> => piece.kind === kind)
  const withFile = <T extends { uuid: string }>(data: T) => {
    const uploadId = files.get(data.uuid)
    return uploadId ? [{ ...data, uploadId }] : []
  }
  const [notes] = of('notes')
  return {
    visitId,
    answers: of('answer').map((piece) => piece.data),
    findings: of('finding').map((piece) => piece.data),
    photos: of('photo').flatMap((piece) => withFile(piece.data)),
    signatures: of('signature').flatMap((piece) => withFile(piece.data)),
    notes: notes ? { text: notes.data.text, at: notes.data.at } : null,
  }
}

const uploadAll = async (
  pieces: readonly Extract<Piece, { blob: Blob }>[],
): Promise<{ files: Files; refused: Map<string, string>; isOffline: boolean }> => {
  const files = new Map<string, string>()
  const refused = new Map<string, string>()
  for (const piece of pieces) {
    const file = new File([piece.blob], piece.data.name, { type: piece.blob.type })
    const hooks = { onProgress: () => undefined, onBroken: () => undefined, onAbortable: () => undefined }
    const result = await startUpload(file, '/api/uploads', hooks)
    if (result.ok) files.set(piece.data.uuid, result.uploadId)
    else if (result.aborted || result.mayRetry) return { files, refused, isOffline: true }
    else refused.set(piece.data.uuid, result.why)
  }
  return { files, refused, isOffline: false }
}

/**
 * Sends all that waits on this device: words first, then photos, a few at a time. A piece leaves the device only after the
 * server has confirmed it by its number; sent twice it is one piece there. Never throws.
 */
export const syncVisit = async (
  owner: string,
  visitId: number,
  send: (input: SaveVisitInput) => Promise<SaveAnswer>,
): Promise<SyncOutcome> => {
  let refusedInAll = 0
  const round = async (pieces: readonly Piece[]): Promise<SyncOutcome | null> => {
    const withBlob = pieces.filter((piece): piece is Extract<Piece, { blob: Blob }> => 'blob' in piece)
    const { files, refused, isOffline } = await uploadAll(withBlob)
    const ready = pieces.filter((piece) => !('blob' in piece) || files.has(piece.data.uuid))
    if (ready.length > 0) {
      const answer = await send(inputOf(visitId, ready, files)).catch(() => null)
      if (!answer) return { kind: 'offline' }
      if (!answer.ok) return { kind: 'refused', message: answer.message }
      for (const { uuid, why } of answer.refused) refused.set(uuid, why)
      // Notes are the visit's own text and have no number: they are there when the rest is.
      const notes = ready.filter((piece) => piece.kind === 'notes').map((piece) => piece.data.uuid)
      await settlePieces(owner, pieces, new Set([...answer.confirmed, ...notes]), refused)
    } else await settlePieces(owner, pieces, new Set(), refused)
    refusedInAll += refused.size
    return isOffline ? { kind: 'offline' } : null
  }
  const waiting = (await listPieces(owner)).filter((piece) => piece.refusal === null)
  const words = waiting.filter((piece) => !('blob' in piece))
  const pictures = waiting.filter((piece) => 'blob' in piece)
  const rounds = words.length > 0 ? [words] : []
  for (let at = 0; at < pictures.length; at += PHOTOS_A_ROUND) rounds.push(pictures.slice(at, at + PHOTOS_A_ROUND))
  for (const pieces of rounds) {
    const ended = await round(pieces)
    if (ended) return ended
  }
  return { kind: 'done', refused: refusedInAll }
}
