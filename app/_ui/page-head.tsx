import Link from 'next/link'
import type { ReactNode } from 'react'

export interface Crumb {
  href: string
  label: string
}

interface PageHeadProps {
  title: ReactNode
  /** One sentence of fact, with its whole: 3 / 41 项逾期. */
  fact?: ReactNode
  crumbs?: Crumb[]
  /** The one primary action. */
  primary?: ReactNode
  secondary?: ReactNode
}

export function PageHead({ title, fact, crumbs, primary, secondary }: PageHeadProps) {
  return (
    <header className="mb-6 flex flex-col gap-1">
      {crumbs?.length ? (
        <nav aria-label="所在位置" className="no-print flex flex-wrap gap-x-2 text-ink-3">
          {crumbs.map((crumb, index) => (
            <span key={crumb.href}>
              {index > 0 ? (
                <span aria-hidden="true" className="pr-2">
                  ›
                </span>
              ) : null}
              <Link href={crumb.href} className="link">
                {crumb.label}
              </Link>
            </span>
          ))}
        </nav>
      ) : null}
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-[32rem]">
          <h1 className="text-title font-semibold text-pretty">{title}</h1>
          {fact ? <p className="mt-1 text-ink-2">{fact}</p> : null}
        </div>
        {primary || secondary ? (
          <div className="no-print flex flex-wrap items-center gap-2">
            {secondary}
            {primary}
          </div>
        ) : null}
      </div>
    </header>
  )
}
