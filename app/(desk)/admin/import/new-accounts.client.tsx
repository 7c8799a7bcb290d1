'use client'

import { ShownOnce } from '@/app/_ui/shown-once.client'
import { NoticeBar } from '@/app/_ui/notice-bar'

export interface NewAccount {
  readonly name: string
  readonly userName: string
  readonly initialPassword: string
}

/** Initial passwords in one block to copy, tab-separated, so that it pastes into a table. */
export function NewAccounts({ accounts }: { accounts: readonly NewAccount[] }) {
  if (accounts.length === 0) {
    return (
      <NoticeBar tone="success" live>
        已导入。
      </NoticeBar>
    )
  }
  const lines = accounts.map((account) => [account.name, account.userName, account.initialPassword].join('\t'))
  return (
    <ShownOnce
      label={`已导入，新账号 ${accounts.length} 个：姓名、用户名、初始密码`}
      secret={lines.join('\n')}
      note="只显示这一次，请复制后分别告知本人；首次登录时须改成自己的密码。"
    />
  )
}
