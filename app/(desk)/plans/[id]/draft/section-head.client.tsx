'use client'

import type { DraftSection } from '@/lib/domain/plan/draft'
import { useTools } from './draft-context.client'
import { EditText } from './edit-text.client'

interface SectionHeadProps {
  section: DraftSection
  depth: number
  hasItems: boolean
}

export function SectionHead({ section, depth, hasItems }: SectionHeadProps) {
  const { perform, sections, toggle, inSection } = useTools()
  const own = inSection(section.key)
  const { key, parentKey } = section
  const siblings = sections.filter((entry) => entry.parentKey === parentKey)
  const at = siblings.findIndex((entry) => entry.key === key)
  const move = (beforeKey: string | null) => perform({ kind: 'moveSection', key, parentKey, beforeKey })
  const verb = (label: string, act: () => void, disabled = false) => (
    <button type="button" className="card-verb" disabled={disabled} onClick={act}>
      {label}
    </button>
  )
  return (
    <div className="draft-section" id={`section-${key}`} data-section={key} data-depth={Math.min(depth, 3)}>
      <EditText
        label="章节名称"
        value={section.title}
        required
        maxLength={300}
        className="flex-1 font-semibold"
        onCommit={(title) => perform({ kind: 'renameSection', key, title })}
      />
      <span className="flex flex-none flex-wrap gap-x-3">
        {own.length > 1 ? verb(`选中全部 ${own.length} 项`, () => toggle(key)) : null}
        {verb('＋任务', () => perform({ kind: 'add', sectionKey: key, afterKey: null, title: '新任务' }))}
        {verb('＋小节', () => perform({ kind: 'addSection', parentKey: key, afterKey: key, title: '新章节' }))}
        {verb('上移', () => move(siblings[at - 1]?.key ?? null), at === 0)}
        {verb('下移', () => move(siblings[at + 2]?.key ?? null), at === siblings.length - 1)}
        {verb(hasItems ? '撤去标题' : '删除', () => perform({ kind: 'dropSection', key }))}
      </span>
    </div>
  )
}
