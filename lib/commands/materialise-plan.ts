import type { Tx } from '@/db/client'
import { indicator, indicatorOwner, indicatorTarget, section } from '@/db/schema/plan'
import { assignment, task } from '@/db/schema/task'
import { owedItem } from '@/lib/domain/calendar/lamp'
import { decide } from '@/lib/domain/lifecycle'
import type { DraftItem, RegisterUnit } from '@/lib/domain/plan/draft'
import { placeDraft } from '@/lib/domain/plan/draft-order'
import { distinctUnits, primaryLead } from '@/lib/domain/plan/draft-units'
import { Refusal } from '@/lib/domain/refusals'
import { taskLifecycle } from '@/lib/domain/task/states'
import type { LoadedDraft } from './plan-draft'
import { proposeMilestones } from './propose-milestones'
import type { Work } from './run'

/** PostgreSQL takes 65,535 parameters a statement; a task has some twenty. */
const ROWS = 1000

const inBatches = async <T, R>(rows: readonly T[], write: (batch: T[]) => Promise<R[]>): Promise<R[]> => {
  const written: R[] = []
  for (let at = 0; at < rows.length; at += ROWS) written.push(...(await write(rows.slice(at, at + ROWS))))
  return written
}

/** The headings that hold tasks, level by level because each needs its parent's id. */
const writeSections = async (tx: Tx, { plan, draft }: LoadedDraft): Promise<ReadonlyMap<string, number>> => {
  const parents = new Map(draft.sections.map((entry) => [entry.key, entry.parentKey]))
  const used = new Set<string>()
  for (const item of draft.items.filter((entry) => entry.issue)) {
    for (let key = item.sectionKey; key !== null && !used.has(key); key = parents.get(key) ?? null) used.add(key)
  }
  const ids = new Map<string, number>()
  const rows = placeDraft(draft)
    .sections.filter((entry) => !entry.isContinuation)
    .map((entry, at) => ({ ...entry, position: at + 1 }))
    .filter((entry) => used.has(entry.section.key))
  const deepest = Math.max(-1, ...rows.map((row) => row.depth))
  for (let depth = 0; depth <= deepest; depth++) {
    const level = rows.filter((row) => row.depth === depth)
    const written = await inBatches(level, (batch) =>
      tx
        .insert(section)
        .values(
          batch.map((row) => ({
            planId: plan.id,
            parentId: row.section.parentKey === null ? null : (ids.get(row.section.parentKey) ?? null),
            position: row.position,
            title: row.section.title,
            sourceLine: row.section.line,
          })),
        )
        .returning({ id: section.id, position: section.position }),
    )
    const byPosition = new Map(written.map((row) => [row.position, row.id]))
    for (const row of level) ids.set(row.section.key, byPosition.get(row.position) as number)
  }
  return ids
}

type Units = { readonly role: 'lead' | 'support'; readonly unitId: number; readonly isPrimary: boolean }

/** The primary lead first, then as printed; each unit once. */
const assignmentsOf = (item: DraftItem, unitById: ReadonlyMap<number, RegisterUnit>): readonly Units[] => {
  const { leads, supports } = distinctUnits(item.leads, item.supports)
  const first = primaryLead(leads, unitById)
  const idOf = (unitId: number | null): number => {
    if (unitId === null) throw new Refusal('planUnitsUnmatched', { count: 1 })
    return unitId
  }
  return [
    ...[...leads]
      .sort((a, b) => Number(b === first) - Number(a === first))
      .map((unit) => ({ role: 'lead' as const, unitId: idOf(unit.unitId), isPrimary: unit === first })),
    ...supports.map((unit) => ({ role: 'support' as const, unitId: idOf(unit.unitId), isPrimary: false })),
  ]
}

/**
 * Sections, tasks and assignments of the draft in a handful of statements, however many there are. A fresh task has no
 * subtasks, so what settleTask would derive follows from its date alone and is written with it; only those with proposed
 * milestones are settled one by one.
 */
export const materialiseTasks = async (work: Work<LoadedDraft>, register: readonly RegisterUnit[]): Promise<number> => {
  const { tx, loaded, now, record } = work
  const { plan, draft } = loaded
  const unitById = new Map(register.map((unit) => [unit.id, unit]))
  const sectionIds = await writeSections(tx, loaded)
  const placed = placeDraft(draft)
  const items = [...placed.loose, ...placed.sections.flatMap((entry) => entry.items)]
    .filter((item) => item.issue)
    .map((item, at) => ({ item, position: at + 1, units: assignmentsOf(item, unitById) }))
  const stateOf = (units: readonly Units[]) => {
    const primary = units.find((unit) => unit.isPrimary)
    const decision = decide(taskLifecycle, 'draft', 'task.issue', {
      hasPrimaryLead: primary !== undefined,
      isLedByGroup: unitById.get(primary?.unitId ?? 0)?.kind === 'group',
      openSubtasks: 0,
      unverifiedMilestones: 0,
      openRectifications: 0,
      changeApproved: false,
    })
    if (!decision.ok) throw new Refusal(decision.code)
    return decision.to
  }
  const written = await inBatches(items, (batch) =>
    tx
      .insert(task)
      .values(
        batch.map(({ item, position, units }) => {
          const state = stateOf(units)
          const owed = owedItem({ state, dueOn: item.dueOn, claimedOn: null }, [])
          return {
            planId: plan.id,
            sectionId: item.sectionKey === null ? null : (sectionIds.get(item.sectionKey) ?? null),
            kind: item.kind,
            number: item.number,
            title: item.title,
            requirement: item.text || null,
            position,
            state,
            dueOn: item.dueOn,
            originalDueOn: item.dueOn,
            deadlineText: item.deadlineText,
            ongoing: item.ongoing,
            unitsText: item.unitsText,
            sourceStart: item.sourceStart,
            sourceEnd: item.sourceEnd,
            issuerUnitId: plan.officeUnitId,
            owedDueOn: owed?.dueOn ?? null,
            owedStoppedOn: owed?.stoppedOn ?? null,
            issuedAt: now,
          }
        }),
      )
      .returning({ id: task.id, position: task.position, state: task.state }),
  )
  const byPosition = new Map(written.map((row) => [row.position, row]))
  const rows = items.map((entry) => ({ ...entry, row: byPosition.get(entry.position) as (typeof written)[number] }))
  await inBatches(
    rows.flatMap(({ row, units }) => units.map((unit, at) => ({ taskId: row.id, ...unit, position: at }))),
    (batch) => tx.insert(assignment).values(batch).returning({ id: assignment.id }),
  )
  const named = (units: readonly Units[], role: Units['role']) =>
    units.filter((unit) => unit.role === role).map((unit) => unitById.get(unit.unitId)?.name ?? '')
  for (const { row, item, units } of rows) {
    record({
      action: 'task.issue',
      subjectType: 'task',
      subjectId: row.id,
      planId: plan.id,
      taskId: row.id,
      before: { state: 'draft' },
      after: {
        state: row.state,
        title: item.title,
        dueOn: item.dueOn,
        leads: named(units, 'lead'),
        supports: named(units, 'support'),
      },
    })
  }
  await proposeMilestones(
    work,
    rows.map(({ row, item }) => ({ taskId: row.id, item })),
    unitById,
  )
  return rows.length
}

/** Indicators with their targets by year and the responsible units that are matched; an unmatched one stays in the document. */
export const materialiseIndicators = async ({ tx, loaded }: Work<LoadedDraft>): Promise<number> => {
  const { plan, draft } = loaded
  const written = await inBatches(
    draft.indicators.map((row, at) => ({ row, position: at + 1 })),
    (batch) =>
      tx
        .insert(indicator)
        .values(
          batch.map(({ row, position }) => ({
            planId: plan.id,
            position,
            domain: row.domain,
            number: row.number,
            name: row.name,
            unitText: row.unit,
            baselineYear: row.baselineYear,
            baselineText: row.baselineText,
            nature: row.nature,
            source: row.source,
            direction: row.direction,
            sourceLine: row.startLine,
          })),
        )
        .returning({ id: indicator.id, position: indicator.position }),
  )
  const idAt = new Map(written.map((row) => [row.position, row.id]))
  const targets = draft.indicators.flatMap((row, at) => {
    const byYear = new Map(
      row.targets.flatMap((target) => (target.year === null ? [] : [[target.year, target] as const])),
    )
    return [...byYear].map(([year, target]) => ({
      indicatorId: idAt.get(at + 1) as number,
      year,
      text: target.text,
      op: target.parsed.op,
      value: target.parsed.value === null ? null : String(target.parsed.value),
      value2: target.parsed.value2 === null ? null : String(target.parsed.value2),
    }))
  })
  await inBatches(targets, (batch) =>
    tx.insert(indicatorTarget).values(batch).returning({ id: indicatorTarget.indicatorId }),
  )
  const owners = draft.indicators.flatMap((row, at) =>
    [...new Set(row.owners.flatMap((owner) => (owner.unitId === null ? [] : [owner.unitId])))].map((unitId) => ({
      indicatorId: idAt.get(at + 1) as number,
      unitId,
    })),
  )
  await inBatches(owners, (batch) =>
    tx.insert(indicatorOwner).values(batch).returning({ id: indicatorOwner.indicatorId }),
  )
  return written.length
}
