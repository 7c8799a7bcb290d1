'use client'

import { Button } from '@/app/_ui/button'
import { NoticeBar } from '@/app/_ui/notice-bar'
import type { Failure } from './use-save.client'

interface SaveFailureProps {
  failure: Failure | null
  /** After a stale page: what the other person saved, or what was typed here. */
  takeTheirs?: () => void
  keepMine: () => void
}

export function SaveFailure({ failure, takeTheirs, keepMine }: SaveFailureProps) {
  if (!failure) return null
  return (
    <NoticeBar
      tone={failure.code === 'stale' ? 'warning' : 'error'}
      live
      action={
        failure.code === 'stale' ? (
          <span className="flex flex-wrap gap-2">
            {takeTheirs ? <Button onClick={takeTheirs}>改用最新内容</Button> : null}
            <Button onClick={keepMine}>保留我填写的内容</Button>
          </span>
        ) : undefined
      }
    >
      {failure.message}
    </NoticeBar>
  )
}
