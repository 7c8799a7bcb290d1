'use client'

import { Button, LinkButton } from '@/app/_ui/button'
import { clockTime } from '@/app/_ui/dates'
import type { OfflineState } from './use-offline.client'
import type { VisitHandle } from './use-visit.client'

interface SyncLineProps {
  visit: VisitHandle
  offline: OfflineState
}

const sentence = ({ waiting, state, syncedAt }: VisitHandle): string => {
  const open = waiting.filter((piece) => piece.refusal === null).length
  if (state.kind === 'broken' || state.kind === 'refused') return state.message
  if (state.kind === 'sending') return `正在同步 ${open} 项…`
  if (open > 0) return `${open} 项已存在本机，联网后自动同步`
  return syncedAt ? `已全部同步 ${clockTime(syncedAt)}` : '内容随填随存，断网也可继续'
}

/** Where the pieces of this visit are: on the device, on their way, on the server. */
export function SyncLine({ visit, offline }: SyncLineProps) {
  const { waiting, state, sync } = visit
  const isBad = state.kind === 'broken' || state.kind === 'refused'
  const open = waiting.some((piece) => piece.refusal === null)
  return (
    <div className="sync-line" data-state={isBad ? 'bad' : open ? 'waiting' : 'done'}>
      <p role="status" className="min-w-0 flex-1">
        <span aria-hidden="true">{isBad ? '■ ' : open ? '▲ ' : '● '}</span>
        {sentence(visit)}
        {offline === 'impossible' ? <span className="text-ink-3">　本机不能离线打开（需 https）</span> : null}
        {offline === 'ready' ? <span className="text-ink-3">　可离线打开</span> : null}
      </p>
      {state.kind === 'refused' ? (
        <LinkButton href="/login" target="_blank" prefetch={false}>
          重新登录
        </LinkButton>
      ) : null}
      {open && state.kind !== 'sending' ? <Button onClick={sync}>立即同步</Button> : null}
    </div>
  )
}
