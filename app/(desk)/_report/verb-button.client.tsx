'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { ButtonVariant } from '@/app/_ui/button'
import { Button } from '@/app/_ui/button'
import { showFlash } from '@/app/_ui/flash.client'
import type { Outcome } from '@/app/_ui/outcome'

interface VerbButtonProps {
  action: (raw: unknown) => Promise<Outcome>
  input: Readonly<Record<string, unknown>>
  children: string
  variant?: ButtonVariant
  hotkey?: string
  /** Where the work goes on after it; stays here without. */
  next?: string
}

/** One verb, one tap; a refusal stands beside the button. */
export function VerbButton({ action, input, children, variant, hotkey, next }: VerbButtonProps) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const [problem, setProblem] = useState<string>()
  const press = () =>
    start(async () => {
      try {
        const outcome = await action(input)
        if (!outcome.ok) {
          setProblem(outcome.message)
          router.refresh()
          return
        }
        setProblem(undefined)
        if (next) router.push(next)
        else if (outcome.message) showFlash(outcome.message)
      } catch {
        setProblem('没有送达，请检查网络后再试。')
      }
    })
  return (
    <>
      <Button
        variant={variant}
        hotkey={hotkey}
        aria-disabled={pending || undefined}
        onClick={pending ? undefined : press}
      >
        {pending ? '正在办理…' : children}
      </Button>
      {problem ? (
        <span className="text-lamp-red" role="alert">
          {problem}
        </span>
      ) : null}
    </>
  )
}
