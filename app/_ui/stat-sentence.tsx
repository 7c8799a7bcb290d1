import Link from 'next/link'
import type { ReactNode } from 'react'

export interface Stat {
  label: string
  value: number
  /** Every number leads to the list that it counts. */
  href?: string
  /** 本周新增 3 */
  note?: ReactNode
  urgent?: boolean
}

/** 60 项任务：逾期 9（本周新增 3），临期 6，办结 21 — one sentence instead of tiles. */
export function StatSentence({ whole, stats }: { whole: ReactNode; stats: Stat[] }) {
  return (
    <p className="text-read">
      {whole}：
      {stats.map((stat, index) => (
        <span key={stat.label}>
          {index > 0 ? '，' : ''}
          <StatNumber stat={stat} />
          {stat.note ? <span className="text-ink-2">（{stat.note}）</span> : null}
        </span>
      ))}
    </p>
  )
}

function StatNumber({ stat }: { stat: Stat }) {
  const number = (
    <strong className={stat.urgent && stat.value ? 'font-semibold text-lamp-red' : 'font-semibold'}>
      {stat.value}
    </strong>
  )
  const face = (
    <>
      {stat.label} {number}
    </>
  )
  return stat.href ? (
    <Link href={stat.href} className="underline decoration-edge underline-offset-4 hover:decoration-accent">
      {face}
    </Link>
  ) : (
    face
  )
}
