'use client'

import type { ReactNode } from 'react'

export type SideTab = 'outline' | 'spots'

interface DraftSideProps {
  tab: SideTab
  onTab: (tab: SideTab) => void
  count: number
  children: ReactNode
}

/** Beside the cards: the outline, or what is doubtful. On a narrow screen only the doubts, as a sheet from below. */
export function DraftSide({ tab, onTab, count, children }: DraftSideProps) {
  const button = (value: SideTab, label: ReactNode, key?: string) => (
    <button
      type="button"
      className="side-tab"
      aria-pressed={tab === value}
      data-key={key}
      data-key-label={key ? '打开或收起存疑清单' : undefined}
      onClick={() => onTab(tab === value ? 'outline' : value)}
    >
      {label}
    </button>
  )
  return (
    <div className="draft-side no-print" data-tab={tab}>
      <div className="side-tabs">
        {button('outline', '大纲')}
        {button('spots', `存疑清单 ${count}`, 'q')}
      </div>
      {children}
    </div>
  )
}
