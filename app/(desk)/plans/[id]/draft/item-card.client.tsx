'use client'

import { useRef } from 'react'
import { type CalendarDate, parseDate } from '@/lib/domain/calendar/date'
import { taskKindLabels, taskKinds } from '@/lib/domain/labels'
import type { DraftItem, DraftTarget } from '@/lib/domain/plan/draft'
import type { DraftSpot } from '@/lib/domain/plan/draft-facts'
import type { UnitSuggestion } from '@/lib/domain/plan/suggest-units'
import { CardVerb } from './card-verb.client'
import { Commitments } from './commitments.client'
import { useTools } from './draft-context.client'
import { EditText } from './edit-text.client'
import { SpotNotes } from './spot-notes.client'
import { SuggestedLeads } from './suggested-leads.client'
import { UnitChips } from './unit-chips.client'

interface ItemCardProps {
  item: DraftItem
  selected: boolean
  spots: readonly DraftSpot[]
  targets: readonly DraftTarget[]
  suggestions: readonly UnitSuggestion[]
  /** Neighbours in the same section. */
  previousKey: string | null
  nextKey: string | null
  afterNextKey: string | null
}

export function ItemCard(props: ItemCardProps) {
  const { item, selected, spots, targets, suggestions, previousKey, nextKey, afterNextKey } = props
  const { perform, toggle, today } = useTools()
  const text = useRef<HTMLTextAreaElement>(null)
  const { key } = item
  // A name that is not matched, a missing lead and a missing date stand out in their places.
  const said = spots.filter((spot) => !['unmatched', 'noLead', 'noDate'].includes(spot.kind))
  return (
    <article className="draft-card" data-issue={item.issue} data-selected={selected} aria-label={item.title}>
      <div className="flex items-start gap-2">
        <input
          type="checkbox"
          className="mt-[7px] size-4 flex-none"
          aria-label={`选择“${item.title}”`}
          data-act="select"
          checked={selected}
          onChange={(event) => toggle(key, (event.nativeEvent as MouseEvent).shiftKey)}
        />
        <EditText
          label="编号"
          value={item.number ?? ''}
          maxLength={20}
          className="w-9 flex-none text-right text-ink-3"
          onCommit={(number) => perform({ kind: 'editItem', key, number: number || null })}
        />
        <EditText
          label="任务名称"
          value={item.title}
          maxLength={300}
          required
          act="title"
          className="flex-1 font-semibold"
          onCommit={(title) => perform({ kind: 'editItem', key, title })}
        />
      </div>
      <UnitChips item={item} part="lead" />
      <SuggestedLeads itemKey={key} suggestions={suggestions} />
      <UnitChips item={item} part="support" />
      <Deadline item={item} />
      <Commitments item={item} targets={targets} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <label className="flex items-center gap-1">
          <input
            type="checkbox"
            data-act="issue"
            checked={item.issue}
            onChange={(event) => perform({ kind: 'setIssue', keys: [key], issue: event.target.checked })}
          />
          {item.issue ? '交办' : '不交办'}
        </label>
        <select
          className="edit-select"
          aria-label="类别"
          value={item.kind}
          onChange={(event) => {
            const value = taskKinds.find((kind) => kind === event.target.value)
            if (value) perform({ kind: 'setKind', keys: [key], value })
          }}
        >
          {taskKinds.map((kind) => (
            <option key={kind} value={kind}>
              {taskKindLabels[kind]}
            </option>
          ))}
        </select>
        <span className="ml-auto flex flex-wrap gap-x-3">
          <CardVerb
            label="上移"
            disabled={!previousKey}
            onClick={() => perform({ kind: 'move', keys: [key], sectionKey: item.sectionKey, beforeKey: previousKey })}
          />
          <CardVerb
            label="下移"
            disabled={!nextKey}
            onClick={() => perform({ kind: 'move', keys: [key], sectionKey: item.sectionKey, beforeKey: afterNextKey })}
          />
          <CardVerb
            label="并入下一项"
            disabled={!nextKey}
            onClick={() => nextKey && perform({ kind: 'merge', keys: [key, nextKey] })}
          />
          <CardVerb label="删除" onClick={() => perform({ kind: 'drop', keys: [key] })} />
        </span>
      </div>
      <div className="draft-more">
        <details className="draft-text">
          <summary data-act="text" className="text-accent">
            任务内容（{item.text.length} 字）
          </summary>
          <EditText
            innerRef={text}
            label="任务内容"
            value={item.text}
            single={false}
            className="mt-1 w-full text-read"
            onCommit={(changed) => perform({ kind: 'editItem', key, text: changed })}
          />
          <div className="mt-1 flex flex-wrap items-center gap-x-3 text-ink-3">
            <CardVerb
              label="新增承诺"
              onClick={() =>
                perform({ kind: 'addTarget', itemKey: key, text: '新的承诺', year: Number(today.slice(0, 4)) + 1 })
              }
            />
            <CardVerb
              label="从光标处拆成两项"
              onClick={() => {
                const at = text.current?.selectionStart ?? 0
                perform({ kind: 'split', key, at })
              }}
            />
            <span>先在文字中点一下要断开的地方</span>
          </div>
        </details>
        <SameForAll item={item} />
      </div>
      <SpotNotes spots={said} />
    </article>
  )
}

function Deadline({ item }: { item: DraftItem }) {
  const { perform, today } = useTools()
  const keys = [item.key]
  const set = (dueOn: CalendarDate | null, ongoing: boolean) => perform({ kind: 'setDeadline', keys, dueOn, ongoing })
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="w-8 flex-none text-ink-3">时限</span>
      <input
        // Typed dates pass through impossible ones; what the draft says is shown anew whenever it changes.
        key={item.dueOn ?? ''}
        type="date"
        className="edit-date"
        data-act="deadline"
        aria-label={`“${item.title}”的时限`}
        defaultValue={item.dueOn ?? ''}
        disabled={item.ongoing}
        data-past={item.dueOn !== null && item.dueOn < today}
        onBlur={(event) => {
          const dueOn = event.target.value ? parseDate(event.target.value) : null
          if (dueOn !== item.dueOn && (dueOn !== null || event.target.value === '')) set(dueOn, false)
        }}
      />
      <label className="flex items-center gap-1">
        <input
          type="checkbox"
          data-act="ongoing"
          checked={item.ongoing}
          onChange={(event) => set(null, event.target.checked)}
        />
        长期坚持
      </label>
      {item.deadlineText ? <span className="text-ink-3">原文“{item.deadlineText}”</span> : null}
    </div>
  )
}

/** What this task says holds for every task under the same heading, one thing at a time. */
function SameForAll({ item }: { item: DraftItem }) {
  const { perform, inSection } = useTools()
  const keys = inSection(item.sectionKey)
  if (keys.length < 2) return null
  const { leads, supports, dueOn, ongoing, kind, issue } = item
  return (
    <details className="draft-same">
      <summary className="text-accent">同章节 {keys.length} 项都照此</summary>
      <span className="flex flex-wrap gap-x-3">
        <CardVerb
          label="责任单位"
          disabled={leads.length + supports.length === 0}
          onClick={() => perform({ kind: 'setUnits', keys, leads, supports })}
        />
        <CardVerb
          label={`时限${ongoing ? '（长期坚持）' : dueOn ? `（${dueOn}）` : ''}`}
          disabled={!dueOn && !ongoing}
          onClick={() => perform({ kind: 'setDeadline', keys, dueOn, ongoing })}
        />
        <CardVerb
          label={`类别（${taskKindLabels[kind]}）`}
          onClick={() => perform({ kind: 'setKind', keys, value: kind })}
        />
        <CardVerb label={issue ? '交办' : '不交办'} onClick={() => perform({ kind: 'setIssue', keys, issue })} />
      </span>
    </details>
  )
}
