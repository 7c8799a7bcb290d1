'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { AutosaveState } from '@/app/_ui/autosave-note.client'
import { saveReportAction } from './actions'
import { type FormValues, sameValues } from './form-values.view'
import { localCopy } from './local-copy.client'

interface DraftOptions {
  taskId: number
  periodId: number
  /** Key of this device's copy. */
  copyKey: string
  reportId: number | null
  version: number
  saved: FormValues
  current: () => FormValues
}

export type Failure = {
  code: string
  message: string
  fields: Readonly<Record<string, string>>
  params?: Readonly<Record<string, string | number>>
}

/** Long enough not to save every word, short enough that little is ever at stake. */
const pause = 2500
const retryEvery = 15_000

/**
 * Keeps the draft on the server up to date: one write at a time, in order, each with the version that the one before gave. What
 * has not arrived is kept on the device. `flush` resolves once everything typed is on the server, or says why not.
 */
export function useReportDraft(options: DraftOptions) {
  const { taskId, periodId, copyKey, current } = options
  const router = useRouter()
  const [note, setNote] = useState<AutosaveState>({ kind: 'idle' })
  const [failure, setFailure] = useState<Failure | null>(null)
  const reportId = useRef(options.reportId)
  const version = useRef(options.version)
  const saved = useRef(options.saved)
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  /** Everything that changes the draft goes through here, so that no two writes ever race. */
  const inTurn = useCallback(<T>(work: () => Promise<T>): Promise<T> => {
    const next = queue.current.then(work, work)
    queue.current = next.catch(() => undefined)
    return next
  }, [])

  const save = useCallback(
    (force: boolean) =>
      inTurn(async (): Promise<boolean> => {
        const values = current()
        if (!force && reportId.current !== null && sameValues(values, saved.current)) return true
        setNote({ kind: 'saving' })
        try {
          const result = await saveReportAction({ ...values, taskId, periodId, version: version.current })
          if (!result.ok) {
            setFailure(result)
            setNote({
              kind: 'failed',
              why: result.code === 'stale' ? '同事改过这份草稿' : result.message.replace(/。$/, ''),
            })
            // The page below then holds the other person's version to compare with.
            if (result.code === 'stale') router.refresh()
            return false
          }
          reportId.current = result.value.reportId
          version.current = result.value.version
          saved.current = values
          setFailure(null)
          setNote({ kind: 'saved', at: Date.now() })
          if (sameValues(current(), values)) localCopy.clear(copyKey)
          return true
        } catch {
          setNote({ kind: 'failed' })
          return false
        }
      }),
    [inTurn, current, taskId, periodId, copyKey, router],
  )

  const changed = useCallback(() => {
    localCopy.write(copyKey, current())
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(false), pause)
  }, [copyKey, current, save])

  const flush = useCallback(
    (force = false) => {
      clearTimeout(timer.current)
      return save(force)
    },
    [save],
  )

  // A line that was down is tried again by itself; a stale page or a lost session waits for the person.
  useEffect(() => {
    if (note.kind !== 'failed' || (failure && failure.code !== 'notSignedIn')) return
    const again = () => void save(false)
    const ticking = setInterval(again, retryEvery)
    window.addEventListener('online', again)
    return () => {
      clearInterval(ticking)
      window.removeEventListener('online', again)
    }
  }, [note.kind, failure, save])

  useEffect(() => {
    const unsaved = () => !sameValues(current(), saved.current)
    const leaving = (event: BeforeUnloadEvent) => {
      if (note.kind === 'failed' && unsaved()) event.preventDefault()
    }
    const hidden = () => {
      if (document.visibilityState === 'hidden' && unsaved() && note.kind !== 'failed') void save(false)
    }
    window.addEventListener('beforeunload', leaving)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      window.removeEventListener('beforeunload', leaving)
      document.removeEventListener('visibilitychange', hidden)
    }
  }, [note.kind, current, save])

  // Leaving by a link inside the desk: what the pause still held back is sent on the way out.
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      if (!sameValues(current(), saved.current)) void save(false)
    },
    [current, save],
  )

  return {
    note,
    failure,
    setFailure,
    changed,
    flush,
    inTurn,
    draft: { reportId, version, saved },
  }
}
