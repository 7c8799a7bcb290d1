'use client'

import { useEffect, useRef, useState, useTransition } from 'react'
import { Button } from '@/app/_ui/button'
import { Checkbox } from '@/app/_ui/checkbox'
import { Dialog } from '@/app/_ui/dialog.client'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { TextInput } from '@/app/_ui/text-input'
import { unitKindLabels } from '@/lib/domain/labels'
import type { DraftItem, DraftOperation, DraftUnit, PlanDraft, RegisterUnit } from '@/lib/domain/plan/draft'
import { suggestUnits } from '@/lib/domain/plan/draft-units'
import { createPlanUnitAction, matchUnitAction } from '../../actions'
import { type UnitPlace, unitRoleWords } from './draft-context.client'
import { NewUnitForm } from './new-unit-form.client'
import type { DraftHandle } from './use-draft.client'

interface UnitDialogProps {
  planId: number
  place: UnitPlace
  draft: PlanDraft
  register: readonly RegisterUnit[]
  handle: DraftHandle
  onClose: () => void
  onCreated: (unit: RegisterUnit) => void
}

const SHOWN = 12

const search = (register: readonly RegisterUnit[], words: string): readonly RegisterUnit[] =>
  register
    .filter((unit) => !unit.dissolved && [unit.name, ...unit.aliases].some((name) => name.includes(words.trim())))
    .slice(0, SHOWN)

const placesOf = (draft: PlanDraft, spelling: string): number =>
  [
    ...draft.items.map((item) => [...item.leads, ...item.supports]),
    ...draft.indicators.map((indicator) => indicator.owners),
  ].filter((units) => units.some((unit) => unit.spelling === spelling)).length

/** A unit of the register named anew, in tasks or indicators. */
const addition = (place: Extract<UnitPlace, { kind: 'add' }>, unit: DraftUnit): DraftOperation =>
  place.role === 'owner'
    ? { kind: 'addOwner', keys: place.keys, unit }
    : { kind: 'addUnit', keys: place.keys, role: place.role, unit }

/** Which unit a printed name means; or a unit to add to tasks. */
export default function UnitDialog(props: UnitDialogProps) {
  const { planId, place, draft, register, handle, onClose, onCreated } = props
  const spelling = place.kind === 'chip' ? place.unit.spelling : ''
  const current = place.kind === 'chip' ? register.find((unit) => unit.id === place.unit.unitId) : undefined
  const [words, setWords] = useState('')
  const [forGood, setForGood] = useState(true)
  const [making, setMaking] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()
  const searchField = useRef<HTMLInputElement>(null)
  // The dialog opens for this one question; without it the focus would stand on 关闭.
  useEffect(() => searchField.current?.focus(), [])
  const suggested = spelling && !current ? suggestUnits(spelling, register) : []
  const found = words.trim() || place.kind === 'add' ? search(register, words) : suggested
  const times = placesOf(draft, spelling)

  const choose = (unit: RegisterUnit) => {
    if (place.kind === 'add') {
      const added = { spelling: unit.name, unitId: unit.id }
      if (handle.perform(addition(place, added))) onClose()
      return
    }
    if (!forGood) {
      if (handle.perform({ kind: 'matchSpelling', spelling, unitId: unit.id })) onClose()
      return
    }
    start(async () => {
      const done = await handle.onServer((version) =>
        matchUnitAction({ planId, version, spelling, unitId: unit.id, forGood }),
      )
      if (typeof done === 'string') setProblem(done)
      else {
        handle.applySaved({ kind: 'matchSpelling', spelling, unitId: unit.id })
        onClose()
      }
    })
  }

  const create = (made: { name: string; kind: RegisterUnit['kind']; memberIds: number[] }) =>
    start(async () => {
      // A unit that no paragraph names is added under its own name.
      const as = spelling || made.name
      const done = await handle.onServer((version) => createPlanUnitAction({ planId, version, spelling: as, ...made }))
      if (typeof done === 'string') {
        setProblem(done)
        return
      }
      const members = register.filter((unit) => made.memberIds.includes(unit.id)).map(({ id, name }) => ({ id, name }))
      onCreated({
        id: done.unitId,
        name: made.name,
        kind: made.kind,
        aliases: [],
        dissolved: false,
        successorId: null,
        members,
      })
      handle.applySaved({ kind: 'matchSpelling', spelling: as, unitId: done.unitId })
      if (place.kind === 'add') {
        handle.perform(addition(place, { spelling: made.name, unitId: done.unitId }))
      }
      onClose()
    })

  const word = unitRoleWords[place.role]
  return (
    <Dialog open onClose={onClose} title={place.kind === 'chip' ? `“${spelling}”是哪个单位` : `添加${word}单位`}>
      <div className="flex flex-col gap-4">
        {problem ? (
          <NoticeBar tone="error" live>
            {problem}
          </NoticeBar>
        ) : null}
        {place.kind === 'chip' && !making ? (
          <ChipFacts place={place} current={current} times={times} draft={draft} handle={handle} onClose={onClose} />
        ) : null}
        {making ? (
          <NewUnitForm
            name={spelling}
            kind={draft.spellings.find((unit) => unit.name === spelling)?.kind ?? 'department'}
            register={register}
            pending={pending}
            onCancel={() => setMaking(false)}
            onSubmit={create}
          />
        ) : (
          <>
            <TextInput
              label={current ? '改为其他单位' : '在单位库里找'}
              help="输入名称中的几个字。"
              value={words}
              ref={searchField}
              onChange={(event) => setWords(event.target.value)}
            />
            {found.length > 0 ? (
              <ul className="unit-results" aria-label={words.trim() ? '查找结果' : '可能是'}>
                {found.map((unit) => (
                  <li key={unit.id}>
                    <button type="button" className="unit-result" disabled={pending} onClick={() => choose(unit)}>
                      <span className="font-medium">{unit.name}</span>
                      <span className="text-ink-3">
                        {unitKindLabels[unit.kind]}
                        {unit.kind === 'group' ? `，${unit.members.length} 个成员` : ''}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            ) : words.trim() ? (
              <p className="text-ink-2">单位库里没有含“{words.trim()}”的单位。</p>
            ) : null}
            {place.kind === 'chip' && !current ? (
              <Checkbox
                label={`记住“${spelling}”，以后导入自动对应`}
                checked={forGood}
                onChange={(event) => setForGood(event.target.checked)}
              />
            ) : null}
            <div className="dialog-foot">
              <Button onClick={() => setMaking(true)}>单位库里没有，新建</Button>
              {place.kind === 'chip' && !current ? (
                <Button
                  variant="quiet"
                  onClick={() => {
                    handle.perform({ kind: 'dropSpelling', spelling })
                    onClose()
                  }}
                >
                  不是单位，移除 {times} 处
                </Button>
              ) : null}
            </div>
          </>
        )}
      </div>
    </Dialog>
  )
}

interface ChipFactsProps {
  place: Extract<UnitPlace, { kind: 'chip' }>
  current: RegisterUnit | undefined
  times: number
  draft: PlanDraft
  handle: DraftHandle
  onClose: () => void
}

/** What the name means now, and what can be done with it in this one task. */
function ChipFacts({ place, current, times, draft, handle, onClose }: ChipFactsProps) {
  const item = draft.items.find((entry) => entry.key === place.key)
  const indicator = draft.indicators.find((entry) => entry.key === place.key)
  const isSame = (unit: { spelling: string }) => unit.spelling === place.unit.spelling
  return (
    <>
      <p className="text-ink-2">
        {current ? (
          <>
            对应“{current.name}”（{unitKindLabels[current.kind]}
            {current.dissolved ? '，已撤销' : ''}）。
          </>
        ) : (
          '单位库里没有这个名称。'
        )}
        本草案 {times} 处写到它，对应一次全部生效。
      </p>
      {current?.kind === 'group' ? (
        <p className="text-ink-2">
          集合单位，代表 {current.members.length} 个成员：
          {current.members.map((member) => member.name).join('、') || '（尚无成员）'}
        </p>
      ) : null}
      {item ? <ChipVerbs place={place} item={item} handle={handle} onClose={onClose} /> : null}
      {indicator ? (
        <div>
          <Button
            onClick={() => {
              const owners = indicator.owners.filter((unit) => !isSame(unit))
              handle.perform({ kind: 'editIndicator', key: indicator.key, owners })
              onClose()
            }}
          >
            从本指标移除
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** Its part in this one task. */
function ChipVerbs({
  place,
  item,
  handle,
  onClose,
}: Pick<ChipFactsProps, 'place' | 'handle' | 'onClose'> & { item: DraftItem }) {
  const isSame = (unit: { spelling: string }) => unit.spelling === place.unit.spelling
  const set = (units: Pick<DraftItem, 'leads' | 'supports'>) => {
    handle.perform({ kind: 'setUnits', keys: [item.key], ...units })
    onClose()
  }
  const others = {
    leads: item.leads.filter((unit) => !isSame(unit)),
    supports: item.supports.filter((unit) => !isSame(unit)),
  }
  return (
    <div className="flex flex-wrap gap-2">
      {place.role === 'lead' && item.leads.length > 1 && !isSame(item.leads[0] ?? { spelling: '' }) ? (
        <Button onClick={() => set({ ...others, leads: [place.unit, ...others.leads] })}>设为第一牵头</Button>
      ) : null}
      <Button
        onClick={() =>
          set(
            place.role === 'lead'
              ? { ...others, supports: [...others.supports, place.unit] }
              : { ...others, leads: [...others.leads, place.unit] },
          )
        }
      >
        {place.role === 'lead' ? '本任务改为配合' : '本任务改为牵头'}
      </Button>
      <Button onClick={() => set(others)}>从本任务移除</Button>
    </div>
  )
}
