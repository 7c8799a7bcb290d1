'use client'

import Form from 'next/form'
import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'

/**
 * A GET form that moves without a full load and leaves empty fields out of the address. With `auto`, choosing in a
 * select sends it at once; without scripts the same form has its button.
 */
export function FilterForm({
  action,
  auto = false,
  className,
  children,
}: {
  action: string
  auto?: boolean
  className?: string
  children: ReactNode
}) {
  const ref = useRef<HTMLFormElement>(null)

  useEffect(() => {
    const form = ref.current
    if (!form) return
    const dropEmpty = ({ formData }: FormDataEvent) => {
      for (const name of new Set(formData.keys())) {
        const filled = formData.getAll(name).filter((value) => value !== '')
        formData.delete(name)
        for (const value of filled) formData.append(name, value)
      }
    }
    const send = (event: Event) => {
      if (auto && (event.target instanceof HTMLSelectElement || isDate(event.target))) form.requestSubmit()
    }
    const close = (event: SubmitEvent) => {
      if (event.submitter) form.closest<HTMLElement>(':popover-open')?.hidePopover()
    }
    form.addEventListener('submit', close)
    form.addEventListener('formdata', dropEmpty)
    form.addEventListener('change', send)
    return () => {
      form.removeEventListener('submit', close)
      form.removeEventListener('formdata', dropEmpty)
      form.removeEventListener('change', send)
    }
  }, [auto])

  return (
    <Form ref={ref} action={action} className={className} scroll={false} prefetch={false}>
      {children}
    </Form>
  )
}

function isDate(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === 'date' && target.value !== ''
}
