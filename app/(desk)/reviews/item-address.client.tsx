'use client'

import { useEffect } from 'react'

/** After a verdict the page shows the next item without a new address; the address follows so that a reload stays here. */
export function ItemAddress({ href }: { href: string }) {
  useEffect(() => {
    if (window.location.pathname + window.location.search !== href) window.history.replaceState(null, '', href)
  }, [href])
  return null
}
