import { desc, eq } from 'drizzle-orm'
import { readLivePlan } from '@/db/live-plan'
import { compareRevision, linesOf, openRevision, type RevisionComparison } from '@/db/revision'
import { person } from '@/db/schema/organisation'
import { planDraft, planRevision } from '@/db/schema/plan'
import { type PlanRow, readPlan } from '@/db/subjects'
import { can } from '@/lib/domain/permission/can'
import type { ComparedItem } from '@/lib/domain/plan/compared'
import { suggestUnits } from '@/lib/domain/plan/draft-units'
import { decisionOf } from '@/lib/domain/revision/decisions'
import type { RevisionEntry, RevisionPage } from '@/lib/domain/revision/view'
import { revisionFieldLabel } from '@/lib/domain/revision/words'
import { numberedTitle } from '@/lib/domain/task/name'
import type { QueryContext } from './context'

/** More of a long clause is read in the document itself. */
const LONGEST = 12

const quote = (lines: ReadonlyMap<number, string>, item: Pick<ComparedItem, 'line' | 'endLine' | 'text'>): string => {
  if (item.line === null) return item.text
  const last = Math.min(item.endLine ?? item.line, item.line + LONGEST - 1)
  const found = []
  for (let line = item.line; line <= last; line++) found.push(lines.get(line) ?? '')
  return found.filter(Boolean).join('\n') || item.text
}

const factsOf = (item: ComparedItem): string =>
  [
    `牵头：${item.leads.map((unit) => unit.name).join('、') || '未定'}`,
    item.supports.length > 0 ? `配合：${item.supports.map((unit) => unit.name).join('、')}` : '',
    `时限：${item.dueOn ?? (item.ongoing ? '长期坚持' : '未定')}`,
  ]
    .filter(Boolean)
    .join('；')

type Quotes = { readonly was: (item: ComparedItem) => string; readonly is: (item: ComparedItem) => string }

const entriesOf = (
  { difference, old, fresh, notes }: RevisionComparison,
  decisions: Parameters<typeof decisionOf>[1],
  quotes: Quotes,
  isLive: boolean,
): RevisionEntry[] => {
  const before = new Map(old.items.map((item) => [item.key, item]))
  const after = new Map(fresh.items.map((item) => [item.key, item]))
  const names = new Map([...old.indicators, ...fresh.indicators].map((row) => [row.key, row.name]))
  const nameOf = (key: string): string => {
    const item = before.get(key) ?? after.get(key)
    return item ? numberedTitle(item) : (names.get(key) ?? key)
  }
  return difference.entries.map((entry) => {
    const was = entry.about === 'item' ? before.get(entry.oldKey ?? '') : undefined
    const is = entry.about === 'item' ? after.get(entry.newKey ?? '') : undefined
    const shown = was ?? is
    return {
      key: entry.key,
      about: entry.about,
      kind: entry.kind,
      digest: entry.digest,
      newKey: entry.newKey,
      title: shown ? numberedTitle(shown) : entry.title,
      where: shown ? shown.path.join(' › ') : entry.path.slice(0, -1).join(' › '),
      taskId: isLive && was ? Number(was.key) : null,
      fields: entry.fields.map((change) => ({ ...change, label: revisionFieldLabel(change.field) })),
      was: was ? quotes.was(was) : null,
      is: is ? quotes.is(is) : null,
      notes: notes.get(entry.key) ?? [],
      decision: decisionOf(entry, decisions),
      candidates: entry.candidates.map((key) => ({ key, title: nameOf(key) })),
      kin: entry.kin === null ? null : nameOf(entry.kin),
      facts: entry.kind === 'new' && is ? factsOf(is) : null,
    }
  })
}

/** The lines in which each entry stands: a task's in the version that it was last written from. */
const quotesOf = async (
  ctx: QueryContext,
  plan: PlanRow,
  revisionId: number,
  comparison: RevisionComparison,
): Promise<Quotes> => {
  const fresh = await linesOf(ctx.db, plan.id, revisionId)
  const known = new Map<number, ReadonlyMap<number, string>>()
  const sourceOf = new Map<string, number>()
  if (plan.state === 'draft') {
    const [draft] = await ctx.db.select().from(planDraft).where(eq(planDraft.planId, plan.id))
    for (const item of comparison.old.items) sourceOf.set(item.key, draft?.content.sourceRevisionId ?? 0)
  } else {
    const { sources } = await readLivePlan(ctx.db, plan.id)
    for (const [key, source] of sources) sourceOf.set(key, source.revisionId ?? 0)
  }
  for (const id of new Set(sourceOf.values())) known.set(id, await linesOf(ctx.db, plan.id, id === 0 ? null : id))
  return {
    was: (item) => quote(known.get(sourceOf.get(item.key) ?? 0) ?? new Map(), item),
    is: (item) => quote(fresh, item),
  }
}

/** The open revised version of a plan beside what stands, and those that were applied or put away; null for all but its office. */
export const getPlanRevision = async (ctx: QueryContext, planId: number): Promise<RevisionPage | null> => {
  const { db, actor, today } = ctx
  const owner = await readPlan(db, planId)
  if (!owner || !can(actor, 'plan.reread', owner.subject)) return null
  const { plan } = owner
  const rows = await db
    .select({
      id: planRevision.id,
      number: planRevision.number,
      state: planRevision.state,
      fileName: planRevision.fileName,
      closedAt: planRevision.closedAt,
      closedBy: person.name,
    })
    .from(planRevision)
    .leftJoin(person, eq(person.id, planRevision.closedBy))
    .where(eq(planRevision.planId, planId))
    .orderBy(desc(planRevision.number))
  const past = rows.filter((row) => row.state !== 'open')
  const head = { id: plan.id, state: plan.state, title: plan.title }
  const revision = await openRevision(db, planId)
  if (!revision) return { plan: head, open: null, past }
  const [who] = revision.openedBy
    ? await db.select({ name: person.name }).from(person).where(eq(person.id, revision.openedBy))
    : []
  const comparison = await compareRevision(db, plan, revision, today)
  const quotes = await quotesOf(ctx, plan, revision.id, comparison)
  return {
    plan: head,
    open: {
      id: revision.id,
      number: revision.number,
      version: revision.version,
      digest: comparison.difference.digest,
      fileName: revision.fileName,
      openedAt: revision.openedAt,
      openedBy: who?.name ?? null,
      entries: entriesOf(comparison, revision.decisions, quotes, plan.state !== 'draft'),
      unchanged: comparison.difference.unchanged,
      unknownUnits: comparison.unknownUnits.map((spelling) => ({
        spelling,
        suggestions: suggestUnits(spelling, comparison.register, 3).map(({ id, name }) => ({ id, name })),
      })),
      units: comparison.register.filter((unit) => !unit.dissolved).map(({ id, name }) => ({ id, name })),
    },
    past,
  }
}
