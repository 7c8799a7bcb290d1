import type { ReactNode } from 'react'

export type NoticeTone = 'info' | 'success' | 'warning' | 'error'

/** `live` when it appears after something the reader did, so that a screen reader says it. */
export function NoticeBar({
  tone = 'info',
  live = false,
  action,
  children,
}: {
  tone?: NoticeTone
  live?: boolean
  action?: ReactNode
  children: ReactNode
}) {
  const role = live ? (tone === 'error' ? 'alert' : 'status') : undefined
  return (
    <div className="notice flex flex-wrap items-baseline gap-x-4 gap-y-2" data-tone={tone} role={role}>
      <div className="min-w-0 flex-1 basis-64">{children}</div>
      {action}
    </div>
  )
}
