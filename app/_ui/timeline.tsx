import type { ReactNode } from 'react'

export interface TimelineItem {
  key: string
  /** 09-30, from ShortDate. */
  date: ReactNode
  title: ReactNode
  state: 'done' | 'claimed' | 'returned' | 'late' | 'due'
  /** 核定 09-28 / 已申报，待审核 / 逾期33个工作日 / 6个工作日后到期 */
  note?: ReactNode
  /** Percent of the task. */
  weight?: number
  children?: ReactNode
}

const signs = {
  done: { mark: '✓', tone: 'text-lamp-blue' },
  claimed: { mark: '◐', tone: 'text-ink-2' },
  returned: { mark: '↩', tone: 'text-lamp-red' },
  late: { mark: '■', tone: 'text-lamp-red' },
  due: { mark: '○', tone: 'text-ink-3' },
} as const

/** Milestones as a dated spine: date, mark, what, weight. */
export function Timeline({ items, label }: { items: TimelineItem[]; label: string }) {
  return (
    <ol aria-label={label} className="grid grid-cols-[max-content_1rem_minmax(0,1fr)_max-content] gap-x-3">
      {items.map((item, index) => {
        const sign = signs[item.state]
        return (
          <li key={item.key} className="col-span-4 grid grid-cols-subgrid pb-3">
            <span className="text-ink-2">{item.date}</span>
            <span className="relative text-center">
              <span aria-hidden="true" className={sign.tone}>
                {sign.mark}
              </span>
              {index < items.length - 1 ? (
                <span aria-hidden="true" className="absolute top-6 -bottom-2 left-1/2 border-l border-edge" />
              ) : null}
            </span>
            <div className="min-w-0">
              <p className="font-medium">{item.title}</p>
              {item.note ? (
                <p className={item.state === 'late' || item.state === 'returned' ? 'text-lamp-red' : 'text-ink-3'}>
                  {item.note}
                </p>
              ) : null}
              {item.children}
            </div>
            <span className="text-right text-ink-2">
              {item.weight === undefined ? null : (
                <>
                  <span className="sr-only">权重</span>
                  {item.weight}%
                </>
              )}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
