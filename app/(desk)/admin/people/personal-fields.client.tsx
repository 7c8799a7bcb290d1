'use client'

import { TextInput } from '@/app/_ui/text-input'
import type { FieldErrors } from '@/app/_ui/verb-form.client'

export interface PersonalValues {
  userName: string
  name: string
  phone: string | null
  email: string | null
}

export function PersonalFields({ values, errors }: { values?: PersonalValues; errors: FieldErrors }) {
  return (
    <>
      <TextInput label="姓名" name="name" short defaultValue={values?.name} error={errors.name} required />
      <TextInput
        label="用户名"
        name="userName"
        short
        defaultValue={values?.userName}
        autoCapitalize="none"
        spellCheck={false}
        help="登录用；与统一身份认证的用户名一致时可直接从那里登录"
        error={errors.userName}
        required
      />
      <TextInput
        label="电话"
        name="phone"
        type="tel"
        short
        optional
        defaultValue={values?.phone ?? ''}
        error={errors.phone}
      />
      <TextInput
        label="电子邮箱"
        name="email"
        type="email"
        optional
        defaultValue={values?.email ?? ''}
        error={errors.email}
      />
    </>
  )
}
