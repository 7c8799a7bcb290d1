import { parseTarget } from '../plan-text/target'
import { Refusal } from '../refusals'
import type { DraftTarget, PlanDraft, TargetOperation } from './draft'
import { type DraftChange, impossible, itemsOf, quoted } from './draft-change'

const targetsOf = (draft: PlanDraft, keys: readonly string[]): readonly [DraftTarget, ...DraftTarget[]] => {
  const found = draft.targets.filter((target) => keys.includes(target.key))
  const [first, ...rest] = found
  if (!first || found.length !== new Set(keys).size) throw new Refusal('draftTargetGone')
  return [first, ...rest]
}

/** As lib/input/milestones.ts has it for the lead's own. */
const mostMilestones = 30

const named = (targets: readonly DraftTarget[]): string =>
  targets.length === 1 ? `承诺${quoted(targets[0]?.text ?? '')}` : `${targets.length} 项承诺`

const requireText = (text: string): string => {
  if (!text.trim()) throw impossible('承诺须有文字')
  return text.trim()
}

const changed = (
  draft: PlanDraft,
  keys: readonly string[],
  change: (target: DraftTarget) => DraftTarget,
): PlanDraft => ({
  ...draft,
  targets: draft.targets.map((target) => (keys.includes(target.key) ? change(target) : target)),
})

export const changeTargets = (draft: PlanDraft, operation: TargetOperation): DraftChange => {
  switch (operation.kind) {
    case 'editTarget': {
      const { key, year, itemKey } = operation
      const [before] = targetsOf(draft, [key])
      const text = operation.text === undefined ? before.text : requireText(operation.text)
      if (itemKey) itemsOf(draft, [itemKey])
      const parts = [
        operation.text === undefined ? '' : '文字',
        year === undefined ? '' : '年份',
        itemKey === undefined ? '' : '所属任务',
      ].filter(Boolean)
      return {
        draft: changed(draft, [key], (target) => ({
          ...target,
          text,
          year: year ?? target.year,
          op: text === target.text ? target.op : parseTarget(text).op,
          itemKey: itemKey === undefined ? target.itemKey : itemKey,
          isMilestone: target.isMilestone && itemKey !== null,
        })),
        summary: `改${named([before])}的${parts.join('、')}`,
      }
    }
    case 'addTarget': {
      const [item] = itemsOf(draft, [operation.itemKey])
      const text = requireText(operation.text)
      const fresh: DraftTarget = {
        key: `c${draft.nextKey}`,
        itemKey: item.key,
        line: item.sourceStart ?? 1,
        text,
        year: operation.year,
        op: parseTarget(text).op,
        valueText: null,
        isMilestone: false,
      }
      return {
        draft: { ...draft, targets: [...draft.targets, fresh], nextKey: draft.nextKey + 1 },
        summary: `为${quoted(item.title)}新增承诺`,
      }
    }
    case 'dropTargets':
      return {
        draft: { ...draft, targets: draft.targets.filter((target) => !operation.keys.includes(target.key)) },
        summary: `删除${named(targetsOf(draft, operation.keys))}`,
      }
    case 'setMilestone': {
      const targets = targetsOf(draft, operation.keys)
      if (targets.some((target) => target.itemKey === null)) throw impossible('请先把承诺归入一项任务')
      for (const { itemKey } of targets) {
        const chosen = draft.targets.filter(
          (target) => target.itemKey === itemKey && (target.isMilestone || operation.keys.includes(target.key)),
        )
        if (operation.isMilestone && chosen.length > mostMilestones) {
          throw impossible(`一项任务最多 ${mostMilestones} 个节点`)
        }
      }
      return {
        draft: changed(draft, operation.keys, (target) => ({ ...target, isMilestone: operation.isMilestone })),
        summary: `${operation.isMilestone ? '把' : '不再把'}${named(targets)}作为节点`,
      }
    }
  }
}
