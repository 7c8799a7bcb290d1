import Link from 'next/link'
import type { ReactNode } from 'react'

export interface TodoLineProps {
  /** Shape and word, or a checkbox. */
  sign: ReactNode
  title: ReactNode
  href: string
  /** Milestone, period, the reason of a return. */
  detail?: ReactNode
  when?: ReactNode
  verb: string
}

/** One thing to do: sign, what, when, the verb. The whole row answers to j and k; on a phone it becomes a card. */
export function TodoLine({ sign, title, href, detail, when, verb }: TodoLineProps) {
  return (
    <li
      data-row
      className="grid min-h-10 grid-cols-[5.5rem_minmax(0,1fr)_13rem_6rem] items-baseline gap-x-4 border-b border-line py-2 max-md:grid-cols-[5rem_minmax(0,1fr)] max-md:gap-x-2"
    >
      <span>{sign}</span>
      <span className="min-w-0">
        <Link href={href} className="row-link font-medium" prefetch={false}>
          {title}
        </Link>
        {detail ? <span className="text-ink-2"> · {detail}</span> : null}
      </span>
      <span className="text-ink-2 max-md:col-start-2">{when}</span>
      <span className="text-right max-md:col-start-2 max-md:text-left">
        <Link href={href} className="link" prefetch={false} tabIndex={-1} aria-hidden="true">
          {verb} ›
        </Link>
      </span>
    </li>
  )
}
