'use client'

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { applyDraft } from '@/lib/domain/plan/apply-draft'
import type { DraftOperation, PlanDraft } from '@/lib/domain/plan/draft'
import { followsOn } from '@/lib/domain/plan/draft-conflict'
import { Refusal } from '@/lib/domain/refusals'
import { editDraftAction } from '../../actions'
import { readLatest } from './latest.client'
import { forgetPending, keepPending, readPending } from './pending.client'

export type SaveState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'failed'; readonly why: string }

/** What the person has to decide before editing goes on. */
export type Trouble =
  | { readonly kind: 'stale' | 'refused' | 'signedOut'; readonly message: string }
  | { readonly kind: 'leftover'; readonly count: number }

type Steps = { readonly undo: string | null; readonly redo: string | null }
type Answer = { readonly version: number } & Steps
type Result =
  | { readonly ok: true; readonly value: Answer }
  | { readonly ok: false; readonly code: string; readonly message: string }

/** What others did since this page last heard of it. */
export type DraftNews = {
  readonly at: number
  readonly steps: readonly { readonly who: string; readonly what: string }[]
}

const RETRY_MS = 3000
const offline = '没有连接，修改保存在本机，正在重试'

interface Initial extends Steps {
  readonly planId: number
  readonly draft: PlanDraft
  readonly version: number
  readonly savedAt: number
}

/**
 * The draft as the person sees it, ahead of the server: an operation is applied here at once, kept in the browser until it is
 * saved, and sent one after another with the version it was made on. Nothing is lost by an error, a lost line or session.
 */
export function useDraft(initial: Initial) {
  const { planId } = initial
  const [draft, setDraft] = useState(initial.draft)
  const [steps, setSteps] = useState<Steps>({ undo: initial.undo, redo: initial.redo })
  const [save, setSave] = useState<SaveState>({ kind: 'saved', at: initial.savedAt })
  const [trouble, setTrouble] = useState<Trouble>()
  const [news, setNews] = useState<DraftNews>()
  const current = useRef(initial.draft)
  // The draft as the server holds it in that version: without what is still in the queue.
  const saved = useRef(initial.draft)
  const version = useRef(initial.version)
  const queue = useRef<DraftOperation[]>([])
  const pumping = useRef<Promise<boolean> | null>(null)
  const stopped = useRef(false)

  const show = useCallback((next: PlanDraft) => {
    current.current = next
    setDraft(next)
  }, [])

  const settle = useCallback((answer: Answer) => {
    version.current = answer.version
    setSteps({ undo: answer.undo, redo: answer.redo })
    setSave({ kind: 'saved', at: Date.now() })
  }, [])

  const stop = useCallback((result: { code: string; message: string }) => {
    stopped.current = true
    const kind = result.code === 'draftStale' ? 'stale' : result.code === 'notSignedIn' ? 'signedOut' : 'refused'
    setSave({ kind: 'failed', why: '请看上方的说明' })
    setTrouble({ kind, message: result.message })
  }, [])

  /** Takes in what others saved and puts what is not saved yet on top; false where both changed the same entry, or nobody answers. */
  const follow = useCallback(async (): Promise<boolean> => {
    const answer = await readLatest(planId, version.current)
    if (!answer?.latest || answer.version <= version.current) return false
    const { draft: theirs, undo, redo, steps: done } = answer.latest
    if (!followsOn(saved.current, theirs, queue.current)) return false
    try {
      const mine = queue.current.reduce((before, operation) => applyDraft(before, operation).draft, theirs)
      saved.current = theirs
      version.current = answer.version
      show(mine)
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
    keepPending(planId, version.current, queue.current)
    setSteps({ undo, redo })
    setNews({ at: Date.now(), steps: done })
    return true
  }, [planId, show])

  const sendAll = useCallback(async (): Promise<boolean> => {
    while (queue.current.length > 0 && !stopped.current) {
      const [operation] = queue.current
      setSave({ kind: 'saving' })
      const input = { planId, version: version.current, operation }
      const result: Result | null = await editDraftAction(input).catch(() => null)
      if (result === null) {
        setSave({ kind: 'failed', why: offline })
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
        continue
      }
      if (!result.ok) {
        if (result.code === 'draftStale' && (await follow())) continue
        stop(result)
        return false
      }
      queue.current = queue.current.slice(1)
      saved.current = applyDraft(saved.current, operation as DraftOperation).draft
      settle(result.value)
      keepPending(planId, version.current, queue.current)
    }
    return queue.current.length === 0
  }, [follow, planId, settle, stop])

  /** Sends what waits, one after another; true once everything is saved. */
  const pump = useCallback((): Promise<boolean> => {
    const running =
      pumping.current ??
      sendAll().finally(() => {
        pumping.current = null
      })
    pumping.current = running
    return running
  }, [sendAll])

  /** Applies an operation and saves it; false where it does not fit, with the reason shown. */
  const perform = useCallback(
    (operation: DraftOperation): boolean => {
      if (stopped.current) return false
      try {
        show(applyDraft(current.current, operation).draft)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        setTrouble({ kind: 'refused', message: error.message })
        return false
      }
      queue.current = [...queue.current, operation]
      keepPending(planId, version.current, queue.current)
      void pump()
      return true
    },
    [planId, pump, show],
  )

  /** For what the server must do itself: waits until all is saved, then runs it on the version that is the latest. */
  const onServer = useCallback(
    async <R extends Answer>(
      send: (version: number) => Promise<{ ok: true; value: R } | { ok: false; code: string; message: string }>,
    ): Promise<R | string> => {
      if (stopped.current || !(await pump())) return '还有修改没有保存，请先处理上方的提示。'
      setSave({ kind: 'saving' })
      const result = await send(version.current).catch(() => null)
      if (result === null) {
        setSave({ kind: 'failed', why: '没有送达' })
        return '没有送达，请检查网络后再试；您填写的内容还在。'
      }
      if (result.ok) {
        settle(result.value)
        return result.value
      }
      if (result.code === 'draftStale' || result.code === 'notSignedIn') stop(result)
      else setSave({ kind: 'saved', at: Date.now() })
      return result.message
    },
    [pump, settle, stop],
  )

  const applySaved = useCallback(
    (operation: DraftOperation) => {
      saved.current = applyDraft(saved.current, operation).draft
      show(applyDraft(current.current, operation).draft)
    },
    [show],
  )

  /** Looks for what others did, unless something is under way that will find out by itself. */
  const listen = useCallback(async () => {
    if (!stopped.current && !pumping.current && queue.current.length === 0) await follow()
  }, [follow])

  const step = useCallback(
    async (kind: 'undo' | 'redo') => {
      const done = await onServer((at) => editDraftAction({ planId, version: at, operation: { kind } }))
      if (typeof done === 'string') setTrouble((before) => before ?? { kind: 'refused', message: done })
      else if (done.applied) applySaved(done.applied)
    },
    [applySaved, onServer, planId],
  )

  const reapply = useCallback(() => {
    const waiting = readPending(planId)?.operations ?? []
    forgetPending(planId)
    setTrouble(undefined)
    stopped.current = false
    for (const operation of waiting) perform(operation)
  }, [perform, planId])

  const abandon = useCallback(() => {
    forgetPending(planId)
    queue.current = []
    if (stopped.current) window.location.reload()
    setTrouble(undefined)
  }, [planId])

  const looked = useRef(false)
  useEffect(() => {
    // Once a page: what is kept later is this page's own queue.
    const timer = setTimeout(() => {
      if (looked.current) return
      looked.current = true
      const waiting = readPending(planId)
      if (!waiting || waiting.operations.length === 0) return
      // Left by a lost line or session, and nobody changed the draft since: simply goes on.
      if (waiting.version === initial.version) reapply()
      else setTrouble({ kind: 'leftover', count: waiting.operations.length })
    })
    return () => clearTimeout(timer)
  }, [initial.version, planId, reapply])

  useEffect(() => {
    const hold = (event: BeforeUnloadEvent) => {
      if (queue.current.length > 0 && !stopped.current) event.preventDefault()
    }
    window.addEventListener('beforeunload', hold)
    return () => window.removeEventListener('beforeunload', hold)
  }, [])

  const dismiss = useCallback(() => {
    if (stopped.current) window.location.reload()
    else setTrouble(undefined)
  }, [])

  return useMemo(
    () => ({
      draft,
      steps,
      save,
      trouble,
      news,
      perform,
      onServer,
      applySaved,
      step,
      listen,
      reapply,
      abandon,
      dismiss,
    }),
    [draft, steps, save, trouble, news, perform, onServer, applySaved, step, listen, reapply, abandon, dismiss],
  )
}

export type DraftHandle = ReturnType<typeof useDraft>
