import { assignment, task } from '@/db/schema/task'
import type { PlanRow } from '@/db/subjects'
import { owedItem } from '@/lib/domain/calendar/lamp'
import { decide } from '@/lib/domain/lifecycle'
import type { DraftItem, RegisterUnit } from '@/lib/domain/plan/draft'
import { distinctUnits, primaryLead } from '@/lib/domain/plan/draft-units'
import { Refusal } from '@/lib/domain/refusals'
import { taskLifecycle } from '@/lib/domain/task/states'
import { inBatches } from './in-batches'
import type { Work } from './run'

export type AssignedUnit = { readonly role: 'lead' | 'support'; readonly unitId: number; readonly isPrimary: boolean }

/** The primary lead first, then as printed; each unit once. */
export const assignmentsOf = (
  item: Pick<DraftItem, 'leads' | 'supports'>,
  unitById: ReadonlyMap<number, RegisterUnit>,
): readonly AssignedUnit[] => {
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

type PlacedItem = { readonly item: DraftItem; readonly position: number; readonly sectionId: number | null }

/**
 * Entries of a draft as tasks, issued to their units in a handful of statements; what settleTask would derive follows from
 * their dates alone. `revisionId`: the revised version that they stand in, null for the document first imported.
 */
export const issueItems = async (
  { tx, now, record }: Pick<Work<unknown>, 'tx' | 'now' | 'record'>,
  plan: Pick<PlanRow, 'id' | 'officeUnitId'>,
  placed: readonly PlacedItem[],
  unitById: ReadonlyMap<number, RegisterUnit>,
  revisionId: number | null,
  reason: string | null = null,
): Promise<readonly { readonly taskId: number; readonly item: DraftItem }[]> => {
  const items = placed.map((entry) => ({ ...entry, units: assignmentsOf(entry.item, unitById) }))
  const stateOf = (units: readonly AssignedUnit[]) => {
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
        batch.map(({ item, position, sectionId, units }) => {
          const state = stateOf(units)
          const owed = owedItem({ state, dueOn: item.dueOn, claimedOn: null }, [])
          return {
            planId: plan.id,
            sectionId,
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
            sourceRevisionId: revisionId,
            sourceKey: item.key,
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
  const named = (units: readonly AssignedUnit[], role: AssignedUnit['role']) =>
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
      reason,
    })
  }
  return rows.map(({ row, item }) => ({ taskId: row.id, item }))
}
