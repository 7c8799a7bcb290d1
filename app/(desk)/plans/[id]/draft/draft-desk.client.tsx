'use client'

import dynamic from 'next/dynamic'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { AutosaveNote } from '@/app/_ui/autosave-note.client'
import { Button, LinkButton } from '@/app/_ui/button'
import { EmptyState } from '@/app/_ui/empty-state'
import { PageHead } from '@/app/_ui/page-head'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { reportingCycleLabels } from '@/lib/domain/labels'
import type { PlanDraft, RegisterUnit } from '@/lib/domain/plan/draft'
import { completeness } from '@/lib/domain/plan/completeness'
import { summarise } from '@/lib/domain/plan/draft-facts'
import { itemsInOrder, placeDraft } from '@/lib/domain/plan/draft-order'
import { rememberedNames } from '@/lib/domain/plan/draft-units'
import type { SourceLine } from '@/lib/domain/plan/source-lines'
import { CompletenessMeter } from './completeness-meter.client'
import { DraftContext, type DraftTools, type UnitPlace } from './draft-context.client'
import { DraftKeys } from './draft-keys.client'
import { DraftRows } from './draft-rows.client'
import { DraftSide, type SideTab } from './draft-side.client'
import { useListening } from './latest.client'
import { NewsNote } from './news-note.client'
import { Outline } from './outline.client'
import { SelectionBar } from './selection-bar.client'
import { filterSpots, type SpotFilter } from './spot-filter.client'
import { SpotList } from './spot-list.client'
import { TroubleBar } from './trouble-bar.client'
import { useDraft } from './use-draft.client'
import { useSpots } from './use-spots.client'

// Neither is needed before the first click.
const UnitDialog = dynamic(() => import('./unit-dialog.client'))
const PublishDialog = dynamic(() => import('./publish-dialog.client'))

interface DraftDeskProps {
  plan: {
    id: number
    title: string
    fileName: string | null
    hasFile: boolean
    isSample: boolean
    reportingCycle: keyof typeof reportingCycleLabels
    signOffRequired: boolean
  }
  draft: PlanDraft
  version: number
  undo: string | null
  redo: string | null
  savedAt: number
  lines: readonly SourceLine[]
  register: readonly RegisterUnit[]
  today: CalendarDate
}

export function DraftDesk({ plan, lines, today, ...initial }: DraftDeskProps) {
  const handle = useDraft({ planId: plan.id, ...initial })
  const { draft, perform, step, steps } = handle
  const [register, setRegister] = useState(initial.register)
  const [place, setPlace] = useState<UnitPlace>()
  const [publishing, setPublishing] = useState(false)
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const [tab, setTab] = useState<SideTab>('outline')
  const [filter, setFilter] = useState<SpotFilter>('all')
  useListening(handle.listen)
  const unitById = useMemo(() => new Map(register.map((unit) => [unit.id, unit])), [register])
  const summary = useMemo(() => summarise(draft, register, today), [draft, register, today])
  const placed = useMemo(() => placeDraft(draft), [draft])
  const facts = useMemo(() => completeness(draft, register), [draft, register])
  const remembered = useMemo(() => rememberedNames(draft, register), [draft, register])
  const spots = useSpots(filterSpots(summary, filter))

  // Read when something is chosen, so that choosing does not change with every keystroke.
  const ordered = useRef(draft.items)
  useEffect(() => {
    ordered.current = itemsInOrder(draft)
  }, [draft])
  const inSection = useCallback((sectionKey: string | null): readonly string[] => {
    return ordered.current.filter((item) => item.sectionKey === sectionKey).map((item) => item.key)
  }, [])
  const lastChosen = useRef<string | null>(null)
  /** A heading's key chooses all of its tasks, or none of them where all are chosen. */
  const toggle = useCallback(
    (key: string, through = false) => {
      const keys = ordered.current.map((item) => item.key)
      const section = keys.includes(key) ? null : inSection(key)
      const from = through && lastChosen.current ? keys.indexOf(lastChosen.current) : -1
      const to = keys.indexOf(key)
      if (!section) lastChosen.current = key
      setSelection((before) => {
        const after = new Set(before)
        const wanted = section ?? (from < 0 ? null : keys.slice(Math.min(from, to), Math.max(from, to) + 1))
        if (!wanted) {
          if (!after.delete(key)) after.add(key)
        } else if (section?.every((one) => after.has(one))) for (const one of wanted) after.delete(one)
        else for (const one of wanted) after.add(one)
        return after
      })
    },
    [inSection],
  )
  const tools = useMemo<DraftTools>(
    () => ({
      perform,
      openUnit: setPlace,
      toggle,
      settle: (key) => perform({ kind: 'settleSpots', keys: [key], settled: true }),
      inSection,
      unitById,
      spellings: draft.spellings,
      sections: draft.sections,
      today,
    }),
    [perform, toggle, inSection, unitById, draft.spellings, draft.sections, today],
  )
  const selected = useMemo(
    () => draft.items.filter((item) => selection.has(item.key)).map((item) => item.key),
    [draft.items, selection],
  )

  useEffect(() => {
    const keydown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      // Inside a text the browser's own undo belongs to the typing.
      if (event.target instanceof HTMLElement && event.target.closest('input:not([type=checkbox]), textarea, dialog'))
        return
      const key = event.key.toLowerCase()
      const kind = key === 'z' ? (event.shiftKey ? 'redo' : 'undo') : key === 'y' ? 'redo' : null
      if (!kind) return
      event.preventDefault()
      void step(kind)
    }
    document.addEventListener('keydown', keydown)
    return () => document.removeEventListener('keydown', keydown)
  }, [step])

  const blockers = summary.spots.filter((spot) => spot.blocks).length
  const openSpots = (wanted: SpotFilter) => {
    setFilter(wanted)
    setTab('spots')
  }
  const publishLabel =
    blockers > 0
      ? `发布（先处理 ${blockers} 处）`
      : summary.tasks === 0
        ? '发布'
        : `发布并交办 ${summary.tasks} 项任务给 ${summary.units} 个单位`
  return (
    <DraftContext value={tools}>
      <PageHead
        title={
          <>
            核对草案：{plan.title}
            {plan.isSample ? <span className="font-normal text-ink-3">（示例）</span> : null}
          </>
        }
        fact={
          <>
            {plan.fileName ? (
              <>
                读自
                {plan.hasFile ? (
                  <a href={`/api/files/plans/${plan.id}`} className="link">
                    {plan.fileName}
                  </a>
                ) : (
                  plan.fileName
                )}
                。
              </>
            ) : null}
            发布之前只有本办公室看得到；征求意见时，各单位只看到涉及自己的部分。
          </>
        }
        crumbs={[{ href: '/plans', label: '规划' }]}
        secondary={
          <>
            <LinkButton href={`/plans/${plan.id}/consultation`}>征求意见</LinkButton>
            <LinkButton href={`/plans/${plan.id}/revision`}>重读修订稿</LinkButton>
            <LinkButton href={`/plans/${plan.id}/workbook`}>导出、导入分工表</LinkButton>
            <LinkButton href={`/plans/${plan.id}/settings`}>标题、报送与设置</LinkButton>
          </>
        }
      />
      <div className="draft-bar">
        <p className="text-read">
          {summary.tasks} 项任务，{summary.unitPlaces} 处责任单位，
          {summary.spots.length > 0 ? (
            <button
              type="button"
              className="link font-semibold"
              data-key="n"
              data-key-label="下一处待确认"
              onClick={() => {
                if (filterSpots(summary, filter).length === 0) setFilter('all')
                else spots.next()
              }}
            >
              {summary.spots.length} 处待确认 ›
            </button>
          ) : (
            <span className="text-lamp-green">没有待确认的地方</span>
          )}
          {spots.position ? <span className="pl-3 text-body text-ink-3">{spots.position}</span> : null}
        </p>
        <div className="flex flex-wrap items-center gap-2">
          <NewsNote news={handle.news} />
          <AutosaveNote state={handle.save} />
          <Button
            disabled={!steps.undo}
            title={steps.undo ? `撤销：${steps.undo}（Ctrl+Z）` : undefined}
            onClick={() => void step('undo')}
          >
            撤销
          </Button>
          <Button
            disabled={!steps.redo}
            title={steps.redo ? `重做：${steps.redo}（Ctrl+Y）` : undefined}
            onClick={() => void step('redo')}
          >
            重做
          </Button>
          <Button variant="primary" aria-haspopup="dialog" onClick={() => setPublishing(true)}>
            {publishLabel}
          </Button>
        </div>
      </div>
      <CompletenessMeter facts={facts} remembered={remembered} onOpen={openSpots} />
      <TroubleBar handle={handle} planId={plan.id} />
      {draft.items.length === 0 ? (
        <EmptyState
          title="没有读出任务"
          text="可能是原文的格式不常见。可以在下面的原文中逐段建为任务，或删除草案后换一种格式上传。"
        />
      ) : null}
      <DraftKeys
        onAdd={(role) => {
          if (selected.length > 0) setPlace({ kind: 'add', keys: selected, role })
          return selected.length > 0
        }}
        onToggle={toggle}
        onSection={(key) => toggle(draft.items.find((item) => item.key === key)?.sectionKey ?? key)}
        onPrevious={spots.previous}
        onUndo={() => void step('undo')}
        onRedo={() => void step('redo')}
      />
      <div className="draft-desk" data-side={tab}>
        <DraftSide tab={tab} onTab={setTab} count={summary.spots.length}>
          {tab === 'spots' ? (
            <SpotList summary={summary} filter={filter} onFilter={setFilter} current={spots.visited} onGo={spots.go} />
          ) : (
            <Outline placed={placed} indicators={draft.indicators.length} current={spots.section} />
          )}
        </DraftSide>
        <DraftRows draft={draft} placed={placed} lines={lines} spots={summary.spots} selection={selection} />
      </div>
      {selected.length > 0 ? (
        <SelectionBar keys={selected} placed={placed} onClear={() => setSelection(new Set())} />
      ) : null}
      {place ? (
        <UnitDialog
          planId={plan.id}
          place={place}
          draft={draft}
          register={register}
          handle={handle}
          onClose={() => setPlace(undefined)}
          onCreated={(unit) => setRegister((before) => [...before, unit])}
        />
      ) : null}
      {publishing ? (
        <PublishDialog
          plan={plan}
          summary={summary}
          draft={draft}
          register={register}
          onCreated={(unit) => setRegister((before) => [...before, unit])}
          handle={handle}
          today={today}
          onGo={(spot) => {
            setPublishing(false)
            spots.go(spot)
          }}
          onClose={() => setPublishing(false)}
        />
      ) : null}
    </DraftContext>
  )
}
