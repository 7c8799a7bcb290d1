'use client'

import { useEffect, useState } from 'react'
import type { Choice } from './pick-list.client'

const ask = async <T>(address: string, signal: AbortSignal): Promise<T | null> => {
  try {
    const response = await fetch(address, { signal })
    return response.ok ? ((await response.json()) as T) : null
  } catch {
    // Without a line the form can still be filled in; what was asked for is asked again when it is handed up.
    return null
  }
}

/** The tasks of the chosen plan; those given with the page need no journey. */
export function usePlanTasks(planId: string, given: { planId: string; tasks: readonly Choice[] }): readonly Choice[] {
  const [fetched, setFetched] = useState(given)
  useEffect(() => {
    if (planId === '' || planId === given.planId) return
    const stop = new AbortController()
    void ask<{ tasks: { id: number; title: string; unit: string | null }[] }>(
      `/inspections/new/tasks?plan=${planId}`,
      stop.signal,
    ).then((answer) => {
      if (!answer) return
      const tasks = answer.tasks.map(({ id, title, unit }) => ({ id, label: title, note: unit ?? undefined }))
      setFetched({ planId, tasks })
    })
    return () => stop.abort()
  }, [planId, given.planId])
  if (planId === given.planId) return given.tasks
  return planId !== '' && fetched.planId === planId ? fetched.tasks : []
}

export interface OverlapFound {
  id: number
  title: string
  startsOn: string
  endsOn: string
  units: string[]
}

interface Matter {
  id: number | null
  followsId: string
  planId: string
  unitIds: readonly number[]
  taskIds: readonly number[]
  startsOn: string
  endsOn: string
}

const PAUSE_MS = 600

/** Other inspections of the same units and matters, asked for when the writer pauses. */
export function useOverlaps({ id, followsId, planId, unitIds, taskIds, startsOn, endsOn }: Matter): OverlapFound[] {
  const [found, setFound] = useState<OverlapFound[]>([])
  const query = new URLSearchParams({
    id: String(id ?? ''),
    follows: followsId,
    plan: planId,
    units: unitIds.join('.'),
    tasks: taskIds.join('.'),
    from: startsOn,
    to: endsOn,
  }).toString()
  const isAsked = unitIds.length > 0 && startsOn !== '' && endsOn !== ''
  useEffect(() => {
    if (!isAsked) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      void ask<{ overlaps: OverlapFound[] }>(`/inspections/new/overlaps?${query}`, stop.signal).then((answer) => {
        if (answer) setFound(answer.overlaps)
      })
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [query, isAsked])
  return isAsked ? found : []
}
