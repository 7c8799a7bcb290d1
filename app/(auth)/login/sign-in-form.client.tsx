'use client'

import { type FormEvent, useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from '@/app/_ui/button'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import { TextInput } from '@/app/_ui/text-input'
import { signInProblem } from './problems.view'

type Answer = { url?: string }

/** Speaks next-auth's own protocol; its client library would weigh more than this page. */
const post = async (path: string, fields: Record<string, string>): Promise<string> => {
  const csrf = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string }
  const response = await fetch(path, {
    method: 'POST',
    body: new URLSearchParams({ ...fields, csrfToken: csrf.csrfToken, json: 'true' }),
  })
  return ((await response.json()) as Answer).url ?? '/login?error=Callback'
}

export function SignInForm({ back, oidcName }: { back: string; oidcName: string | null }) {
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  // Until the script runs, the button could only send the form nowhere.
  const isReady = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )

  // Pages of visits kept for work without a line are for whoever was signed in; what waits to be sent is elsewhere and stays.
  useEffect(() => {
    if ('caches' in window) void caches.delete('luoshi-visits')
  }, [])

  const attempt = async (path: string, fields: Record<string, string>) => {
    setBusy(true)
    setProblem(null)
    try {
      const answer = new URL(await post(path, { ...fields, callbackUrl: back }), window.location.origin)
      const error = answer.searchParams.get('error')
      if (!error) {
        window.location.assign(answer)
        return
      }
      // Of a wrong password the server says the sentence itself; of the identity provider only a code.
      setProblem(/^[A-Za-z]+$/.test(error) ? signInProblem(error) : error)
    } catch {
      setProblem('没有连上服务器，请检查网络后再试。')
    }
    setBusy(false)
  }

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    void attempt('/api/auth/callback/credentials', {
      userName: String(data.get('userName')),
      password: String(data.get('password')),
    })
  }

  return (
    <form onSubmit={submit} method="post" className="flex flex-col gap-4">
      {problem ? (
        <NoticeBar tone="error" live>
          {problem}
        </NoticeBar>
      ) : null}
      <TextInput
        label="用户名"
        name="userName"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <TextInput label="密码" name="password" type="password" autoComplete="current-password" required />
      <div className="flex flex-wrap gap-2 pt-2">
        <SubmitButton pending={busy} busy="正在登录…" disabled={!isReady}>
          登录
        </SubmitButton>
        {oidcName ? (
          <Button type="button" variant="secondary" onClick={() => void attempt('/api/auth/signin/oidc', {})}>
            用{oidcName}登录
          </Button>
        ) : null}
      </div>
    </form>
  )
}
