'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useState, useTransition } from 'react'
import type { ButtonVariant } from './button'
import { showFlash } from './flash.client'
import { NoticeBar } from './notice-bar'
import { SubmitButton } from './submit-button.client'

export type FieldErrors = Readonly<Record<string, string>>

type Answer<R> =
  | { readonly ok: true; readonly value: R; readonly message?: string }
  | { readonly ok: false; readonly code?: string; readonly message: string; readonly fields: FieldErrors }

export type VerbAction<R> = (data: FormData) => Promise<Answer<R>>

interface VerbFormProps<R> {
  action: VerbAction<R>
  /** What stands on the button: 保存修改. */
  verb: string
  variant?: ButtonVariant
  /** Goes along unseen: id, version. */
  hidden?: Record<string, string | number>
  /** Where to go once it is done. */
  doneHref?: string
  onDone?: (value: R) => void
  /** Empties the form once it is done. */
  clears?: boolean
  className?: string
  children?: (errors: FieldErrors) => ReactNode
}

/** A short form around one server action: says what was refused at the field, and keeps what was typed whatever happens. */
export function VerbForm<R>(props: VerbFormProps<R>) {
  const { action, verb, variant, hidden = {}, doneHref, onDone, clears, children } = props
  const router = useRouter()
  const [problem, setProblem] = useState<{ code?: string; message: string; fields: FieldErrors } | null>(null)
  const [pending, start] = useTransition()

  const submit = (form: HTMLFormElement) =>
    start(async () => {
      try {
        const answer = await action(new FormData(form))
        if (!answer.ok) {
          setProblem(answer)
          return
        }
        setProblem(null)
        if (clears) form.reset()
        if (answer.message) showFlash(answer.message)
        onDone?.(answer.value)
        if (doneHref) router.push(doneHref)
      } catch {
        setProblem({ message: '没有送达，请检查网络后再试；您填写的内容还在。', fields: {} })
      }
    })

  return (
    <form
      // Sent before the script runs, it must not put what was typed into the address.
      method="post"
      className={props.className ?? 'flex max-w-[640px] flex-col gap-4'}
      onSubmit={(event) => {
        event.preventDefault()
        if (!pending) submit(event.currentTarget)
      }}
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {problem ? (
        <NoticeBar
          tone="error"
          live
          action={
            // In a window of its own, so that this page and what was typed stay; afterwards the same button works.
            problem.code === 'notSignedIn' ? (
              <a className="link" href="/login?callbackUrl=/settings" target="_blank" rel="noreferrer">
                在新窗口登录
              </a>
            ) : null
          }
        >
          {problem.message}
        </NoticeBar>
      ) : null}
      {children?.(problem?.fields ?? {})}
      <div>
        <SubmitButton pending={pending} variant={variant}>
          {verb}
        </SubmitButton>
      </div>
    </form>
  )
}
