'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { showFlash } from '@/app/_ui/flash.client'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import { TextInput } from '@/app/_ui/text-input'
import { PASSWORD_MIN } from '@/lib/domain/account/password'
import { changePasswordAction } from './actions'

type Problem = { message: string; fields: Readonly<Record<string, string>> }

/** `doneHref`: where to go afterwards; without it the form stays, empty again. */
export function PasswordForm({ userName, doneHref }: { userName: string; doneHref?: string }) {
  const router = useRouter()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    setBusy(true)
    const result = await changePasswordAction(Object.fromEntries(new FormData(form)))
    setBusy(false)
    if (!result.ok) {
      setProblem(result)
      return
    }
    setProblem(null)
    form.reset()
    showFlash('密码已修改，其他设备上的登录已结束')
    if (doneHref) router.replace(doneHref)
  }

  return (
    <form onSubmit={(event) => void submit(event)} method="post" className="flex max-w-[400px] flex-col gap-4">
      {problem ? (
        <NoticeBar tone="error" live>
          {problem.message}
        </NoticeBar>
      ) : null}
      <input type="text" name="userName" value={userName} autoComplete="username" readOnly hidden />
      <TextInput
        label="原密码"
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        error={problem?.fields.currentPassword}
        required
      />
      <TextInput
        label="新密码"
        name="newPassword"
        type="password"
        autoComplete="new-password"
        help={`至少 ${PASSWORD_MIN} 位，包含字母和数字，不含用户名`}
        error={problem?.fields.newPassword}
        required
      />
      <TextInput
        label="再填写一次新密码"
        name="repeated"
        type="password"
        autoComplete="new-password"
        error={problem?.fields.repeated}
        required
      />
      <div className="pt-2">
        <SubmitButton pending={busy} busy="正在修改…">
          修改密码
        </SubmitButton>
      </div>
    </form>
  )
}
