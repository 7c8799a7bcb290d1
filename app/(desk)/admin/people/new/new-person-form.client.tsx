'use client'

import { useState } from 'react'
import { LinkButton } from '@/app/_ui/button'
import { ShownOnce } from '@/app/_ui/shown-once.client'
import { VerbForm } from '@/app/_ui/verb-form.client'
import { createPersonAction } from '../actions'
import { PersonalFields } from '../personal-fields.client'
import { PostFields, type UnitChoice } from '../post-fields.client'

export function NewPersonForm({ units, unitId }: { units: UnitChoice[]; unitId?: number }) {
  const [made, setMade] = useState<{ id: number; userName: string; initialPassword: string } | null>(null)
  if (made) {
    return (
      <div className="flex max-w-[640px] flex-col gap-4">
        <ShownOnce
          label={`用户名 ${made.userName} 的初始密码`}
          secret={made.initialPassword}
          note="只显示这一次，请当面或电话告知本人；首次登录时须改成自己的密码。"
        />
        <div className="flex flex-wrap gap-2">
          <LinkButton href={`/admin/people/${made.id}`}>查看此人</LinkButton>
          <LinkButton href="/admin/people" variant="primary">
            返回人员列表
          </LinkButton>
        </div>
      </div>
    )
  }
  return (
    <VerbForm action={createPersonAction} verb="新增人员" onDone={setMade}>
      {(errors) => (
        <>
          <PersonalFields errors={errors} />
          <PostFields units={units} unitId={unitId} errors={errors} />
        </>
      )}
    </VerbForm>
  )
}
