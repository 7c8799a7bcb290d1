'use client'

import type { DraftItem, DraftTarget } from '@/lib/domain/plan/draft'
import { CardVerb } from './card-verb.client'
import { useTools } from './draft-context.client'

const longestOption = 30

/** Dated promises that stand outside every task: most repeat an indicator, some belong to a task that a person knows. */
export function LooseCommitments({ targets, items }: { targets: readonly DraftTarget[]; items: readonly DraftItem[] }) {
  const { perform } = useTools()
  if (targets.length === 0) return null
  return (
    <details className="draft-loose">
      <summary className="text-accent">{targets.length} 处有时间的承诺不在任何任务中</summary>
      <ul>
        {targets.map((target) => (
          <li key={target.key}>
            <span className="text-ink-3">
              {target.year} 年 · 第 {target.line} 段
            </span>
            <span className="min-w-0 flex-1">{target.text}</span>
            <label>
              <span className="sr-only">归入任务</span>
              <select
                className="edit-select"
                value=""
                onChange={(event) => perform({ kind: 'editTarget', key: target.key, itemKey: event.target.value })}
              >
                <option value="" disabled>
                  归入任务…
                </option>
                {items.map((item) => (
                  <option key={item.key} value={item.key}>
                    {item.title.slice(0, longestOption)}
                  </option>
                ))}
              </select>
            </label>
            <CardVerb
              label="删去"
              about={`删去承诺“${target.text}”`}
              onClick={() => perform({ kind: 'dropTargets', keys: [target.key] })}
            />
          </li>
        ))}
      </ul>
    </details>
  )
}
