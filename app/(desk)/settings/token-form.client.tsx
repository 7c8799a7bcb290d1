'use client'

import { useState } from 'react'
import { ShownOnce } from '@/app/_ui/shown-once.client'
import { DateInput, TextInput } from '@/app/_ui/text-input'
import { VerbForm } from '@/app/_ui/verb-form.client'
import { createTokenAction, endOtherSessionsAction, revokeTokenAction } from './actions'

export function TokenForm({ suggested }: { suggested: string }) {
  const [token, setToken] = useState<string | null>(null)
  return (
    <div className="flex flex-col gap-4">
      {token ? (
        <ShownOnce
          label="新令牌"
          secret={token}
          note="只显示这一次，请立即存到使用它的系统里。谁拿到它，谁就能以您现在的身份办事。"
        />
      ) : null}
      <VerbForm
        action={createTokenAction}
        verb="新建令牌"
        variant="secondary"
        clears
        onDone={(value) => setToken(value.token)}
        className="flex max-w-[400px] flex-col gap-4"
      >
        {(errors) => (
          <>
            <TextInput label="用途" name="name" help="如“市级平台对接”" error={errors.name} required />
            <DateInput label="有效期至" name="expiresOn" defaultValue={suggested} error={errors.expiresOn} required />
          </>
        )}
      </VerbForm>
    </div>
  )
}

export function RevokeButton({ id }: { id: number }) {
  return <VerbForm action={revokeTokenAction} verb="停用" variant="quiet" hidden={{ id }} className="flex gap-2" />
}

export function EndOthersButton() {
  return <VerbForm action={endOtherSessionsAction} verb="结束其他登录" variant="secondary" />
}
