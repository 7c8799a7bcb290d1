'use client'

import { PASSWORD_MIN } from '@/lib/domain/account/password'
import { Checkbox } from './checkbox'
import { TextInput } from './text-input'
import { VerbForm, type VerbAction } from './verb-form.client'

interface PasswordFormProps {
  action: VerbAction<unknown>
  userName: string
  /** How many tokens open the API in his name; where there are some, the form asks about them. */
  tokens?: number
  /** Where to go afterwards; without it the form stays, empty again. */
  doneHref?: string
}

export function PasswordForm({ action, userName, tokens = 0, doneHref }: PasswordFormProps) {
  return (
    <VerbForm action={action} verb="修改密码" clears doneHref={doneHref} className="flex max-w-[400px] flex-col gap-4">
      {(errors) => (
        <>
          <input type="text" name="userName" defaultValue={userName} autoComplete="username" readOnly hidden />
          <TextInput
            label="原密码"
            name="currentPassword"
            type="password"
            autoComplete="current-password"
            error={errors.currentPassword}
            required
          />
          <TextInput
            label="新密码"
            name="newPassword"
            type="password"
            autoComplete="new-password"
            help={`至少 ${PASSWORD_MIN} 位，包含字母和数字，不含用户名`}
            error={errors.newPassword}
            required
          />
          <TextInput
            label="再填写一次新密码"
            name="repeated"
            type="password"
            autoComplete="new-password"
            error={errors.repeated}
            required
          />
          {tokens > 0 ? (
            <Checkbox
              label={`同时停用我的 ${tokens} 个接口令牌`}
              name="revokeTokens"
              defaultChecked
              help="密码可能已被他人知道时请停用；只是例行更换，可取消勾选，让对接的系统照常工作。"
            />
          ) : null}
        </>
      )}
    </VerbForm>
  )
}
