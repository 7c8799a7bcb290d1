'use client'

import { useEffect, useRef } from 'react'

/**
 * After a verdict the page shows the next item without a new address; the address follows, so that a reload stays here and a
 * colleague's quicker verdict is told. Where only the list is on screen (`besideList` on a phone) it stays the list's.
 */
export function ItemAddress({ href, besideList }: { href: string; besideList: boolean }) {
  useEffect(() => {
    if (besideList && !window.matchMedia('(width >= 68.75rem)').matches) return
    // Not at once: on the first load the router takes over the history only after this effect.
    const soon = setTimeout(() => {
      if (window.location.pathname + window.location.search !== href) window.history.replaceState(null, '', href)
    })
    return () => clearTimeout(soon)
  }, [href, besideList])

  const shown = useRef(href)
  useEffect(() => {
    if (shown.current === href) return
    shown.current = href
    // The next item begins at its beginning, and its line in the list stays in sight.
    window.scrollTo(0, 0)
    document.querySelector('[data-queue] [aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [href])
  return null
}
