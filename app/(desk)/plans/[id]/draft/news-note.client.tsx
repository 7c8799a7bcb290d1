'use client'

import { useEffect, useState } from 'react'
import { clockTime } from '@/app/_ui/dates'
import type { DraftNews } from './use-draft.client'

const SHOWN_MS = 30_000

/** Who changed what meanwhile; it already stands on the page. */
export function NewsNote({ news }: { news: DraftNews | undefined }) {
  const [gone, setGone] = useState<number>()
  useEffect(() => {
    if (!news) return
    const timer = setTimeout(() => setGone(news.at), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [news])
  const last = news?.steps.at(-1)
  return (
    <span role="status" className="draft-news">
      {news && gone !== news.at
        ? `${last?.who ?? '他人'} ${clockTime(news.at)} ${last?.what ?? '撤销或重做了一步'}${
            news.steps.length > 1 ? `，等 ${news.steps.length} 处` : ''
          }`
        : null}
    </span>
  )
}
