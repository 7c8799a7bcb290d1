'use client'

import type { DraftOperation } from '@/lib/domain/plan/draft'

type Pending = { readonly version: number; readonly operations: readonly DraftOperation[] }

const nameOf = (planId: number): string => `luoshi:draft:${planId}`

/** Operations that the server has not confirmed, kept in the browser so that neither a reload nor a lost session loses them. */
export const keepPending = (planId: number, version: number, operations: readonly DraftOperation[]): void => {
  try {
    if (operations.length === 0) localStorage.removeItem(nameOf(planId))
    else localStorage.setItem(nameOf(planId), JSON.stringify({ version, operations }))
  } catch {
    // Storage full or forbidden: the queue in memory still sends them.
  }
}

export const readPending = (planId: number): Pending | null => {
  try {
    const text = localStorage.getItem(nameOf(planId))
    return text ? (JSON.parse(text) as Pending) : null
  } catch {
    return null
  }
}

export const forgetPending = (planId: number): void => keepPending(planId, 0, [])
