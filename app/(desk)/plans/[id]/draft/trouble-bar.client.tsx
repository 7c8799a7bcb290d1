'use client'

import { Button, LinkButton } from '@/app/_ui/button'
import { NoticeBar } from '@/app/_ui/notice-bar'
import type { DraftHandle } from './use-draft.client'

/** What stopped the saving, and both ways on; nothing that was done here is thrown away without being asked. */
export function TroubleBar({ handle, planId }: { handle: DraftHandle; planId: number }) {
  const { trouble, dismiss, reapply, abandon } = handle
  if (!trouble) return null
  if (trouble.kind === 'leftover') {
    return (
      <NoticeBar
        tone="warning"
        live
        action={
          <span className="flex flex-wrap gap-2">
            <Button onClick={reapply}>重新执行我的修改</Button>
            <Button variant="quiet" onClick={abandon}>
              放弃我的修改
            </Button>
          </span>
        }
      >
        这是最新草案。您有 {trouble.count} 步修改当时没有保存，因为别人先改了草案。
      </NoticeBar>
    )
  }
  if (trouble.kind === 'signedOut') {
    return (
      <NoticeBar
        tone="warning"
        live
        action={
          <LinkButton href={`/login?callbackUrl=${encodeURIComponent(`/plans/${planId}/draft`)}`} variant="primary">
            重新登录
          </LinkButton>
        }
      >
        {trouble.message}
      </NoticeBar>
    )
  }
  return (
    <NoticeBar
      tone={trouble.kind === 'stale' ? 'warning' : 'error'}
      live
      action={<Button onClick={dismiss}>{trouble.kind === 'stale' ? '载入最新草案' : '知道了'}</Button>}
    >
      {trouble.message}
    </NoticeBar>
  )
}
