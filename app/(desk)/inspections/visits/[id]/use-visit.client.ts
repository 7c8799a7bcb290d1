'use client'

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type LocalPieces, mergeVisit, type VisitView } from '@/lib/domain/inspection/merge-visit'
import type { VisitSheet } from '@/lib/domain/inspection/visit'
import type { SaveVisitInput } from '@/lib/input/visit'
import { type SaveAnswer, syncVisit } from './sync-visit.client'
import { type Change, dropPiece, listPieces, ownerOf, type Piece, putPiece } from './visit-store.client'

export type SyncState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'broken'; readonly message: string }

export type VisitHandle = {
  readonly view: VisitView
  readonly waiting: readonly Piece[]
  readonly state: SyncState
  /** When the server last had everything. */
  readonly syncedAt: Date | null
  readonly change: (change: Change) => Promise<boolean>
  /** Gives up a piece that the server will not take. */
  readonly discard: (uuid: string) => Promise<void>
  readonly sync: () => void
}

const RETRY = 15_000
const PAUSE = 1200

/** Numbers also where the page came over plain http, in which browsers hold randomUUID back. */
export const newUuid = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const localOf = (pieces: readonly Piece[], addresses: ReadonlyMap<string, string>): LocalPieces => {
  const of = <K extends Piece['kind']>(kind: K) =>
    pieces.filter((piece): piece is Extract<Piece, { kind: K }> => piece.kind === kind)
  const shown = <T extends { uuid: string }>(data: T) => ({ ...data, href: addresses.get(data.uuid) ?? '' })
  const [notes] = of('notes')
  return {
    answers: of('answer').map((piece) => piece.data),
    findings: of('finding').map((piece) => piece.data),
    photos: of('photo').map((piece) => shown(piece.data)),
    signatures: of('signature').map((piece) => ({ ...shown(piece.data), duty: piece.data.duty ?? '' })),
    notes: notes?.data ?? null,
  }
}

/**
 * A visit on this device: everything is on the disk before it shows, is sent as soon as there is a line, and stays until the
 * server has confirmed it. What was confirmed since the page was made stays in view from memory.
 */
export const useVisit = (sheet: VisitSheet, save: (input: SaveVisitInput) => Promise<SaveAnswer>): VisitHandle => {
  const owner = ownerOf(sheet.personId, sheet.id)
  const [known, setKnown] = useState<ReadonlyMap<string, Piece>>(new Map())
  const [waiting, setWaiting] = useState<readonly Piece[]>([])
  const [state, setState] = useState<SyncState>({ kind: 'idle' })
  const [syncedAt, setSyncedAt] = useState<Date | null>(null)
  const [addresses] = useState(() => new Map<string, string>())
  const running = useRef(false)
  const again = useRef(false)

  const load = useCallback(async () => {
    const pieces = await listPieces(owner)
    for (const piece of pieces) {
      if ('blob' in piece && !addresses.has(piece.data.uuid)) {
        addresses.set(piece.data.uuid, URL.createObjectURL(piece.blob))
      }
    }
    setWaiting(pieces)
    setKnown((all) => new Map([...all, ...pieces.map((piece) => [piece.data.uuid, piece] as const)]))
    return pieces
  }, [addresses, owner])

  const sync = useCallback(async () => {
    if (running.current) {
      again.current = true
      return
    }
    running.current = true
    try {
      do {
        again.current = false
        const before = await load()
        if (!before.some((piece) => piece.refusal === null)) continue
        setState({ kind: 'sending' })
        const work = () => syncVisit(owner, sheet.id, save)
        // Two tabs of one visit take turns; without locks the numbers of the pieces keep them apart.
        const outcome = await (navigator.locks ? navigator.locks.request(`visit ${owner}`, work) : work())
        await load()
        setState(
          outcome.kind === 'refused'
            ? { kind: 'refused', message: outcome.message }
            : { kind: outcome.kind === 'offline' ? 'offline' : 'idle' },
        )
        if (outcome.kind === 'done') {
          setSyncedAt(new Date())
          keepPage()
        }
        if (outcome.kind !== 'done') break
      } while (again.current)
    } catch (error) {
      setState({ kind: 'broken', message: brokenSentence(error) })
    } finally {
      running.current = false
    }
  }, [load, owner, save, sheet.id])

  useEffect(() => {
    // What an earlier visit of this page left on the device goes out first.
    const first = setTimeout(() => void sync())
    const now = () => void sync()
    const seen = () => document.visibilityState === 'visible' && void sync()
    const timer = setInterval(now, RETRY)
    window.addEventListener('online', now)
    document.addEventListener('visibilitychange', seen)
    // The browser asks nobody; it only promises not to clear the pieces by itself.
    void navigator.storage?.persist?.()
    return () => {
      clearTimeout(first)
      clearInterval(timer)
      window.removeEventListener('online', now)
      document.removeEventListener('visibilitychange', seen)
      for (const url of addresses.values()) URL.revokeObjectURL(url)
      addresses.clear()
    }
  }, [addresses, sync])

  const soon = useRef<ReturnType<typeof setTimeout>>(undefined)
  const change = useCallback(
    async (piece: Change): Promise<boolean> => {
      try {
        await putPiece(owner, piece)
      } catch (error) {
        setState({ kind: 'broken', message: brokenSentence(error) })
        return false
      }
      await load()
      clearTimeout(soon.current)
      soon.current = setTimeout(() => void sync(), PAUSE)
      return true
    },
    [load, owner, sync],
  )

  const discard = useCallback(
    async (uuid: string) => {
      await dropPiece(owner, uuid)
      setKnown((all) => new Map([...all].filter(([key]) => key !== uuid)))
      await load()
    },
    [load, owner],
  )

  const view = useMemo(() => mergeVisit(sheet, localOf([...known.values()], addresses)), [sheet, known, addresses])
  return { view, waiting, state, syncedAt, change, discard, sync: () => void sync() }
}

const brokenSentence = (error: unknown): string =>
  error instanceof DOMException && error.name === 'QuotaExceededError'
    ? '本机空间不足，刚才的内容没有存下。请先联网同步或清理手机空间，再填一次。'
    : '本机无法保存，刚才的内容没有存下。请不要用无痕窗口打开，或换一个浏览器。'

/** The copy that opens without a line holds what the server has now. */
const keepPage = (): void => {
  navigator.serviceWorker?.controller?.postMessage({ type: 'keep', addresses: [window.location.pathname] })
}
