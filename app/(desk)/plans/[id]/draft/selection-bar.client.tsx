'use client'

import { Button } from '@/app/_ui/button'
import { parseDate } from '@/lib/domain/calendar/date'
import { taskKindLabels, taskKinds } from '@/lib/domain/labels'
import type { PlacedDraft } from '@/lib/domain/plan/draft-order'
import { useTools } from './draft-context.client'

interface SelectionBarProps {
  keys: readonly string[]
  placed: PlacedDraft
  onClear: () => void
}

/** What can be done with several tasks at once; the selection stays, for one thing is seldom all. */
export function SelectionBar({ keys, placed, onClear }: SelectionBarProps) {
  const { perform, openUnit } = useTools()
  const done = (ok: boolean) => {
    if (ok) onClear()
  }
  return (
    <div className="action-bar draft-selection" role="region" aria-label="所选任务">
      <span className="font-semibold">已选 {keys.length} 项</span>
      <Button variant="quiet" onClick={onClear}>
        取消选择
      </Button>
      <Button onClick={() => openUnit({ kind: 'add', keys, role: 'lead' })}>加牵头单位</Button>
      <Button onClick={() => openUnit({ kind: 'add', keys, role: 'support' })}>加配合单位</Button>
      <label className="flex items-center gap-1">
        <span className="sr-only">时限</span>
        <input
          type="date"
          className="edit-date"
          onBlur={(event) => {
            const dueOn = event.target.value ? parseDate(event.target.value) : null
            if (dueOn) perform({ kind: 'setDeadline', keys, dueOn, ongoing: false })
          }}
        />
      </label>
      <Button onClick={() => perform({ kind: 'setDeadline', keys, dueOn: null, ongoing: true })}>长期坚持</Button>
      <label>
        <span className="sr-only">类别</span>
        <select
          className="edit-select"
          value=""
          onChange={(event) => {
            const value = taskKinds.find((kind) => kind === event.target.value)
            if (value) perform({ kind: 'setKind', keys, value })
          }}
        >
          <option value="" disabled>
            类别…
          </option>
          {taskKinds.map((kind) => (
            <option key={kind} value={kind}>
              {taskKindLabels[kind]}
            </option>
          ))}
        </select>
      </label>
      <Button onClick={() => perform({ kind: 'setIssue', keys, issue: true })}>交办</Button>
      <Button onClick={() => perform({ kind: 'setIssue', keys, issue: false })}>不交办</Button>
      <label>
        <span className="sr-only">移到章节</span>
        <select
          className="edit-select w-24"
          value=""
          onChange={(event) => {
            const sectionKey = event.target.value === '-' ? null : event.target.value
            done(perform({ kind: 'move', keys, sectionKey, beforeKey: null }))
          }}
        >
          <option value="" disabled>
            移到…
          </option>
          <option value="-">各章节之前</option>
          {placed.sections
            .filter((entry) => !entry.isContinuation)
            .map(({ section, depth }) => (
              <option key={section.key} value={section.key}>
                {`${'　'.repeat(depth)}${section.title}`}
              </option>
            ))}
        </select>
      </label>
      <Button disabled={keys.length < 2} onClick={() => done(perform({ kind: 'merge', keys }))}>
        合并为一项
      </Button>
      <Button variant="danger" onClick={() => done(perform({ kind: 'drop', keys }))}>
        删除
      </Button>
    </div>
  )
}
