'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { DraftSpot, SpotKind } from '@/lib/domain/plan/draft-facts'

const elementOf = (spot: DraftSpot): HTMLElement | null =>
  document.getElementById(
    spot.itemKey ? `item-${spot.itemKey}` : spot.indicatorKey ? `indicator-${spot.indicatorKey}` : `spot-${spot.key}`,
  )

/** What puts the doubt right, to begin with. */
const placeIn: Partial<Readonly<Record<SpotKind, string>>> = {
  noLead: '[data-act=lead]',
  noDate: '[data-act=deadline]',
  pastDue: '[data-act=deadline]',
  unmatched: '.unit-chip[data-state=unknown]',
  unmatchedOwner: '.unit-chip[data-state=unknown]',
  dissolved: '.unit-chip[data-state=dissolved]',
}

/** Walks the doubtful places one by one with one key, and says in which section the page stands. */
export function useSpots(spots: readonly DraftSpot[]) {
  const latest = useRef(spots)
  useEffect(() => {
    latest.current = spots
  }, [spots])
  const [visited, setVisited] = useState<string | null>(null)
  const current = useRef<string | null>(null)
  const place = useRef(0)
  const [section, setSection] = useState<string | null>(null)

  const go = useCallback((spot: DraftSpot) => {
    current.current = spot.key
    place.current = latest.current.findIndex((entry) => entry.key === spot.key)
    setVisited(spot.key)
    for (const marked of document.querySelectorAll('[data-spot-now]')) marked.removeAttribute('data-spot-now')
    // A dialog that closes gives the focus back first.
    requestAnimationFrame(() => {
      const element = elementOf(spot)
      element?.setAttribute('data-spot-now', '')
      // A long one begins where it is read; a short one stands with what is around it.
      const isLong = (element?.offsetHeight ?? 0) > window.innerHeight * 0.6
      element?.scrollIntoView({ block: isLong ? 'start' : 'center' })
      const own = placeIn[spot.kind]
      const target =
        (own ? element?.querySelector<HTMLElement>(own) : null) ??
        element?.querySelector<HTMLElement>('input, textarea, button')
      target?.focus({ preventScroll: true })
    })
  }, [])

  const next = useCallback(() => {
    const list = latest.current
    const at = list.findIndex((spot) => spot.key === current.current)
    // One that was settled is gone: the one that took its place is next.
    if (at >= 0) place.current = at + 1
    const spot = list[place.current % list.length]
    if (!spot) return
    go(spot)
  }, [go])

  const previous = useCallback(() => {
    const list = latest.current
    const at = list.findIndex((spot) => spot.key === current.current)
    const before = at >= 0 ? at : place.current
    const spot = list[(before - 1 + list.length) % list.length]
    if (spot) go(spot)
  }, [go])

  useEffect(() => {
    const update = () => {
      const heads = document.querySelectorAll<HTMLElement>('[data-section]')
      let current: string | null = null
      for (const head of heads) {
        if (head.getBoundingClientRect().top > 160) break
        current = head.dataset.section ?? null
      }
      setSection(current)
    }
    update()
    document.addEventListener('scroll', update, { passive: true })
    return () => document.removeEventListener('scroll', update)
  }, [])

  const at = spots.findIndex((spot) => spot.key === visited)
  return { go, next, previous, visited, position: at < 0 ? '' : `第 ${at + 1} / ${spots.length} 处`, section }
}
