'use client'

import type { PlacedDraft } from '@/lib/domain/plan/draft-order'

interface OutlineProps {
  placed: PlacedDraft
  indicators: number
  current: string | null
}

/** The headings and how many tasks each holds; a way to them, and where the page is. */
export function Outline({ placed, indicators, current }: OutlineProps) {
  const countOf = (key: string) =>
    placed.sections.reduce((sum, entry) => (entry.section.key === key ? sum + entry.items.length : sum), 0)
  return (
    <nav className="draft-outline" aria-label="大纲">
      <ol>
        {placed.loose.length > 0 ? (
          <li>
            <a href="#section-none" className="outline-link" aria-current={current === 'none' || undefined}>
              <span className="truncate">各章节之前</span>
              <span className="text-ink-3">{placed.loose.length}</span>
            </a>
          </li>
        ) : null}
        {placed.sections
          .filter((entry) => !entry.isContinuation)
          .map(({ section, depth }) => (
            <li key={section.key}>
              <a
                href={`#section-${section.key}`}
                className="outline-link"
                data-depth={Math.min(depth, 3)}
                aria-current={current === section.key || undefined}
                title={section.title}
              >
                <span className="truncate">{section.title}</span>
                {countOf(section.key) > 0 ? <span className="text-ink-3">{countOf(section.key)}</span> : null}
              </a>
            </li>
          ))}
        <li>
          <a href="#section-indicators" className="outline-link" aria-current={current === 'indicators' || undefined}>
            <span className="truncate">指标</span>
            <span className="text-ink-3">{indicators}</span>
          </a>
        </li>
      </ol>
    </nav>
  )
}
