'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { Button } from './button'
import { flashCookie } from './flash-cookie'
import type { NoticeTone } from './notice-bar'
import { NoticeBar } from './notice-bar'

interface Flash {
  tone: NoticeTone
  text: string
}

const eventName = 'luoshi:flash'
const movingOn = 3000

/** Says something at the top of the page from client code, after an action that stayed on the page. */
export function showFlash(text: string, tone: NoticeTone = 'success') {
  window.dispatchEvent(new CustomEvent<Flash>(eventName, { detail: { text, tone } }))
}

function takeCookie(): string | undefined {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${flashCookie}=`))
  if (!found) return undefined
  document.cookie = `${flashCookie}=; path=/; max-age=0; samesite=lax`
  return decodeURIComponent(found.slice(flashCookie.length + 1))
}

/** Once in the shell. `initial` is the cookie as the server read it, so the message stands without JavaScript too. */
export function FlashRegion({ initial }: { initial?: string }) {
  const [flash, setFlash] = useState<Flash | undefined>(initial ? { text: initial, tone: 'success' } : undefined)
  const address = `${usePathname()}?${useSearchParams()}`
  const shown = useRef({ address, at: 0 })

  // Runs after every render on purpose: a server action refreshes the layout without any prop that tells of it. It ends there:
  // the cookie is gone once it was taken.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => {
    const text = takeCookie()
    if (text) {
      // oxlint-disable-next-line react/set-state-in-effect
      setFlash({ text, tone: 'success' })
      shown.current = { address, at: Date.now() }
    } else if (shown.current.address !== address) {
      // What was said just before moving on belongs to the page moved to.
      if (Date.now() - shown.current.at > movingOn) setFlash(undefined)
      shown.current = { ...shown.current, address }
    }
  })

  useEffect(() => {
    const show = (event: Event) => {
      setFlash((event as CustomEvent<Flash>).detail)
      shown.current.at = Date.now()
      window.scrollTo({ top: 0, behavior: 'smooth' })
    }
    window.addEventListener(eventName, show)
    return () => window.removeEventListener(eventName, show)
  }, [])

  return (
    <div aria-live="polite" className="no-print">
      {flash ? (
        <div className="mb-4">
          <NoticeBar
            tone={flash.tone}
            action={
              <Button variant="quiet" data-size="inline" className="-my-1" onClick={() => setFlash(undefined)}>
                知道了
              </Button>
            }
          >
            {flash.tone === 'success' ? (
              <span aria-hidden="true" className="pr-2 text-lamp-green">
                ✓
              </span>
            ) : null}
            {flash.text}
          </NoticeBar>
        </div>
      ) : null}
    </div>
  )
}
