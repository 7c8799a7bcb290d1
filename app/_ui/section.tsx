import type { ReactNode } from 'react'

interface SectionProps {
  title: ReactNode
  /** At the right end of the heading's line: a count with its whole, a link, one quiet button. */
  aside?: ReactNode
  id?: string
  children: ReactNode
}

/** A part of a page, divided by weight, a hairline and space. */
export function Section({ title, aside, id, children }: SectionProps) {
  return (
    <section className="mb-8" id={id}>
      <div className="section-title mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2>{title}</h2>
        {aside ? <div className="font-normal text-ink-3">{aside}</div> : null}
      </div>
      {children}
    </section>
  )
}
