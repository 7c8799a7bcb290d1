import { desc, eq, and } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db, Tx } from '@/db/client'
import { insertEvents } from '@/db/record'
import { auditEvent } from '@/db/schema/audit'
import type { Context } from '@/lib/domain/context'
import type { AuditEvent, SubjectType } from '@/lib/domain/events'
import { actionLabel, roleLabels } from '@/lib/domain/labels'
import { type Actor, can, isOwnWork, rolesWith, type Subject } from '@/lib/domain/permission/can'
import type { Action } from '@/lib/domain/permission/table'
import type { PlanState } from '@/lib/domain/plan/states'
import { Refusal, type RefusalCode } from '@/lib/domain/refusals'

export type { Context }

/** One thing that the command touches, as it stands under the lock. */
export type Target = {
  readonly subject: Subject
  /** Version of the row the form showed; left out where a command has no form (bulk verbs). */
  readonly version?: number
  readonly type: SubjectType
  readonly id: number
  /** Writes below an archived plan are refused before anything else is asked. */
  readonly planState?: PlanState
}

export type Loaded = { readonly targets: readonly Target[] }

/** What a handler works with: the transaction, the caller, what was locked, and the record it must write. */
export type Work<L> = Context & {
  readonly tx: Tx
  readonly loaded: L
  /** Adds to the record; written with the state in the same transaction. */
  readonly record: (event: AuditEvent) => void
  /** Says that nothing was to be changed: the only way to return without a record. */
  readonly unchanged: () => void
}

export type Command<S extends z.ZodType, L extends Loaded, R> = {
  /** Name in the record, the API and the tests; also the action asked of `can()` unless `action` says otherwise. */
  readonly name: string
  readonly input: S
  readonly action: Action | ((input: z.output<S>, loaded: L) => Action)
  /** What one must be able to do to learn that the subject exists: decides between 403 and 404. */
  readonly seenBy: Action
  /** Locks the rows, lowest id first, and returns them; null: not there. Asks no permission. */
  readonly lock: (tx: Tx, input: z.output<S>, context: Context) => Promise<L | null>
  readonly handle: (work: Work<L>, input: z.output<S>) => Promise<R>
}

// The registry of all commands forgets their types on purpose.
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyCommand = Command<any, any, any>

export const defineCommand = <S extends z.ZodType, L extends Loaded, R>(command: Command<S, L, R>): Command<S, L, R> =>
  command

/** A constraint of the database that a person can run into, and the refusal that says so. */
const refusalByConstraint: Readonly<Record<string, RefusalCode>> = {
  plan_archived_frozen: 'planArchived',
  membership_duties_apart: 'separationOfDuties',
  report_open: 'reportExists',
  change_request_open: 'changeRequestOpen',
  unit_name: 'unitNameTaken',
  unit_alias_spelling: 'unitNameTaken',
  membership_once: 'duplicate',
  person_user_name: 'duplicate',
  jurisdiction_code: 'duplicate',
  milestone_full_weight: 'milestoneWeights',
}

type DatabaseError = { readonly code?: string; readonly constraint_name?: string }

/** What PostgreSQL said, from inside drizzle's own error. */
const databaseError = (error: unknown): DatabaseError | null =>
  error instanceof Error ? ((error.cause as DatabaseError | undefined) ?? (error as DatabaseError)) : null
const constraintOf = (error: unknown): string | null => databaseError(error)?.constraint_name ?? null
const sqlState = (error: unknown): string | null => databaseError(error)?.code ?? null

/** Throws `invalidInput` with a message for each field. */
export const parseInput = <S extends z.ZodType>(schema: S, raw: unknown): z.output<S> => {
  // PostgreSQL stores no NUL character; nobody types one.
  if (JSON.stringify(raw ?? null).includes('\\u0000')) throw new Refusal('invalidInput', { count: 1 })
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  const fields: Record<string, string> = {}
  for (const issue of parsed.error.issues) fields[issue.path.join('.')] ??= issue.message
  throw new Refusal('invalidInput', { count: Object.keys(fields).length }, fields)
}

const timeInShanghai = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

/** Says who changed the thing last, and when. */
export const staleRefusal = async (tx: Tx, target: Pick<Target, 'type' | 'id'>): Promise<Refusal> => {
  const [last] = await tx
    .select({ who: auditEvent.personName, at: auditEvent.at })
    .from(auditEvent)
    .where(and(eq(auditEvent.subjectType, target.type), eq(auditEvent.subjectId, target.id)))
    .orderBy(desc(auditEvent.id))
    .limit(1)
  return new Refusal('stale', { who: last?.who ?? '他人', when: last ? timeInShanghai.format(last.at) : '刚才' })
}

const requirePermission = (actor: Actor, action: Action, seenBy: Action, subject: Subject): void => {
  if (can(actor, action, subject)) return
  if (isOwnWork(actor, action, subject)) throw new Refusal('ownWork')
  // Not there and not yours look the same from outside (DESIGN §4).
  if (!can(actor, seenBy, subject)) throw new Refusal('notFound')
  const holders = rolesWith(action).map((role) => roleLabels[role])
  throw new Refusal('wrongRole', { reason: `“${actionLabel(action)}”由${holders.join('、')}在其职责范围内办理。` })
}

const writeRecord = async (tx: Tx, context: Context, events: readonly AuditEvent[]): Promise<void> => {
  if (events.length === 0) return
  await insertEvents(
    tx,
    {
      at: context.now,
      personId: context.actor.personId,
      personName: context.actor.personName,
      membershipId: context.actor.membershipId,
      unitId: context.actor.unitId,
      unitName: context.actor.unitName,
      role: context.actor.role,
      jurisdictionPath: context.actor.jurisdictionPath,
      requestId: context.requestId,
      via: context.via,
      ip: context.ip,
    },
    events,
  )
}

/**
 * The only way to write (DESIGN §7): parse → transaction → lock → archived? → may he? → version → handler, whose state and
 * record commit together. Throws Refusal for everything expected.
 */
export const run = async <S extends z.ZodType, L extends Loaded, R>(
  db: Db | Tx,
  context: Context,
  command: Command<S, L, R>,
  rawInput: unknown,
): Promise<R> => {
  const input = parseInput(command.input, rawInput)
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(db, context, command, input)
    } catch (error) {
      // Two bulk verbs over a task and its subtask can wait for each other; PostgreSQL ends one, which is played again whole.
      if (attempt < 4 && retriable.has(sqlState(error) ?? '')) continue
      const code = refusalByConstraint[constraintOf(error) ?? '']
      if (code) throw new Refusal(code)
      throw error
    }
  }
}

/** Thrown by a handler whose writes and record stay although it refuses: a wrong guess counts. */
export class RefusalOnRecord extends Refusal {}

/** Deadlock, serialization failure. */
const retriable = new Set(['40P01', '40001'])

const attemptOnce = async <S extends z.ZodType, L extends Loaded, R>(
  db: Db | Tx,
  context: Context,
  command: Command<S, L, R>,
  input: z.output<S>,
): Promise<R> => {
  const outcome = await db.transaction(async (tx) => {
    const loaded = await command.lock(tx, input, context)
    if (!loaded || loaded.targets.length === 0) throw new Refusal('notFound')
    const action = typeof command.action === 'function' ? command.action(input, loaded) : command.action
    for (const target of loaded.targets) {
      requirePermission(context.actor, action, command.seenBy, target.subject)
      if (target.planState === 'archived') throw new Refusal('planArchived')
    }
    const seenVersion = (input as { version?: number }).version
    const [first] = loaded.targets
    if (seenVersion !== undefined && first?.version !== undefined && seenVersion !== first.version) {
      throw await staleRefusal(tx, first)
    }
    const events: AuditEvent[] = []
    let nothingChanged = false
    const work = {
      ...context,
      tx,
      loaded,
      record: (event: AuditEvent) => events.push(event),
      unchanged: () => {
        nothingChanged = true
      },
    }
    const result = await command.handle(work, input).catch((error: unknown) => {
      if (error instanceof RefusalOnRecord) return error
      throw error
    })
    if (events.length === 0 && !nothingChanged) throw new Error(`command ${command.name} left no record`)
    await writeRecord(tx, context, events)
    return result
  })
  if (outcome instanceof RefusalOnRecord) throw outcome
  return outcome
}
