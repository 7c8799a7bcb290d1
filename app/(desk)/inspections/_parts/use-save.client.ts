'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form'
import { leaveFlash } from '@/app/_ui/flash-cookie'

type Answer<R> =
  | { readonly ok: true; readonly value: R; readonly message?: string }
  | {
      readonly ok: false
      readonly code: string
      readonly message: string
      readonly fields: Readonly<Record<string, string>>
    }

/** Sends a form; on any refusal everything typed stays and the fields are marked. Gives the sentence to show, or null. */
export function useSave<In extends FieldValues, Out>(form: UseFormReturn<In, unknown, Out>) {
  const router = useRouter()
  const [failure, setFailure] = useState<string | null>(null)

  const save = async <R>(send: () => Promise<Answer<R>>, next: (value: R) => string): Promise<void> => {
    setFailure(null)
    try {
      const answer = await send()
      if (answer.ok) {
        if (answer.message) leaveFlash(answer.message)
        // What was typed is stored: nothing holds the reader back any more.
        form.reset(undefined, { keepValues: true })
        router.push(next(answer.value))
        return
      }
      for (const [path, message] of Object.entries(answer.fields)) form.setError(path as Path<In>, { message })
      setFailure(answer.message)
    } catch {
      setFailure('没有送达，请检查网络后再试；您填写的内容都还在。')
    }
    window.scrollTo({ top: 0, behavior: 'smooth' })
  }
  return { failure, save }
}
