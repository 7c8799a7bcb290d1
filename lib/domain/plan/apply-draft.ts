import { Refusal } from '../refusals'
import { taskKindLabels } from '../labels'
import type { DraftItem, DraftOperation, PlanDraft } from './draft'
import { type DraftChange, impossible, itemsOf, quoted } from './draft-change'
import { diffDraft, patchDraft } from './draft-patch'
import { distinctUnits, sameUnit } from './draft-units'
import { changeIndicators } from './indicator-operations'
import { addItem, mergeItems, moveItems, splitItem } from './item-operations'
import { addSection, dropSection, moveSection, renameSection } from './section-operations'
import { changeTargets } from './target-operations'

export type AppliedOperation = DraftChange & {
  /** Takes the operation back; its own inverse does it again. */
  readonly inverse: DraftOperation
}

const named = (items: readonly DraftItem[]): string =>
  items.length === 1 ? quoted(items[0]?.title ?? '') : `${items.length} 项任务`

const changeItems = (
  draft: PlanDraft,
  keys: readonly string[],
  change: (item: DraftItem) => DraftItem,
  summary: (items: readonly DraftItem[]) => string,
): DraftChange => {
  const items = itemsOf(draft, keys)
  return {
    draft: { ...draft, items: draft.items.map((item) => (keys.includes(item.key) ? change(item) : item)) },
    summary: summary(items),
  }
}

const editItem = (draft: PlanDraft, operation: Extract<DraftOperation, { kind: 'editItem' }>): DraftChange => {
  const title = operation.title?.trim()
  if (title === '') throw impossible('任务须有名称')
  const parts = [
    title === undefined ? '' : '名称',
    operation.number === undefined ? '' : '编号',
    operation.text === undefined ? '' : '内容',
  ].filter(Boolean)
  return changeItems(
    draft,
    [operation.key],
    (item) => ({
      ...item,
      title: title ?? item.title,
      number: operation.number === undefined ? item.number : operation.number?.trim() || null,
      text: operation.text ?? item.text,
    }),
    (items) => `改${named(items)}的${parts.join('、')}`,
  )
}

/** Every place where a unit is named, tasks and indicators alike. */
const changeUnits = (draft: PlanDraft, change: (units: DraftItem['leads']) => DraftItem['leads']): PlanDraft => ({
  ...draft,
  items: draft.items.map((item) => {
    const leads = change(item.leads)
    const supports = change(item.supports)
    return leads === item.leads && supports === item.supports ? item : { ...item, ...distinctUnits(leads, supports) }
  }),
  indicators: draft.indicators.map((indicator) => {
    const owners = change(indicator.owners)
    return owners === indicator.owners ? indicator : { ...indicator, owners: distinctUnits(owners, []).leads }
  }),
})

const matchSpelling = (draft: PlanDraft, spelling: string, unitId: number | null): DraftChange => ({
  draft: changeUnits(draft, (units) =>
    units.some((unit) => unit.spelling === spelling)
      ? units.map((unit) => (unit.spelling === spelling ? { spelling, unitId } : unit))
      : units,
  ),
  summary: unitId === null ? `取消${quoted(spelling)}的单位对应` : `为${quoted(spelling)}对应单位`,
})

const dropSpelling = (draft: PlanDraft, spelling: string): DraftChange => ({
  draft: changeUnits(draft, (units) =>
    units.some((unit) => unit.spelling === spelling) ? units.filter((unit) => unit.spelling !== spelling) : units,
  ),
  summary: `移除单位${quoted(spelling)}`,
})

const dropItems = (draft: PlanDraft, keys: readonly string[]): DraftChange => {
  const items = itemsOf(draft, keys)
  return {
    draft: {
      ...draft,
      items: draft.items.filter((item) => !keys.includes(item.key)),
      targets: draft.targets.map((target) =>
        target.itemKey !== null && keys.includes(target.itemKey)
          ? { ...target, itemKey: null, isMilestone: false }
          : target,
      ),
    },
    summary: `删除${named(items)}`,
  }
}

const settleWarning = (draft: PlanDraft, key: string, settled: boolean): DraftChange => {
  if (!draft.warnings.some((warning) => warning.key === key)) throw new Refusal('draftTargetGone')
  return {
    draft: {
      ...draft,
      warnings: draft.warnings.map((warning) => (warning.key === key ? { ...warning, isSettled: settled } : warning)),
    },
    summary: settled ? '确认一处疑点' : '重新打开一处疑点',
  }
}

const warningPrefix = 'warning:'

/** A doubt may be gone by the time somebody settles it: then there is nothing to do for it. */
const settleSpots = (draft: PlanDraft, keys: readonly string[], settled: boolean): DraftChange => {
  const own = keys.filter((key) => !key.startsWith(warningPrefix))
  const rest = draft.settled.filter((key) => !own.includes(key))
  return {
    draft: {
      ...draft,
      warnings: draft.warnings.map((warning) =>
        keys.includes(`${warningPrefix}${warning.key}`) ? { ...warning, isSettled: settled } : warning,
      ),
      settled: settled ? [...rest, ...own] : rest,
    },
    summary: `${settled ? '确认' : '重新打开'} ${keys.length} 处疑点`,
  }
}

const change = (draft: PlanDraft, operation: DraftOperation): DraftChange => {
  switch (operation.kind) {
    case 'editItem':
      return editItem(draft, operation)
    case 'setKind':
      return changeItems(
        draft,
        operation.keys,
        (item) => ({ ...item, kind: operation.value }),
        (items) => `把${named(items)}标为${taskKindLabels[operation.value]}`,
      )
    case 'setDeadline':
      return changeItems(
        draft,
        operation.keys,
        (item) => ({ ...item, dueOn: operation.ongoing ? null : operation.dueOn, ongoing: operation.ongoing }),
        (items) => `改${named(items)}的时限`,
      )
    case 'setUnits':
      return changeItems(
        draft,
        operation.keys,
        (item) => ({ ...item, ...distinctUnits(operation.leads, operation.supports) }),
        (items) => `改${named(items)}的责任单位`,
      )
    case 'addUnit':
      return changeItems(
        draft,
        operation.keys,
        // The newly named role wins: a supporter that is to lead leads.
        (item) => {
          const others = (units: DraftItem['leads']) => units.filter((unit) => !sameUnit(unit, operation.unit))
          return operation.role === 'lead'
            ? { ...item, leads: [...others(item.leads), operation.unit], supports: others(item.supports) }
            : { ...item, leads: others(item.leads), supports: [...others(item.supports), operation.unit] }
        },
        (items) =>
          `为${named(items)}添加${operation.role === 'lead' ? '牵头' : '配合'}单位${quoted(operation.unit.spelling)}`,
      )
    case 'setIssue':
      return changeItems(
        draft,
        operation.keys,
        (item) => ({ ...item, issue: operation.issue }),
        (items) => `把${named(items)}标为${operation.issue ? '交办' : '不交办'}`,
      )
    case 'matchSpelling':
      return matchSpelling(draft, operation.spelling, operation.unitId)
    case 'dropSpelling':
      return dropSpelling(draft, operation.spelling)
    case 'split':
      return splitItem(draft, operation.key, operation.at)
    case 'merge':
      return mergeItems(draft, operation.keys)
    case 'move':
      return moveItems(draft, operation.keys, operation.sectionKey, operation.beforeKey)
    case 'add':
      return addItem(draft, operation)
    case 'drop':
      return dropItems(draft, operation.keys)
    case 'renameSection':
      return renameSection(draft, operation.key, operation.title)
    case 'moveSection':
      return moveSection(draft, operation.key, operation.parentKey, operation.beforeKey)
    case 'addSection':
      return addSection(draft, operation.parentKey, operation.afterKey, operation.title)
    case 'dropSection':
      return dropSection(draft, operation.key)
    case 'settleWarning':
      return settleWarning(draft, operation.key, operation.settled)
    case 'settleSpots':
      return settleSpots(draft, operation.keys, operation.settled)
    case 'editIndicator':
    case 'addIndicator':
    case 'dropIndicators':
    case 'mergeIndicators':
    case 'moveIndicator':
    case 'addOwner':
      return changeIndicators(draft, operation)
    case 'editTarget':
    case 'addTarget':
    case 'dropTargets':
    case 'setMilestone':
      return changeTargets(draft, operation)
    case 'restore':
      return {
        draft: {
          ...patchDraft(draft, operation.patch),
          nextKey: Math.max(draft.nextKey, operation.nextKey ?? draft.nextKey),
        },
        summary: operation.summary,
      }
  }
}

/**
 * One operation on a draft: the new draft, what takes it back, and its name for the record. Throws a Refusal where it does
 * not fit. The screen runs it at once and the server again under the lock.
 */
export const applyDraft = (draft: PlanDraft, operation: DraftOperation): AppliedOperation => {
  const changed = change(draft, operation)
  return {
    ...changed,
    inverse: { kind: 'restore', patch: diffDraft(changed.draft, draft), summary: changed.summary },
  }
}
