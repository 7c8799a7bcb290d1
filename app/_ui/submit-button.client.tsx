'use client'

import type { ReactNode } from 'react'
import { useFormStatus } from 'react-dom'
import type { ButtonVariant } from './button'
import { Button } from './button'

interface SubmitButtonProps {
  children: ReactNode
  /** 正在提交… */
  busy?: string
  variant?: ButtonVariant
  hotkey?: string
  /** For forms that submit by themselves (react-hook-form); a form with a server action needs none. */
  pending?: boolean
  name?: string
  value?: string
  formAction?: (data: FormData) => void | Promise<void>
  form?: string
  disabled?: boolean
}

/** Stays focusable while it works and swallows the second click. */
export function SubmitButton({
  children,
  busy = '正在提交…',
  variant = 'primary',
  pending,
  ...rest
}: SubmitButtonProps) {
  const status = useFormStatus()
  const working = pending ?? status.pending
  return (
    <Button
      {...rest}
      type="submit"
      variant={variant}
      aria-disabled={working || undefined}
      onClick={(event) => {
        if (working) event.preventDefault()
      }}
    >
      {working ? busy : children}
    </Button>
  )
}
