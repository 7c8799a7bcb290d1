import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { planDraft, planRevision, planVersion } from '@/db/schema/plan'
import type { PlanRow } from '@/db/subjects'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { type ComparedItem, type ComparedPlan, comparedDraft } from '@/lib/domain/plan/compared'
import { comparePlans, type DifferenceEntry, type PlanDifference } from '@/lib/domain/plan/compare-plans'
import type { DraftUnit, PlanDraft, RegisterUnit } from '@/lib/domain/plan/draft'
import { unitFinder } from '@/lib/domain/plan/draft-units'
import {
  changedItemNotes,
  goneItemNotes,
  indicatorNotes,
  newItemNotes,
  type Note,
  type TaskStanding,
} from '@/lib/domain/revision/consequences'
import { readLivePlan } from './live-plan'
import { readRegister } from './register'

export type RevisionRow = typeof planRevision.$inferSelect

/** A revised version beside what stands: the same for the page that shows it and the command that applies it. */
export type RevisionComparison = {
  readonly difference: PlanDifference
  readonly old: ComparedPlan
  readonly fresh: ComparedPlan
  /** The reading with the units that are known by now. */
  readonly content: PlanDraft
  readonly notes: ReadonlyMap<string, readonly Note[]>
  readonly register: readonly RegisterUnit[]
  /** Names in entries to be issued or changed that the register does not know. */
  readonly unknownUnits: readonly string[]
}

type Reader = Db | Tx

export const readRevision = async (
  db: Reader,
  planId: number,
  id: number,
  options: { readonly lock?: boolean } = {},
): Promise<RevisionRow | null> => {
  const query = db
    .select()
    .from(planRevision)
    .where(and(eq(planRevision.id, id), eq(planRevision.planId, planId)))
  const [row] = options.lock ? await query.for('update') : await query
  return row ?? null
}

export const openRevision = async (db: Reader, planId: number): Promise<RevisionRow | null> => {
  const [row] = await db
    .select()
    .from(planRevision)
    .where(and(eq(planRevision.planId, planId), eq(planRevision.state, 'open')))
  return row ?? null
}

/** Gives names to units as the office decided, as the register has them by now, and as the draft was corrected. */
const withKnownUnits = (
  content: PlanDraft,
  register: readonly RegisterUnit[],
  chosen: Readonly<Record<string, number>>,
  corrected: PlanDraft | null,
): PlanDraft => {
  const find = unitFinder(register)
  const matched = new Map<string, number>()
  for (const unit of [
    ...(corrected?.items ?? []).flatMap((item) => [...item.leads, ...item.supports]),
    ...(corrected?.indicators ?? []).flatMap((indicator) => indicator.owners),
  ]) {
    if (unit.unitId !== null) matched.set(unit.spelling, unit.unitId)
  }
  const known = (unit: DraftUnit): DraftUnit => ({
    ...unit,
    unitId: chosen[unit.spelling] ?? matched.get(unit.spelling) ?? unit.unitId ?? find(unit.spelling)?.id ?? null,
  })
  return {
    ...content,
    items: content.items.map((item) => ({ ...item, leads: item.leads.map(known), supports: item.supports.map(known) })),
    indicators: content.indicators.map((indicator) => ({ ...indicator, owners: indicator.owners.map(known) })),
  }
}

const contentOf = async (db: Reader, revisionId: number): Promise<PlanDraft | null> => {
  const [row] = await db
    .select({ content: planRevision.content })
    .from(planRevision)
    .where(eq(planRevision.id, revisionId))
  return row?.content ?? null
}

/** The draft as it was read, before anybody corrected it. */
const readAsRead = async (db: Reader, planId: number, draft: PlanDraft): Promise<PlanDraft | null> => {
  if (draft.sourceRevisionId) return contentOf(db, draft.sourceRevisionId)
  const [row] = await db
    .select({ content: planVersion.content })
    .from(planVersion)
    .where(and(eq(planVersion.planId, planId), eq(planVersion.origin, 'import')))
    .orderBy(desc(planVersion.number))
    .limit(1)
  return row?.content ?? null
}

const itemsByKey = (content: PlanDraft | null, nameOf: (id: number) => string | undefined) =>
  new Map(
    (content ? comparedDraft(content, nameOf, { onlyIssued: false }).items : []).map(
      (item) => [item.key, item] as const,
    ),
  )

/**
 * Compares an open revision with the plan as it stands now. A field that only a person changed since the version behind it is
 * no difference; one that both changed is a conflict.
 */
export const compareRevision = async (
  db: Reader,
  plan: PlanRow,
  revision: RevisionRow,
  today: CalendarDate,
): Promise<RevisionComparison> => {
  const register = await readRegister(db, plan.jurisdictionId)
  const unitById = new Map(register.map((unit) => [unit.id, unit]))
  const nameOf = (id: number) => unitById.get(id)?.name
  const [draftRow] = await db
    .select({ content: planDraft.content })
    .from(planDraft)
    .where(eq(planDraft.planId, plan.id))
  const corrected = draftRow?.content ?? null
  const content = withKnownUnits(revision.content, register, revision.decisions.units, corrected)
  const isDraft = plan.state === 'draft'
  const fresh = comparedDraft(content, nameOf, { onlyIssued: !isDraft })
  const { partners } = revision.decisions

  if (isDraft && corrected) {
    const asRead = await readAsRead(db, plan.id, corrected)
    const base = itemsByKey(asRead && withKnownUnits(asRead, register, {}, corrected), nameOf)
    const old = { ...comparedDraft(corrected, nameOf, { onlyIssued: false }), document: documentOf(plan) }
    const difference = comparePlans(old, fresh, { partners, baseOf: (key) => base.get(key) ?? null })
    return { difference, old, fresh, content, notes: new Map(), register, unknownUnits: [] }
  }

  const live = await readLivePlan(db, plan.id)
  const bases = new Map<number, ReadonlyMap<string, ComparedItem>>()
  const known = async (revisionId: number): Promise<void> => {
    const source = revisionId === 0 ? corrected : await contentOf(db, revisionId)
    bases.set(revisionId, itemsByKey(source && withKnownUnits(source, register, {}, corrected), nameOf))
  }
  for (const id of new Set([...live.sources.values()].map((source) => source.revisionId ?? 0))) await known(id)
  const old = { document: documentOf(plan), items: live.items, indicators: live.indicators }
  const compared = comparePlans(old, fresh, {
    partners,
    baseOf: (key) => {
      const source = live.sources.get(key)
      return (source?.key && bases.get(source.revisionId ?? 0)?.get(source.key)) || null
    },
  })
  // What is done or ended has nothing left to be ended.
  const isOver = (entry: DifferenceEntry) =>
    entry.about === 'item' &&
    entry.kind === 'gone' &&
    ['closed', 'terminated'].includes(live.standings.get(entry.oldKey ?? '')?.state ?? '')
  const difference = { ...compared, entries: compared.entries.filter((entry) => !isOver(entry)) }
  const notes = notesOf(difference.entries, old, fresh, live.standings, unitById, today)
  const unknownUnits = [
    ...new Set(
      difference.entries
        .filter((entry) => entry.about === 'item' && entry.newKey !== null)
        .flatMap((entry) => fresh.items.find((item) => item.key === entry.newKey) ?? [])
        .flatMap((item) => [...item.leads, ...item.supports])
        .filter((unit) => unit.unitId === null || unitById.get(unit.unitId)?.dissolved !== false)
        .map((unit) => unit.name),
    ),
  ]
  return { difference, old, fresh, content, notes, register, unknownUnits }
}

const documentOf = (plan: PlanRow): ComparedPlan['document'] => ({
  title: plan.title,
  issuer: plan.issuer,
  docNumber: plan.docNumber,
  issuedOn: plan.issuedOn,
  periodStart: plan.periodStart === null ? null : String(plan.periodStart),
  periodEnd: plan.periodEnd === null ? null : String(plan.periodEnd),
})

const notesOf = (
  entries: readonly DifferenceEntry[],
  old: ComparedPlan,
  fresh: ComparedPlan,
  standings: ReadonlyMap<string, TaskStanding>,
  register: ReadonlyMap<number, RegisterUnit>,
  today: CalendarDate,
): ReadonlyMap<string, readonly Note[]> => {
  const before = new Map(old.items.map((item) => [item.key, item]))
  const after = new Map(fresh.items.map((item) => [item.key, item]))
  const indicators = new Map(fresh.indicators.map((indicator) => [indicator.key, indicator]))
  const of = (entry: DifferenceEntry): readonly Note[] => {
    const was = before.get(entry.oldKey ?? '')
    const is = after.get(entry.newKey ?? '')
    const standing = standings.get(entry.oldKey ?? '')
    if (entry.about === 'indicator') {
      const owners = entry.kind === 'new' || entry.fields.some((change) => change.field === 'owners')
      const indicator = indicators.get(entry.newKey ?? '')
      return owners && indicator ? indicatorNotes(indicator, entry.kind === 'new' ? null : 'owners') : []
    }
    if (entry.about !== 'item') return []
    if (entry.kind === 'new' && is) return newItemNotes(is, register, today)
    if (entry.kind === 'changed' && was && is && standing) {
      return changedItemNotes(entry, was, is, standing, register, today)
    }
    if (entry.kind === 'gone' && standing) return goneItemNotes(standing)
    return []
  }
  return new Map(entries.map((entry) => [entry.key, of(entry)]))
}

/** The lines of a document: of a revised version, or of the one first imported. */
export const linesOf = async (
  db: Reader,
  planId: number,
  revisionId: number | null,
): Promise<ReadonlyMap<number, string>> => {
  const rows = await db.execute<{ line: number; text: string }>(
    revisionId === null
      ? sql`select line, text from source_paragraph where plan_id = ${planId}`
      : sql`select line, text from revision_paragraph where revision_id = ${revisionId}`,
  )
  return new Map(rows.map((row) => [row.line, row.text]))
}
