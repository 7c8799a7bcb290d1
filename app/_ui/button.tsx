import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'

interface Shared {
  variant?: ButtonVariant
  /** One letter that presses this button from the keyboard island (`a` 通过, `r` 退回). */
  hotkey?: string
  children: ReactNode
}

export function Button({
  variant = 'secondary',
  hotkey,
  className = '',
  type = 'button',
  ...rest
}: Shared & ComponentProps<'button'>) {
  return <button type={type} className={`btn ${className}`} data-variant={variant} data-key={hotkey} {...rest} />
}

export function LinkButton({
  variant = 'secondary',
  hotkey,
  className = '',
  ...rest
}: Shared & ComponentProps<typeof Link>) {
  return <Link className={`btn ${className}`} data-variant={variant} data-key={hotkey} {...rest} />
}
