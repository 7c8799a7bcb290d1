import Link from 'next/link'

export interface PagerProps {
  previousHref?: string
  nextHref?: string
  /** 本页 50 项，共 312 项 */
  summary: string
}

/** 共 12 项 where the page holds all of them, 本页 50 项，共 312 项 where it does not. */
export const pageSummary = (shown: number, total: number, counter: string): string =>
  shown === total ? `共 ${total} ${counter}` : `本页 ${shown} ${counter}，共 ${total} ${counter}`

/** By keyset: only back and forth, and the whole always named. */
export function Pager({ previousHref, nextHref, summary }: PagerProps) {
  return (
    <nav aria-label="翻页" className="mt-3 flex min-h-8 flex-wrap items-center justify-between gap-x-6 gap-y-2">
      {summary ? <p className="text-ink-3">{summary}</p> : null}
      {previousHref || nextHref ? (
        <p className="no-print flex gap-2">
          <PageLink href={previousHref} label="‹ 上一页" rel="prev" />
          <PageLink href={nextHref} label="下一页 ›" rel="next" />
        </p>
      ) : null}
    </nav>
  )
}

function PageLink({ href, label, rel }: { href?: string; label: string; rel: string }) {
  if (!href) return null
  return (
    <Link href={href} className="btn" data-variant="secondary" rel={rel}>
      {label}
    </Link>
  )
}
