'use client'

import type { ButtonVariant } from '@/app/_ui/button'
import { type VerbAction, VerbForm } from '@/app/_ui/verb-form.client'

interface VerbButtonProps {
  action: VerbAction<unknown>
  verb: string
  variant?: ButtonVariant
  hidden: Record<string, string | number>
  doneHref?: string
}

/** One button that does one thing, with what was refused said above it. */
export function VerbButton({ variant = 'secondary', ...rest }: VerbButtonProps) {
  return <VerbForm {...rest} variant={variant} className="flex flex-col gap-2" />
}
