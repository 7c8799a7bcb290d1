'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form'
import { leaveFlash } from '@/app/_ui/flash-cookie'

type Answer =
  | { readonly ok: true; readonly message?: string }
  | {
      readonly ok: false
      readonly code: string
      readonly message: string
      readonly fields: Readonly<Record<string, string>>
    }

export type Failure = { readonly code: string; readonly message: string }

/** Sends a form; on any refusal everything typed stays, fields are marked, and a stale page fetches what is new behind it. */
export function useSave<In extends FieldValues, Out>(form: UseFormReturn<In, unknown, Out>, doneHref: string) {
  const router = useRouter()
  const [failure, setFailure] = useState<Failure | null>(null)

  const save = async (send: () => Promise<Answer>, options: { stay?: boolean } = {}): Promise<boolean> => {
    setFailure(null)
    try {
      const answer = await send()
      if (answer.ok) {
        if (options.stay) return true
        if (answer.message) leaveFlash(answer.message)
        router.push(doneHref)
        return true
      }
      for (const [path, message] of Object.entries(answer.fields)) form.setError(path as Path<In>, { message })
      setFailure(answer)
      if (answer.code === 'stale') router.refresh()
    } catch {
      setFailure({ code: 'offline', message: '没有送达，请检查网络后再试；您填写的内容都还在。' })
    }
    window.scrollTo({ top: 0, behavior: 'smooth' })
    return false
  }
  return { failure, setFailure, save }
}
