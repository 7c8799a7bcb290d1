import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCalendar } from '@/db/calendar'
import type { Tx } from '@/db/client'
import { conclusion, finding, inspection, visit } from '@/db/schema/inspection'
import { rectification } from '@/db/schema/rectification'
import { readConclusion, readFinding, readInspection, readRectification, readVisit } from '@/db/supervision-subjects'
import { rollback, useTestDb } from '@/db/testing'
import { addDays, type CalendarDate } from '@/lib/domain/calendar/date'
import { isOverdue, workdaysLate } from '@/lib/domain/calendar/deadline'
import type { WorkCalendar } from '@/lib/domain/calendar/workdays'
import { type Actor, can, type Subject } from '@/lib/domain/permission/can'
import type { Action } from '@/lib/domain/permission/table'
import { rectificationDeadline } from '@/lib/domain/rectification/deadline'
import { castNames } from '@/lib/scenario/permission-cast'
import { type PermissionStage, permissionStage } from '@/lib/scenario/permission-stage'
import { getConclusion } from './get-conclusion'
import { getConsequence } from './get-consequence'
import { getInspection } from './get-inspection'
import { getRectification } from './get-rectification'
import { getSupervisionWall } from './get-supervision-wall'
import { getTaskHistory } from './get-task-history'
import { findingStages, listFindings } from './list-findings'
import { listInspections, listInspectionsOfYear } from './list-inspections'
import { listRectifications } from './list-rectifications'
import {
  visibleConclusions,
  visibleFindings,
  visibleInspections,
  visibleRectifications,
  visibleVisits,
} from './supervision-scope'
import { overviewSupervision, taskSupervision, unitSupervision } from './supervision-sections'
import { supervisionTodo } from './supervision-todo'
import { todoFeed } from './todo-feed'

const folder = mkdtempSync(join(tmpdir(), 'luoshi-supervision-'))
process.env.LUOSHI_DATA_DIR = folder
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const db = useTestDb()
let stage: PermissionStage
let calendar: WorkCalendar
beforeAll(async () => {
  stage = await permissionStage(db())
  calendar = await readCalendar(db())
})

const context = (tx: Tx, actor: Actor, today: CalendarDate = stage.cast.office.today) => ({
  db: tx,
  actor,
  today,
  calendar,
})

describe('the scopes in SQL hold exactly what can() allows, row by row, for everyone', () => {
  type Read = (tx: Tx, id: number) => Promise<{ readonly subject: Subject } | null>
  const kinds: readonly (readonly [Action, SQL, (actor: Actor) => SQL, (tx: Tx) => Promise<{ id: number }[]>, Read])[] =
    [
      [
        'inspection.view',
        sql`i.id::int as id from inspection i`,
        visibleInspections,
        (tx) => tx.select({ id: inspection.id }).from(inspection),
        readInspection,
      ],
      [
        'visit.view',
        sql`v.id::int as id from visit v join inspection i on i.id = v.inspection_id`,
        visibleVisits,
        (tx) => tx.select({ id: visit.id }).from(visit),
        readVisit,
      ],
      [
        'finding.view',
        sql`f.id::int as id from finding f join inspection i on i.id = f.inspection_id`,
        visibleFindings,
        (tx) => tx.select({ id: finding.id }).from(finding),
        readFinding,
      ],
      [
        'conclusion.view',
        sql`k.id::int as id from conclusion k join inspection i on i.id = k.inspection_id`,
        visibleConclusions,
        (tx) => tx.select({ id: conclusion.id }).from(conclusion),
        readConclusion,
      ],
      [
        'rectification.view',
        sql`g.id::int as id from rectification g join inspection i on i.id = g.inspection_id`,
        visibleRectifications,
        (tx) => tx.select({ id: rectification.id }).from(rectification),
        readRectification,
      ],
    ]

  test.each(kinds)('%s', async (action, from, scope, all, read) => {
    await rollback(db(), async (tx) => {
      const rows = await all(tx)
      const subjects = await Promise.all(
        rows.map(async ({ id }) => ({ id, subject: (await read(tx, id))?.subject ?? {} })),
      )
      let seen = 0
      for (const who of castNames) {
        const { actor } = stage.cast[who]
        const allowed = subjects.filter((row) => can(actor, action, row.subject)).map((row) => row.id)
        const found = await tx.execute<{ id: number }>(sql`select ${from} where ${scope(actor)}`)
        expect([who, found.map((row) => row.id).toSorted((a, b) => a - b)]).toEqual([
          who,
          allowed.toSorted((a, b) => a - b),
        ])
        seen += allowed.length
      }
      expect(seen).toBeGreaterThan(0)
      expect(seen).toBeLessThan(rows.length * castNames.length)
    })
  })
})

test('each number of the wall is the total of the list behind it, for whoever looks and on every day', async () => {
  await rollback(db(), async (tx) => {
    for (const who of ['office', 'leadHead', 'foreignOffice'] as const) {
      for (const days of [0, 60]) {
        const ctx = context(tx, stage.cast[who].actor, addDays(stage.cast.office.today, days))
        const wall = await getSupervisionWall(ctx)
        for (const stageName of ['found', 'ordered', 'claimed', 'cleared', 'late'] as const) {
          const total = async (filter: object) => (await listFindings(ctx, { ...filter, stage: stageName })).total
          expect([who, days, stageName, wall.total[stageName]]).toEqual([who, days, stageName, await total({})])
          for (const row of wall.units) expect(row[stageName]).toBe(await total({ unit: row.unitId }))
          for (const row of wall.kinds) expect(row[stageName]).toBe(await total({ kind: row.kind }))
        }
        if (who === 'office') expect(wall.total.found).toBeGreaterThan(0)
        if (who === 'foreignOffice') expect(wall.total.found).toBe(0)
      }
    }
    const ctx = context(tx, stage.cast.office.actor)
    const found = await Promise.all(findingStages.map((name) => listFindings(ctx, { stage: name })))
    const [all, unordered, ordered] = found.map((page) => page.total)
    expect((unordered ?? 0) + (ordered ?? 0)).toBe(all)
  })
})

test('late by the same rule in SQL and in the domain, working days included', async () => {
  await rollback(db(), async (tx) => {
    const rows = await tx.select().from(rectification)
    for (const days of [0, 41, 42, 70, 200]) {
      const ctx = context(tx, stage.cast.office.actor, addDays(stage.cast.office.today, days))
      const listed = await listRectifications(ctx, { view: 'all' })
      expect(listed.items.length).toBe(rows.length)
      for (const item of listed.items) {
        const row = rows.find((entry) => entry.id === item.id)
        const owed = row ? rectificationDeadline(row) : null
        const isOpen = item.state !== 'cleared' && item.state !== 'revoked'
        expect([item.id, days, item.isLate]).toEqual([
          item.id,
          days,
          owed !== null && isOpen && isOverdue(owed, ctx.today),
        ])
        expect([item.id, item.workdaysLate]).toEqual([item.id, owed ? workdaysLate(owed, ctx.today, calendar) : 0])
      }
      const late = await listRectifications(ctx, { view: 'open', late: true })
      expect(late.total).toBe(listed.items.filter((item) => item.isLate).length)
    }
  })
})

test('整改清单 and 销号清单 share all orders between them and page without a gap', async () => {
  await rollback(db(), async (tx) => {
    const ctx = context(tx, stage.cast.office.actor)
    const all = await listRectifications(ctx, {})
    const [open, cleared] = await Promise.all([
      listRectifications(ctx, { view: 'open' }),
      listRectifications(ctx, { view: 'cleared' }),
    ])
    expect(open.total + cleared.total).toBe(all.total)
    expect(cleared.items.map((item) => item.state)).toEqual(['cleared'])
    const paged: number[] = []
    let after: string | undefined
    do {
      const page = await listRectifications(ctx, {}, after, 2)
      paged.push(...page.items.map((item) => item.id))
      after = page.next ?? undefined
    } while (after)
    expect(paged).toEqual(all.items.map((item) => item.id))
  })
})

test('every page opens for whoever finds it in a list, and offers only verbs that may be used', async () => {
  await rollback(db(), async (tx) => {
    for (const who of castNames) {
      const ctx = context(tx, stage.cast[who].actor)
      const inspections = await listInspections(ctx, {})
      for (const item of inspections.items) {
        const page = await getInspection(ctx, item.id)
        expect([who, item.id, page?.units.reduce((sum, unit) => sum + unit.findings, 0)]).toEqual([
          who,
          item.id,
          item.findings,
        ])
        for (const unit of page?.units ?? []) {
          if (unit.conclusion) expect(await getConclusion(ctx, unit.conclusion.id)).not.toBeNull()
        }
      }
      for (const item of (await listRectifications(ctx, {})).items) {
        expect(await getRectification(ctx, item.id)).not.toBeNull()
      }
      const year = await listInspectionsOfYear(ctx, 2027)
      expect(year.every((item) => item.startsOn.startsWith('2027') && item.state !== 'cancelled')).toBe(true)
    }
  })
})

test('who owes something finds it on the to-do list, and what is listed can be opened', async () => {
  await rollback(db(), async (tx) => {
    const kindsOf = async (who: (typeof castNames)[number], days = 0) => {
      const ctx = context(tx, stage.cast[who].actor, addDays(stage.cast.office.today, days))
      const items = await supervisionTodo(ctx)
      for (const item of items) {
        const open = {
          inspection: getInspection,
          conclusion: getConclusion,
          rectification: getRectification,
          consequence: getConsequence,
        }[item.subject]
        expect([who, item.kind, (await open(ctx, item.id)) !== null]).toEqual([who, item.kind, true])
      }
      return [...new Set(items.map((item) => item.kind))].toSorted()
    }
    expect(await kindsOf('leadOfficer')).toEqual(['acknowledge', 'mayObject', 'rectify'])
    expect(await kindsOf('office')).toEqual([
      'extension',
      'issueConsequence',
      'orderFindings',
      'sendConclusion',
      'startInspection',
      'verify',
    ])
    // She found it, so the verification is not hers; the inspections that she leads are.
    expect(await kindsOf('office2')).toEqual([
      'extension',
      'inspect',
      'issueConsequence',
      'orderFindings',
      'sendConclusion',
      'startInspection',
    ])
    expect(await kindsOf('leader')).toEqual(['approveConclusion', 'approveInspection', 'decideConsequence'])
    expect(await kindsOf('cityLeader')).toEqual(['approveConclusion', 'approveInspection', 'decideObjection'])
    expect(await kindsOf('expert')).toEqual(['inspect'])
    for (const who of ['supportOfficer', 'admin', 'auditor', 'foreignOffice', 'foreignHead'] as const) {
      expect([who, await kindsOf(who)]).toEqual([who, []])
    }
    const late = await supervisionTodo(context(tx, stage.cast.leadHead.actor, addDays(stage.cast.office.today, 90)))
    expect(late[0]).toMatchObject({ isLate: true, subject: 'rectification' })
  })
})

test('the sections of other pages count what the lists count', async () => {
  await rollback(db(), async (tx) => {
    const ctx = context(tx, stage.cast.leader.actor, addDays(stage.cast.office.today, 90))
    const [onTask, ofUnit, over] = await Promise.all([
      taskSupervision(ctx, stage.tasks.freed),
      unitSupervision(ctx, stage.supervision.unitId),
      overviewSupervision(ctx),
    ])
    expect(onTask).not.toBeNull()
    if (!onTask) return
    expect(onTask?.findingsTotal).toBe((await listFindings(ctx, { task: stage.tasks.freed })).total)
    expect(onTask?.openTotal).toBe((await listRectifications(ctx, { task: stage.tasks.freed, view: 'open' })).total)
    expect(onTask?.openTotal).toBeGreaterThan(0)
    expect(ofUnit.counts).toEqual(over.total)
    expect(ofUnit.relapses).toBe(over.relapsesTotal)
    expect(over.lateTotal).toBe((await listRectifications(ctx, { view: 'open', late: true })).total)
    expect(over.lateTotal).toBeGreaterThan(0)
    expect(ofUnit.conclusions.length).toBeGreaterThan(0)
  })
})

test('the story of a task tells of findings and orders only to who may see them', async () => {
  await rollback(db(), async (tx) => {
    const told = async (who: (typeof castNames)[number]) => {
      const ctx = context(tx, stage.cast[who].actor)
      const [history, feed] = [await getTaskHistory(ctx, stage.tasks.freed), await todoFeed(ctx)]
      const actions = new Set(history?.items.map((item) => item.action.split('.')[0]))
      const mentions = feed.filter((line) => /问题|整改/.test(line.what)).length
      return { finding: actions.has('finding'), rectification: actions.has('rectification'), mentions: mentions > 0 }
    }
    expect(await told('office')).toMatchObject({ finding: true, rectification: true })
    expect(await told('leadHead')).toEqual({ finding: true, rectification: true, mentions: true })
    // Named in the task as well, but the problem is not theirs.
    expect(await told('supportHead')).toEqual({ finding: false, rectification: false, mentions: false })
    const lines = (await getTaskHistory(context(tx, stage.cast.leadHead.actor), stage.tasks.freed))?.items
    const hidden = lines?.filter((item) => item.action === 'finding.record')
    // Of the unit's findings only those that an order has brought to it.
    expect(hidden?.length).toBe(5)
  })
})
