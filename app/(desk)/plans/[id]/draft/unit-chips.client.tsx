'use client'

import type { DraftItem, DraftUnit } from '@/lib/domain/plan/draft'
import { type UnitRole, unitRoleWords, useTools } from './draft-context.client'

const membersOf = (names: readonly { name: string }[]): string =>
  names.length === 0 ? '没有成员单位' : `${names.length} 个成员：${names.map((member) => member.name).join('、')}`

interface UnitChipProps {
  /** The task or indicator that names it. */
  ownerKey: string
  part: UnitRole
  unit: DraftUnit
  first?: boolean
}

export function UnitChip({ ownerKey, part, unit, first = false }: UnitChipProps) {
  const { unitById, openUnit } = useTools()
  const known = unit.unitId === null ? undefined : unitById.get(unit.unitId)
  const state = !known ? 'unknown' : known.dissolved ? 'dissolved' : known.kind === 'group' ? 'group' : 'known'
  const isRemembered = known !== undefined && known.name !== unit.spelling && known.aliases.includes(unit.spelling)
  const about = !known
    ? '没有对应到单位库，点击选择'
    : known.dissolved
      ? '已撤销，点击改选'
      : known.kind === 'group'
        ? membersOf(known.members)
        : known.name === unit.spelling
          ? known.name
          : `原文“${unit.spelling}”，${isRemembered ? '按单位库记住的别名' : ''}对应“${known.name}”`
  return (
    <button
      type="button"
      className="unit-chip"
      data-role={part}
      data-state={state}
      title={about}
      aria-label={`${unitRoleWords[part]}单位 ${known?.name ?? unit.spelling}${state === 'known' ? '' : `，${about}`}`}
      onClick={() => openUnit({ kind: 'chip', key: ownerKey, role: part, unit })}
    >
      {first ? <span className="text-ink-3">主 </span> : null}
      {known?.name ?? unit.spelling}
      {state === 'group' ? <span className="text-ink-3"> {known?.members.length} 家</span> : null}
      {state === 'unknown' ? <span> 未对应</span> : null}
      {state === 'dissolved' ? <span> 已撤销</span> : null}
    </button>
  )
}

/** Who leads and who supports; each name opens to its match. */
export function UnitChips({ item, part }: { item: DraftItem; part: 'lead' | 'support' }) {
  const { openUnit } = useTools()
  const units = part === 'lead' ? item.leads : item.supports
  const word = unitRoleWords[part]
  return (
    <div className="flex gap-2">
      <span className="w-8 flex-none pt-[3px] text-ink-3">{word}</span>
      <div className="flex flex-wrap gap-1">
        {units.map((unit, at) => (
          <UnitChip
            key={`${unit.spelling}${unit.unitId}`}
            ownerKey={item.key}
            part={part}
            unit={unit}
            first={part === 'lead' && at === 0 && units.length > 1}
          />
        ))}
        <button
          type="button"
          className="unit-chip"
          data-state={part === 'lead' && units.length === 0 && item.issue ? 'missing' : 'add'}
          data-act={part}
          aria-label={`为“${item.title}”添加${word}单位`}
          onClick={() => openUnit({ kind: 'add', keys: [item.key], role: part })}
        >
          {part === 'lead' && units.length === 0 && item.issue ? '请指定牵头单位' : '＋'}
        </button>
      </div>
    </div>
  )
}
