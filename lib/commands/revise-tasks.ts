import { and, eq, inArray, sql } from 'drizzle-orm'
import { changeRequest } from '@/db/schema/change-request'
import { task } from '@/db/schema/task'
import { readTask, readTasks, type TaskRow, type TaskWithSubject } from '@/db/subjects'
import { taskKindLabels, changeRequestKindLabels } from '@/lib/domain/labels'
import { decide } from '@/lib/domain/lifecycle'
import { changeRequestLifecycle } from '@/lib/domain/change-request/states'
import type { JsonObject } from '@/lib/domain/events'
import type { ComparedItem } from '@/lib/domain/plan/compared'
import type { DraftItem } from '@/lib/domain/plan/draft'
import { Refusal } from '@/lib/domain/refusals'
import { mergeOrder } from '@/lib/domain/revision/merge-order'
import { openTaskStates } from '@/lib/domain/task/states'
import { changeEvent } from './change-facts'
import { issueItems } from './issue-items'
import type { Applying } from './plan-revision'
import { reorder } from './revise-places'
import { reviseUnits } from './revise-units'
import { settleTask } from './settle-task'
import { readTaskFacts, requireTaskAction, taskEvent, updateTask } from './task-verbs'
import { lockBelow, terminateTask } from './terminate-task'

type PlaceOf = (path: readonly string[]) => number | null

const namesOf = (units: ComparedItem['leads']): readonly string[] => units.map((unit) => unit.name)

/** The columns that the taken fields write, and the same in the words of the record. */
const columnsOf = (
  row: TaskRow,
  { before, after, item }: { readonly before: ComparedItem; readonly after: ComparedItem; readonly item: DraftItem },
  fields: ReadonlySet<string>,
  isTextChanged: boolean,
  sectionId: number | null,
): { set: Partial<TaskRow>; was: JsonObject; is: JsonObject } => {
  const set: Partial<TaskRow> = {}
  const was: Record<string, JsonObject[string]> = {}
  const is: Record<string, JsonObject[string]> = {}
  const say = (name: string, old: JsonObject[string], fresh: JsonObject[string]) => {
    was[name] = old
    is[name] = fresh
  }
  if (fields.has('title')) {
    set.title = item.title
    say('title', row.title, item.title)
  }
  if (fields.has('number')) {
    set.number = item.number
    say('number', row.number, item.number)
  }
  if (fields.has('kind')) {
    set.kind = item.kind
    say('kind', taskKindLabels[row.kind], taskKindLabels[item.kind])
  }
  // Number and title stand in the text as well: it follows them, unless its own change was declined.
  if (fields.has('text') || (!isTextChanged && (fields.has('title') || fields.has('number')))) {
    set.requirement = item.text || null
    if (fields.has('text')) say('requirement', row.requirement, item.text || null)
  }
  if (fields.has('heading')) {
    set.sectionId = sectionId
    say('section', before.path.join(' › '), after.path.join(' › '))
  }
  if (fields.has('due')) {
    set.dueOn = item.dueOn
    set.ongoing = item.ongoing
    set.deadlineText = item.deadlineText
    // originalDueOn never changes (DESIGN §3); a task that had no date gets its first.
    set.originalDueOn = row.originalDueOn ?? item.dueOn
    say('dueOn', row.dueOn, item.dueOn)
    if (row.ongoing !== item.ongoing) say('ongoing', row.ongoing, item.ongoing)
  }
  if (fields.has('leads')) say('leadUnits', namesOf(before.leads), namesOf(after.leads))
  if (fields.has('supports')) say('supportUnits', namesOf(before.supports), namesOf(after.supports))
  if (fields.has('leads') || fields.has('supports')) set.unitsText = item.unitsText
  return { set, was, is }
}

const changeTask = async (
  work: Applying,
  loaded: TaskWithSubject,
  entry: { readonly newKey: string; readonly fields: ReadonlySet<string>; readonly isTextChanged: boolean },
  placeOf: PlaceOf,
): Promise<void> => {
  const { tx, comparison, record, reason } = work
  const { task: row } = loaded
  const before = comparison.old.items.find((item) => item.key === String(row.id)) as ComparedItem
  const after = comparison.fresh.items.find((item) => item.key === entry.newKey) as ComparedItem
  const item = comparison.content.items.find((one) => one.key === entry.newKey) as DraftItem
  const state = requireTaskAction(row.state, 'task.revise', await readTaskFacts(tx, loaded))
  const sectionId = placeOf(after.path)
  const { set, was, is } = columnsOf(row, { before, after, item }, entry.fields, entry.isTextChanged, sectionId)
  await updateTask(tx, row, { ...set, state })
  if (entry.fields.has('heading')) {
    await tx.update(task).set({ sectionId }).where(sql`${row.id} = any(${task.ancestorIds})`)
  }
  if (entry.fields.has('leads') || entry.fields.has('supports')) {
    await reviseUnits(work, loaded, before, after, entry.fields)
  }
  record({ ...taskEvent(row, 'task.revise', {}, {}, reason), before: was, after: is })
  await settleTask(tx, row.id)
}

/** 终止 only through an approved request (DESIGN §3): the plan's office asks and decides by the document that no longer has it. */
const endTask = async (work: Applying, { task: row }: TaskWithSubject): Promise<void> => {
  const { tx, loaded, actor, now, record, reason } = work
  const because = `${reason}：修订后的规划不再列入此项`
  const facts = { kind: 'terminate' as const, isPastDue: false, isLater: false, hasReason: true, hasOpenRequest: false }
  const asked = decide(changeRequestLifecycle, 'draft', 'changeRequest.submit', facts)
  const decided = asked.ok ? decide(changeRequestLifecycle, asked.to, 'changeRequest.approve', facts) : asked
  if (!asked.ok || !decided.ok) throw new Error('a termination with its reason is always decided')
  const [request] = await tx
    .insert(changeRequest)
    .values({
      taskId: row.id,
      unitId: loaded.plan.officeUnitId,
      issuerUnitId: row.issuerUnitId,
      kind: 'terminate',
      state: decided.to,
      reason: because,
      authorPersonId: loaded.revision.openedBy,
      submittedAt: now,
      decidedBy: actor.personId,
      decidedAt: now,
      decisionReason: reason,
    })
    .returning()
  if (!request) throw new Error('no change request was written')
  const kind = changeRequestKindLabels.terminate
  record(changeEvent(request, row, 'changeRequest.submit', {}, { kind, state: asked.to }, because))
  record(changeEvent(request, row, 'changeRequest.approve', { state: asked.to }, { kind, state: decided.to }, reason))
  await terminateTask(work, row, await lockBelow(tx, row.id), request)
}

export type RevisedTasks = { readonly issued: number; readonly changed: number; readonly ended: number }

/** What was accepted of the tasks: new ones issued, changed ones amended, those gone ended, all in the order of the new version. */
export const reviseTasks = async (work: Applying, placeOf: PlaceOf): Promise<RevisedTasks> => {
  const { tx, loaded, comparison, accepted, reason } = work
  const { difference, content, fresh, old } = comparison
  const entries = [...accepted.values()].filter(({ entry }) => entry.about === 'item')
  const of = (kind: string) => entries.filter(({ entry }) => entry.kind === kind)
  const items = new Map(content.items.map((item) => [item.key, item]))
  const paths = new Map(fresh.items.map((item) => [item.key, item.path]))
  const issued = await issueItems(
    work,
    loaded.plan,
    of('new').map(({ entry }, at) => ({
      item: items.get(entry.newKey ?? '') as DraftItem,
      position: old.items.length + at + 1,
      sectionId: placeOf(paths.get(entry.newKey ?? '') ?? []),
    })),
    new Map(comparison.register.map((unit) => [unit.id, unit])),
    loaded.revision.id,
    reason,
  )
  const changed = new Map(of('changed').map((one) => [Number(one.entry.oldKey), one]))
  for (const row of await readTasks(tx, [...changed.keys()], { lock: true })) {
    const one = changed.get(row.task.id)
    if (!one) continue
    const isTextChanged = one.entry.fields.some((change) => change.field === 'text')
    await changeTask(work, row, { newKey: one.entry.newKey ?? '', fields: one.fields, isTextChanged }, placeOf)
  }
  const gone = of('gone')
    .map(({ entry }) => Number(entry.oldKey))
    .sort((a, b) => a - b)
  for (const id of gone) {
    const row = await readTask(tx, id, { lock: true })
    if (!row) throw new Refusal('notFound')
    await endTask(work, row)
  }
  await moveSources(work)
  const idOf = new Map<string, number>([...difference.items].map(([newKey, oldKey]) => [newKey, Number(oldKey)]))
  for (const { taskId, item } of issued) idOf.set(item.key, taskId)
  await reorder(
    tx,
    'task',
    mergeOrder(
      old.items.map((item) => Number(item.key)),
      fresh.items.flatMap((item) => idOf.get(item.key) ?? []),
    ),
  )
  return { issued: issued.length, changed: changed.size, ended: gone.length }
}

/** Tasks that the new version still has lead into its document from now on; a task whose change was declined stays with the old. */
const moveSources = async ({ tx, loaded, comparison, accepted }: Applying): Promise<void> => {
  const declined = new Set(
    comparison.difference.entries
      .filter((entry) => entry.about === 'item' && entry.kind === 'changed' && !accepted.has(entry.key))
      .map((entry) => entry.oldKey),
  )
  const items = new Map(comparison.content.items.map((item) => [item.key, item]))
  const rows = [...comparison.difference.items]
    .filter(([, oldKey]) => !declined.has(oldKey))
    .map(([newKey, oldKey]) => ({ id: Number(oldKey), key: newKey, item: items.get(newKey) as DraftItem }))
    .map(({ id, key, item }) => ({ id, key, first: item.sourceStart, last: item.sourceEnd }))
  await tx.execute(sql`
    update task set source_revision_id = ${loaded.revision.id}, source_key = wanted.key,
      source_start = wanted.first, source_end = wanted.last
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as wanted(id bigint, key text, first int, last int)
    where task.id = wanted.id and task.plan_id = ${loaded.plan.id} and task.state = any(${sql.param([...openTaskStates])}::text[])`)
}

/** Every open task of the plan, innermost first, as `settleTask` locks. */
export const lockPlanTasks = async ({ tx, loaded }: Pick<Applying, 'tx' | 'loaded'>): Promise<void> => {
  await tx
    .select({ id: task.id })
    .from(task)
    .where(and(eq(task.planId, loaded.plan.id), inArray(task.state, [...openTaskStates])))
    .orderBy(sql`cardinality(${task.ancestorIds}) desc`, task.id)
    .for('update')
}
