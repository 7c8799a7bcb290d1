import { and, asc, desc, eq, gt } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { readRegister } from '@/db/register'
import { planDraft, planDraftStep } from '@/db/schema/plan'
import { type PlanWithSubject, readPlan } from '@/db/subjects'
import type { Json } from '@/lib/domain/events'
import { decide } from '@/lib/domain/lifecycle'
import { applyDraft } from '@/lib/domain/plan/apply-draft'
import type { DraftOperation, PlanDraft, RegisterUnit } from '@/lib/domain/plan/draft'
import { noPlanFacts, type PlanAction, type PlanFacts, planLifecycle, type PlanState } from '@/lib/domain/plan/states'
import { planRefusal } from '@/lib/domain/plan/draft-facts'
import { completeDraft } from '@/lib/domain/plan/stored-draft'
import { actionLabel, planStateLabels } from '@/lib/domain/labels'
import { Refusal } from '@/lib/domain/refusals'
import type { Target, Work } from './run'
import { planTarget } from './targets'

export type LoadedDraft = PlanWithSubject & {
  readonly draft: PlanDraft
  readonly draftVersion: number
  readonly targets: readonly Target[]
}

/**
 * A plan and its draft under lock. The draft has a version of its own, which `requireDraftVersion` compares, because a stale
 * draft is answered with what was changed in it.
 */
export const lockDraft = async (tx: Tx, input: { readonly planId: number }): Promise<LoadedDraft | null> => {
  const row = await readPlan(tx, input.planId, { lock: true })
  if (!row) return null
  const [draft] = await tx.select().from(planDraft).where(eq(planDraft.planId, input.planId)).for('update')
  if (!draft) return null
  const { version: _, ...target } = planTarget(row)
  return { ...row, draft: completeDraft(draft.content), draftVersion: draft.version, targets: [target] }
}

const clock = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' })

/** Refuses an edit of a draft that someone else changed meanwhile, and says who changed what. */
export const requireDraftVersion = async (tx: Tx, loaded: LoadedDraft, seen: number): Promise<void> => {
  if (seen === loaded.draftVersion) return
  const steps = await tx
    .select()
    .from(planDraftStep)
    .where(and(eq(planDraftStep.planId, loaded.plan.id), gt(planDraftStep.version, seen)))
    .orderBy(desc(planDraftStep.id))
    .limit(4)
  const [last] = steps
  const said = steps.slice(0, 3).map((step) => step.summary)
  throw new Refusal('draftStale', {
    who: last?.personName ?? '他人',
    when: last ? clock.format(last.at) : '刚才',
    what: `${said.reverse().join('；') || '撤销或重做了一步'}${steps.length > 3 ? '等' : ''}`,
  })
}

/** The state that a plan's action leads to; throws the guard's refusal with its number. */
export const decidePlan = (state: PlanState, action: PlanAction, facts: PlanFacts): PlanState => {
  const decision = decide(planLifecycle, state, action, facts)
  if (decision.ok) return decision.to
  if (decision.code === 'wrongState') {
    throw new Refusal('wrongState', { state: planStateLabels[state], action: actionLabel(action) })
  }
  throw planRefusal(decision.code, facts)
}

const unitIdsIn = (operation: DraftOperation): readonly number[] => {
  if (operation.kind === 'matchSpelling') return operation.unitId === null ? [] : [operation.unitId]
  if (operation.kind === 'addUnit' || operation.kind === 'addOwner') {
    return operation.unit.unitId === null ? [] : [operation.unit.unitId]
  }
  if (operation.kind === 'editIndicator') {
    return (operation.owners ?? []).flatMap((unit) => (unit.unitId === null ? [] : [unit.unitId]))
  }
  if (operation.kind === 'setUnits') {
    return [...operation.leads, ...operation.supports].flatMap((unit) => (unit.unitId === null ? [] : [unit.unitId]))
  }
  return []
}

/** A draft names only units of its jurisdiction's register; one that is dissolved is not newly chosen. */
const requireKnownUnits = (register: readonly RegisterUnit[], draft: PlanDraft, operation: DraftOperation): void => {
  const named = new Set(
    [
      ...draft.items.flatMap((item) => [...item.leads, ...item.supports]),
      ...draft.indicators.flatMap((indicator) => indicator.owners),
    ].map((unit) => unit.unitId),
  )
  for (const id of unitIdsIn(operation)) {
    if (named.has(id)) continue
    const unit = register.find((entry) => entry.id === id)
    if (!unit) throw new Refusal('notFound')
    if (unit.dissolved) throw new Refusal('unitDissolved', { unit: unit.name })
  }
}

/** Applies one operation, stores the draft with a new version and the step that takes it back, and records it. */
export const changeDraft = async (
  { tx, loaded, actor, now, record }: Work<LoadedDraft>,
  operation: DraftOperation,
): Promise<{ version: number; summary: string }> => {
  decidePlan(loaded.plan.state, 'plan.editDraft', noPlanFacts)
  if (unitIdsIn(operation).length > 0) {
    requireKnownUnits(await readRegister(tx, loaded.plan.jurisdictionId), loaded.draft, operation)
  }
  const { draft, inverse, summary } = applyDraft(loaded.draft, operation)
  const version = await storeDraft(tx, loaded, draft, { personId: actor.personId, now })
  await tx
    .update(planDraftStep)
    .set({ state: 'dropped' })
    .where(and(eq(planDraftStep.planId, loaded.plan.id), eq(planDraftStep.state, 'undone')))
  await tx.insert(planDraftStep).values({
    planId: loaded.plan.id,
    version,
    operation,
    inverse,
    summary,
    personId: actor.personId,
    personName: actor.personName,
    at: now,
  })
  record({
    action: 'plan.editDraft',
    subjectType: 'plan',
    subjectId: loaded.plan.id,
    planId: loaded.plan.id,
    after: { summary, version, operation: JSON.parse(JSON.stringify(operation)) as Json },
  })
  return { version, summary }
}

const storeDraft = async (
  tx: Tx,
  loaded: LoadedDraft,
  content: PlanDraft,
  by: { readonly personId: number; readonly now: Date },
): Promise<number> => {
  const version = loaded.draftVersion + 1
  await tx
    .update(planDraft)
    .set({ content, version, updatedBy: by.personId, updatedAt: by.now })
    .where(eq(planDraft.planId, loaded.plan.id))
  return version
}

/** Takes the last step back, or does the one taken back last again; whoever made it, for the draft is one document. */
export const stepDraft = async (
  { tx, loaded, actor, now, record }: Work<LoadedDraft>,
  direction: 'undo' | 'redo',
): Promise<{ version: number; summary: string; applied: DraftOperation }> => {
  decidePlan(loaded.plan.state, 'plan.editDraft', noPlanFacts)
  const [step] = await tx
    .select()
    .from(planDraftStep)
    .where(
      and(eq(planDraftStep.planId, loaded.plan.id), eq(planDraftStep.state, direction === 'undo' ? 'done' : 'undone')),
    )
    .orderBy(direction === 'undo' ? desc(planDraftStep.id) : asc(planDraftStep.id))
    .limit(1)
  const word = direction === 'undo' ? '撤销' : '重做'
  if (!step) throw new Refusal('nothingToUndo', { action: word })
  const { draft, inverse } = applyDraft(loaded.draft, step.inverse)
  const version = await storeDraft(tx, loaded, draft, { personId: actor.personId, now })
  await tx
    .update(planDraftStep)
    .set({ state: direction === 'undo' ? 'undone' : 'done', inverse, version })
    .where(eq(planDraftStep.id, step.id))
  const summary = `${word}：${step.summary}`
  record({
    action: 'plan.editDraft',
    subjectType: 'plan',
    subjectId: loaded.plan.id,
    planId: loaded.plan.id,
    after: { summary, version },
  })
  return { version, summary, applied: step.inverse }
}

/** What the two buttons would do next; null where there is nothing. */
export const undoable = async (tx: Tx, planId: number): Promise<{ undo: string | null; redo: string | null }> => {
  const steps = tx.select({ summary: planDraftStep.summary }).from(planDraftStep)
  const [last] = await steps
    .where(and(eq(planDraftStep.planId, planId), eq(planDraftStep.state, 'done')))
    .orderBy(desc(planDraftStep.id))
    .limit(1)
  const [next] = await tx
    .select({ summary: planDraftStep.summary })
    .from(planDraftStep)
    .where(and(eq(planDraftStep.planId, planId), eq(planDraftStep.state, 'undone')))
    .orderBy(asc(planDraftStep.id))
    .limit(1)
  return { undo: last?.summary ?? null, redo: next?.summary ?? null }
}
