'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { DraftSpot } from '@/lib/domain/plan/draft-facts'

const elementOf = (spot: DraftSpot): HTMLElement | null =>
  document.getElementById(spot.itemKey ? `item-${spot.itemKey}` : `spot-${spot.key}`)

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
      element?.scrollIntoView({ block: 'center' })
      element?.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true })
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
  return { go, next, position: at < 0 ? '' : `第 ${at + 1} / ${spots.length} 处`, section }
}
