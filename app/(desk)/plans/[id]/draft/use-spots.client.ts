'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { DraftSpot } from '@/lib/domain/plan/draft-facts'

const elementOf = (spot: DraftSpot): HTMLElement | null =>
  document.getElementById(spot.itemKey ? `item-${spot.itemKey}` : `spot-${spot.key}`)

/** Walks the doubtful places one by one with one key, and says in which section the page stands. */
export function useSpots(spots: readonly DraftSpot[]) {
  const latest = useRef(spots)
  latest.current = spots
  const visited = useRef<string | null>(null)
  const [position, setPosition] = useState('')
  const [section, setSection] = useState<string | null>(null)

  const go = useCallback((spot: DraftSpot) => {
    visited.current = spot.key
    const at = latest.current.findIndex((entry) => entry.key === spot.key)
    setPosition(`第 ${at + 1} / ${latest.current.length} 处`)
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
    const at = list.findIndex((spot) => spot.key === visited.current)
    // One that was settled is gone: its successor stands in its place.
    const spot = list[(at + 1) % list.length]
    if (spot) go(spot)
  }, [go])

  useEffect(() => {
    const heads = document.querySelectorAll<HTMLElement>('[data-section]')
    const update = () => {
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
  }, [spots])

  return { go, next, position, section }
}
