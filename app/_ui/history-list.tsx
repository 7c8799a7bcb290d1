import Link from 'next/link'
import type { ReactNode } from 'react'

export interface HistoryEntry {
  key: string
  at: ReactNode
  /** 王敏（区教体局） */
  who: string
  /** 退回了三季度进展：缺少近视筛查汇总表 */
  what: ReactNode
  /** Where it is to be seen. Inside what opens where the line opens: a control holds no second one. */
  href?: string
  /** What changed; the line opens to it. */
  detail?: ReactNode
  /** What stands at the end of a line that opens; 看变化 by itself. */
  opener?: string
}

/** Newest first, one line an entry. */
export function HistoryList({ entries }: { entries: HistoryEntry[] }) {
  return (
    <ol>
      {entries.map((entry) => (
        <li key={entry.key} className="border-b border-line">
          {entry.detail ? (
            <details className="group">
              <summary className="list-none py-2 hover:bg-ground [&::-webkit-details-marker]:hidden">
                <HistoryLine entry={entry} opens />
              </summary>
              <div className="pt-1 pb-4 md:pl-[12.5rem]">
                {entry.detail}
                {entry.href ? (
                  <p className="pt-2">
                    <Link className="link" href={entry.href} prefetch={false}>
                      查看全文
                    </Link>
                  </p>
                ) : null}
              </div>
            </details>
          ) : (
            <div className="py-2">
              <HistoryLine entry={entry} />
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

function HistoryLine({ entry, opens = false }: { entry: HistoryEntry; opens?: boolean }) {
  return (
    <span className="grid grid-cols-[8rem_minmax(0,1fr)_4rem] gap-x-4 max-md:grid-cols-[minmax(0,1fr)_auto]">
      <span className="text-ink-3 max-md:col-span-2">{entry.at}</span>
      <span>
        {entry.who ? <span className="text-ink-2">{entry.who}　</span> : null}
        {entry.href && !opens ? (
          <Link className="link" href={entry.href} prefetch={false}>
            {entry.what}
          </Link>
        ) : (
          entry.what
        )}
      </span>
      <span className="no-print text-right text-accent">
        {opens ? (
          <>
            <span className="group-open:hidden">{entry.opener ?? '看变化'}</span>
            <span className="hidden group-open:inline">收起</span>
          </>
        ) : null}
      </span>
    </span>
  )
}
