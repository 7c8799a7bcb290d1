'use client'

import type { ReactNode } from 'react'
import { useEffect, useId, useRef } from 'react'
import { Button } from './button'

interface DialogProps {
  open: boolean
  onClose: () => void
  title: string
  size?: 'normal' | 'wide'
  children: ReactNode
}

/** The browser's modal: it traps the focus, closes on Escape and gives the focus back to what opened it. */
export function Dialog({ open, onClose, title, size = 'normal', children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  useEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    if (open && !dialog.open) {
      dialog.showModal()
      // Straight to the first field; not on a phone, where the keyboard would cover what is to be read first.
      if (window.matchMedia('(width >= 48rem)').matches) {
        dialog.querySelector<HTMLElement>('.dialog-body :is(input:not([type=hidden]), select, textarea)')?.focus()
      }
    }
    if (!open && dialog.open) dialog.close()
  }, [open])

  return (
    <dialog ref={ref} className="dialog" data-size={size} aria-labelledby={titleId} onClose={onClose}>
      {open ? (
        <>
          <div className="dialog-head">
            <h2 id={titleId} className="text-read font-semibold">
              {title}
            </h2>
            <Button variant="quiet" onClick={onClose}>
              关闭
            </Button>
          </div>
          <div className="dialog-body">{children}</div>
        </>
      ) : null}
    </dialog>
  )
}
