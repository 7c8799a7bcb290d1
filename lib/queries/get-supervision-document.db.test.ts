import { expect, test } from 'vitest'
import { readCalendar } from '@/db/calendar'
import type { Tx } from '@/db/client'
import { rollback, useTestDb } from '@/db/testing'
import { acknowledgeRectification } from '@/lib/commands/acknowledge-rectification'
import { claimRectification } from '@/lib/commands/claim-rectification'
import { run } from '@/lib/commands/run'
import { writeRectification } from '@/lib/commands/write-rectification'
import { calendarDate as d } from '@/lib/domain/calendar/date'
import { beginInspection, conclude, find, order } from '@/lib/scenario/supervision-play'
import { createWorld, type World } from '@/lib/scenario/world'
import { getProposalChoices } from './get-proposal-choices'
import { getSupervisionDocument, type SupervisionDocumentKind } from './get-supervision-document'

const db = useTestDb()
type Who = Parameters<World['as']>[0]

const given = async (tx: Tx) => {
  const world = await createWorld(tx)
  const { units } = world
  const desk = { office: await world.as('office'), leader: await world.as('leader') }
  const head = await world.as('office2')
  const calendar = await readCalendar(tx)
  const { inspectionId } = await beginInspection(tx, desk, {
    unitIds: [units.health.id, units.sports.id],
    memberIds: [head.actor.personId],
  })
  const contextOf = async (who: Who, today = world.today) => ({
    db: tx,
    actor: (await world.as(who)).actor,
    today,
    calendar,
  })
  const readers = async (kind: SupervisionDocumentKind, id: number) => {
    const may: Who[] = []
    for (const who of ['office', 'leader', 'expert', 'healthHead', 'sportsHead', 'otherOffice', 'auditor'] as const) {
      if (await getSupervisionDocument(await contextOf(who), kind, id)) may.push(who)
    }
    return may
  }
  const finding = async (unitId: number) => (await find(tx, head, { inspectionId, unitId })).findingId
  return { world, units, desk, inspectionId, contextOf, readers, finding }
}

test('a document is read by whoever reads what it speaks of, a conclusion by its unit once it is sent', async () => {
  await rollback(db(), async (tx) => {
    const { units, desk, inspectionId, readers, finding } = await given(tx)
    const about = { inspectionId, unitId: units.health.id }
    const { rectificationId } = await order(tx, desk.office, { findingIds: [await finding(units.health.id)] })
    expect(await readers('circular', inspectionId)).toEqual(['office', 'leader'])
    expect(await readers('brief', inspectionId)).toEqual(['office', 'leader'])
    expect(await readers('order', rectificationId)).toEqual(['office', 'leader', 'healthHead'])
    const other = await conclude(tx, desk, { inspectionId, unitId: units.sports.id }, 'approved')
    expect(await readers('conclusion', other.conclusionId)).toEqual(['office', 'leader'])
    const sent = await conclude(tx, desk, about, 'sent')
    expect(await readers('conclusion', sent.conclusionId)).toEqual(['office', 'leader', 'healthHead'])
  })
})

test('what was claimed in time is called late nowhere: neither in the circular nor as a fact of a proposal', async () => {
  await rollback(db(), async (tx) => {
    const { world, units, desk, inspectionId, contextOf, finding } = await given(tx)
    const dueOn = '2026-11-25'
    const claimed = await order(tx, desk.office, { findingIds: [await finding(units.health.id)], dueOn })
    const idle = await order(tx, desk.office, { findingIds: [await finding(units.health.id)], dueOn })
    const officer = await world.as('healthOfficer')
    let step = await run(tx, officer, acknowledgeRectification, claimed)
    step = await run(tx, officer, writeRectification, { ...step, kind: 'plan', text: '分两步', responsible: '钱卫' })
    await run(tx, officer, claimRectification, { ...step, text: '已修复' })
    const later = await contextOf('office', d('2026-12-10'))
    const choices = await getProposalChoices(later, units.health.id)
    expect(choices?.rectifications.map((entry) => [entry.id, entry.isLate])).toEqual([
      [idle.rectificationId, true],
      [claimed.rectificationId, false],
    ])
    const circular = JSON.stringify(await getSupervisionDocument(later, 'circular', inspectionId))
    expect(circular).toContain('逾期 1 / 2 项')
  })
})
