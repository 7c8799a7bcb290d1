'use client'

import { useEffect, useState } from 'react'

export type OfflineState = 'preparing' | 'ready' | 'impossible'

/** Puts the page and its scripts on the device, so that it opens without a line. Browsers allow that over https only. */
export const useOffline = (): OfflineState => {
  const [state, setState] = useState<OfflineState>('preparing')
  useEffect(() => {
    if (!('serviceWorker' in navigator)) {
      // On the next turn: the first paint says nothing of it.
      const timer = setTimeout(() => setState('impossible'))
      return () => clearTimeout(timer)
    }
    const onMessage = (event: MessageEvent<{ type?: string }>) => {
      if (event.data?.type === 'kept') setState('ready')
    }
    navigator.serviceWorker.addEventListener('message', onMessage)
    const prepare = async () => {
      await navigator.serviceWorker.register('/inspections/visits/offline', { scope: '/inspections/visits/' })
      const { active } = await navigator.serviceWorker.ready
      const parts = performance.getEntriesByType('resource').map((entry) => entry.name)
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
      active?.postMessage({ type: 'keep', addresses: [window.location.pathname, ...parts] })
    }
    void prepare().catch(() => setState('impossible'))
    return () => navigator.serviceWorker.removeEventListener('message', onMessage)
  }, [])
  return state
}
