'use client'

import { useEffect } from 'react'
import type { PlanDraft } from '@/lib/domain/plan/draft'

type Latest = {
  readonly draft: PlanDraft
  readonly undo: string | null
  readonly redo: string | null
  readonly steps: readonly { readonly who: string; readonly what: string }[]
}
type Answer = { readonly version: number; readonly latest: Latest | null }

/** What others made of the draft since that version; null where nobody answers (app/api/plans/[id]/draft). */
export const readLatest = async (planId: number, since: number): Promise<Answer | null> => {
  try {
    const response = await fetch(`/api/plans/${planId}/draft?since=${since}`)
    return response.ok ? ((await response.json()) as Answer) : null
  } catch {
    return null
  }
}

const EVERY_MS = 6000
/** Asking keeps a session alive: it ends with the person's own activity, so that nobody's open page holds it for hours. */
const IDLE_MS = 3 * 60_000

/** Asks now and then while somebody works here, and at once when they come back to the page. */
export function useListening(listen: () => Promise<void>) {
  useEffect(() => {
    let last = Date.now()
    const active = () => {
      const wasAway = Date.now() - last > IDLE_MS
      last = Date.now()
      if (wasAway) void listen()
    }
    const back = () => {
      if (document.visibilityState !== 'visible') return
      last = Date.now()
      void listen()
    }
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && Date.now() - last < IDLE_MS) void listen()
    }, EVERY_MS)
    window.addEventListener('focus', back)
    document.addEventListener('visibilitychange', back)
    document.addEventListener('keydown', active)
    document.addEventListener('pointerdown', active)
    return () => {
      clearInterval(timer)
      window.removeEventListener('focus', back)
      document.removeEventListener('visibilitychange', back)
      document.removeEventListener('keydown', active)
      document.removeEventListener('pointerdown', active)
    }
  }, [listen])
}
