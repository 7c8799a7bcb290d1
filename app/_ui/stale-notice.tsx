import type { ReactNode } from 'react'

interface StaleNoticeProps {
  /** 王敏（区教体局） */
  who: string
  /** 14:02 */
  at: ReactNode
  /** 自报进度、难点 */
  what: string
  /** Their version and mine, side by side (a FieldDiff). */
  difference?: ReactNode
  /** Two controls: 用对方的版本, 保留我填写的内容. */
  takeTheirs: ReactNode
  keepMine: ReactNode
}

export function StaleNotice({ who, at, what, difference, takeTheirs, keepMine }: StaleNoticeProps) {
  return (
    <div className="notice flex flex-col gap-3" data-tone="warning" role="alert">
      <p>
        <strong className="font-semibold">
          您打开之后，{who}在 {at} 改动了{what}。
        </strong>
        您填写的内容还在这里，没有保存。
      </p>
      {difference}
      <div className="flex flex-wrap gap-2">
        {takeTheirs}
        {keepMine}
      </div>
    </div>
  )
}
