import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { SaveVisitInput } from '@/lib/input/visit'

type Parts = Required<SaveVisitInput>
type Sent<K extends 'answers' | 'findings' | 'photos' | 'signatures'> = NonNullable<Parts[K]>[number]

export type AnswerPiece = { readonly kind: 'answer'; readonly data: Sent<'answers'> }
export type FindingPiece = { readonly kind: 'finding'; readonly data: Sent<'findings'> }
export type PhotoPiece = {
  readonly kind: 'photo'
  readonly data: Omit<Sent<'photos'>, 'uploadId'>
  readonly blob: Blob
}
export type SignaturePiece = {
  readonly kind: 'signature'
  readonly data: Omit<Sent<'signatures'>, 'uploadId'>
  readonly blob: Blob
}
export type NotesPiece = {
  readonly kind: 'notes'
  readonly data: { readonly uuid: string; readonly text: string; readonly at: string }
}

/** One piece of a visit on this device that the server has not confirmed. Each change of it counts `revision` up. */
export type Piece = (AnswerPiece | FindingPiece | PhotoPiece | SignaturePiece | NotesPiece) & {
  readonly revision: number
  /** The server's reason, where it would not take the piece. */
  readonly refusal: string | null
}
export type Change = AnswerPiece | FindingPiece | PhotoPiece | SignaturePiece | NotesPiece

type Row = Piece & { readonly owner: string; readonly uuid: string }

interface Schema extends DBSchema {
  pieces: { key: [string, string]; value: Row; indexes: { owner: string } }
}

/** One open connection a page; another tab that waits to delete or to upgrade closes it. */
let opened: Promise<IDBPDatabase<Schema>> | undefined
const database = (): Promise<IDBPDatabase<Schema>> => {
  opened ??= openDB<Schema>('luoshi-visits', 1, {
    upgrade: (db) => {
      db.createObjectStore('pieces', { keyPath: ['owner', 'uuid'] }).createIndex('owner', 'owner')
    },
    terminated: () => {
      opened = undefined
    },
  })
  return opened
}

/** Pieces belong to a person and a visit: a telephone that changes hands shows nobody what another filled in. */
export const ownerOf = (personId: number, visitId: number): string => `${personId}/${visitId}`

export const listPieces = async (owner: string): Promise<Piece[]> =>
  (await database()).getAllFromIndex('pieces', 'owner', owner)

/** Stores a change before the screen says that it is kept; resolves when it is on the disk. */
export const putPiece = async (owner: string, change: Change): Promise<Piece> => {
  const transaction = (await database()).transaction('pieces', 'readwrite', { durability: 'strict' })
  const before = await transaction.store.get([owner, change.data.uuid])
  const row = { ...change, owner, uuid: change.data.uuid, revision: (before?.revision ?? 0) + 1, refusal: null } as Row
  await transaction.store.put(row)
  await transaction.done
  return row
}

export const dropPiece = async (owner: string, uuid: string): Promise<void> => {
  await (await database()).delete('pieces', [owner, uuid])
}

/** After a sending: what the server has goes, unless it was changed again meanwhile; what it refused stays with its reason. */
export const settlePieces = async (
  owner: string,
  sent: readonly Piece[],
  confirmed: ReadonlySet<string>,
  refused: ReadonlyMap<string, string>,
): Promise<void> => {
  const transaction = (await database()).transaction('pieces', 'readwrite', { durability: 'strict' })
  for (const piece of sent) {
    const key: [string, string] = [owner, piece.data.uuid]
    const now = await transaction.store.get(key)
    if (!now || now.revision !== piece.revision) continue
    const refusal = refused.get(piece.data.uuid)
    if (refusal) await transaction.store.put({ ...now, refusal })
    else if (confirmed.has(piece.data.uuid)) await transaction.store.delete(key)
  }
  await transaction.done
}
