'use client'

import { useState } from 'react'
import { ReasonDialog } from '@/app/_ui/reason-dialog.client'
import { ShownOnce } from '@/app/_ui/shown-once.client'
import { VerbForm } from '@/app/_ui/verb-form.client'
import {
  addMembershipAction,
  disablePersonAction,
  editPersonAction,
  enablePersonAction,
  endMembershipAction,
  resetPasswordAction,
} from '../actions'
import { PersonalFields, type PersonalValues } from '../personal-fields.client'
import { PostFields, type UnitChoice } from '../post-fields.client'

type Target = { id: number; version: number }

export function EditPersonForm({ target, values }: { target: Target; values: PersonalValues }) {
  return (
    <VerbForm action={editPersonAction} verb="保存修改" hidden={target}>
      {(errors) => <PersonalFields values={values} errors={errors} />}
    </VerbForm>
  )
}

export function AddPostForm({ personId, units }: { personId: number; units: UnitChoice[] }) {
  return (
    <VerbForm action={addMembershipAction} verb="添加任职" variant="secondary" hidden={{ personId }} clears>
      {(errors) => <PostFields units={units} errors={errors} />}
    </VerbForm>
  )
}

export function EndPostButton({ target, post }: { target: Target; post: string }) {
  return (
    <ReasonDialog
      label="结束任职"
      title={`结束“${post}”`}
      explain="以这一身份登录的会话和接口令牌立即失效；此人经办的任务须由单位负责人另行指定。"
      verb="结束任职"
      variant="quiet"
      action={endMembershipAction}
      hidden={target}
      reasons={['调离', '退休', '分工调整']}
    />
  )
}

export function AccountVerbs({ target, isDisabled }: { target: Target; isDisabled: boolean }) {
  const [fresh, setFresh] = useState<{ userName: string; initialPassword: string } | null>(null)
  return (
    <div className="flex flex-col gap-4">
      {fresh ? (
        <ShownOnce
          label={`用户名 ${fresh.userName} 的新初始密码`}
          secret={fresh.initialPassword}
          note="只显示这一次，请当面或电话告知本人；登录后须改成自己的密码。"
        />
      ) : null}
      <div className="flex flex-wrap gap-2">
        <VerbForm
          action={resetPasswordAction}
          verb="重置密码"
          variant="secondary"
          hidden={target}
          onDone={setFresh}
          className="flex flex-col gap-2"
        />
        {isDisabled ? (
          <VerbForm
            action={enablePersonAction}
            verb="启用账号"
            variant="secondary"
            hidden={target}
            className="flex flex-col gap-2"
          />
        ) : (
          <ReasonDialog
            label="停用账号"
            title="停用账号"
            explain="此人立即不能登录，正在使用的会话结束；办过的事和记录保留，以后可以再启用。"
            verb="停用账号"
            variant="danger"
            action={disablePersonAction}
            hidden={target}
            reasons={['调离', '退休', '长期不使用']}
          />
        )}
      </div>
    </div>
  )
}
