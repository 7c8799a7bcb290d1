import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { readCalendar } from '@/db/calendar'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { checklistItem, finding, visitAnswer } from '@/db/schema/inspection'
import { rollback, useTestDb } from '@/db/testing'
import { getVisit } from '@/lib/queries/get-visit'
import { stageUpload, tinyPng } from '@/lib/scenario/staged-upload'
import { beginInspection, conclude } from '@/lib/scenario/supervision-play'
import { createWorld, type World } from '@/lib/scenario/world'
import { openVisit } from './open-visit'
import { retireChecklist } from './retire-checklist'
import { run } from './run'
import { saveChecklist } from './save-checklist'
import { saveVisit } from './save-visit'

const folder = mkdtempSync(join(tmpdir(), 'luoshi-visit-'))
process.env.LUOSHI_DATA_DIR = folder
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const db = useTestDb()
type Who = Parameters<World['as']>[0]
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

const given = async (tx: Tx) => {
  const world = await createWorld(tx)
  const { units } = world
  const desk = { office: await world.as('office'), leader: await world.as('leader') }
  const head = await world.as('office2')
  const expert = await world.as('expert')
  const list = await run(tx, desk.office, saveChecklist, {
    title: '公园检查表',
    items: [
      { title: '步道', standard: '平整', asksPlace: true },
      { title: '标识', standard: '齐全' },
    ],
  })
  const { inspectionId } = await beginInspection(tx, desk, {
    unitIds: [units.health.id],
    memberIds: [head.actor.personId, expert.actor.personId],
    checklistIds: [list.checklistId],
  })
  const items = await tx.select().from(checklistItem).orderBy(checklistItem.position)
  const [walk, signs] = items.map((item) => item.id)
  const { visitId } = await run(tx, head, openVisit, {
    inspectionId,
    unitId: units.health.id,
    visitedOn: '2026-11-20',
  })
  const send = async (pieces: object, who: Who = 'office2') =>
    run(tx, await world.as(who), saveVisit, { visitId, ...pieces })
  const sheet = async (who: Who = 'office2') =>
    getVisit(
      { db: tx, actor: (await world.as(who)).actor, today: world.today, calendar: await readCalendar(tx) },
      visitId,
    )
  const place = { latitude: 34.7, longitude: 113.6, accuracy: 12 }
  const answer = (n: number, itemId: number | undefined, over: object = {}) => ({
    uuid: uuid(n),
    itemId,
    verdict: 'unmet',
    note: '两处破损',
    answeredAt: '2026-11-20T01:00:00Z',
    ...over,
  })
  const found = (n: number, over: object = {}) => ({
    uuid: uuid(n),
    itemId: walk,
    unitId: units.health.id,
    severity: 'general',
    standard: '平整',
    fact: '两处破损',
    foundAt: '2026-11-20T01:00:00Z',
    ...over,
  })
  return { world, units, desk, head, inspectionId, list, walk, signs, send, sheet, place, answer, found }
}

test('what is sent twice, or in parts, or out of order, is stored once', async () => {
  await rollback(db(), async (tx) => {
    const { head, walk, signs, send, sheet, place, answer, found } = await given(tx)
    const photo = await stageUpload(tinyPng, '现场.png', head.actor.personId)
    const signature = await stageUpload(tinyPng, '签名.png', head.actor.personId)
    const all = {
      answers: [answer(1, walk, { place }), answer(2, signs, { verdict: 'met', note: '' })],
      findings: [found(3)],
      photos: [{ uuid: uuid(4), of: uuid(3), uploadId: photo, name: '现场.png', takenAt: '2026-11-20T01:00:00Z' }],
      signatures: [
        { uuid: uuid(5), uploadId: signature, name: '某某', duty: '科长', signedAt: '2026-11-20T01:30:00Z' },
      ],
      notes: { text: '阴天', at: '2026-11-20T01:00:00Z' },
    }
    const first = await send(all)
    expect(first.refused).toEqual([])
    expect(first.confirmed).toEqual([1, 2, 3, 4, 5].map(uuid).concat('notes'))
    // The line broke before the answer came: everything goes once more, in another cut.
    expect((await send(all)).confirmed).toEqual(first.confirmed)
    expect((await send({ photos: all.photos, findings: [] })).confirmed).toEqual([uuid(4)])
    const kept = await sheet()
    expect(kept).toMatchObject({
      answers: [
        { uuid: uuid(1), place: { latitude: 34.7 } },
        { uuid: uuid(2), verdict: 'met' },
      ],
      findings: [{ uuid: uuid(3), fact: '两处破损', by: '李办' }],
      photos: [{ uuid: uuid(4), of: uuid(3) }],
      signatures: [{ uuid: uuid(5), duty: '科长' }],
      notes: '阴天',
    })
    const events = await tx
      .select({ action: auditEvent.action })
      .from(auditEvent)
      .where(eq(auditEvent.subjectType, 'visit'))
    expect(events.map((event) => event.action)).toEqual(['visit.open', 'visit.save'])
  })
})

test('of two answers to one item the later holds, also when it arrives first; a place that is not asked for is not stored', async () => {
  await rollback(db(), async (tx) => {
    const { signs, send, sheet, place, answer } = await given(tx)
    await send({ answers: [answer(2, signs, { verdict: 'met', answeredAt: '2026-11-20T01:05:00Z', place })] })
    await send({ answers: [answer(1, signs)] }, 'expert')
    const kept = await sheet()
    expect(kept?.answers.map((entry) => [entry.uuid, entry.by, entry.place])).toEqual([
      [uuid(1), '褚专家', null],
      [uuid(2), '李办', null],
    ])
    // The same piece, changed on the device afterwards.
    await send({ answers: [answer(2, signs, { verdict: 'partly', answeredAt: '2026-11-20T01:09:00Z' })] })
    await send({ answers: [answer(2, signs, { verdict: 'unmet', answeredAt: '2026-11-20T01:01:00Z' })] })
    const rows = await tx
      .select()
      .from(visitAnswer)
      .where(eq(visitAnswer.uuid, uuid(2)))
    expect(rows.map((row) => row.verdict)).toEqual(['partly'])
  })
})

test('one bad piece stops no other, and says why', async () => {
  await rollback(db(), async (tx) => {
    const { units, walk, send, answer, found } = await given(tx)
    const done = await send({
      answers: [answer(1, walk), answer(2, 9_999_999)],
      findings: [found(3, { unitId: units.sports.id }), found(4), found(6, { itemId: 9_999_999 })],
      photos: [{ uuid: uuid(5), of: uuid(99), uploadId: 'x', name: 'x.png', takenAt: '2026-11-20T01:00:00Z' }],
    })
    expect(done.confirmed).toEqual([uuid(1), uuid(4)])
    expect(done.refused.map((entry) => entry.uuid)).toEqual([uuid(2), uuid(3), uuid(6), uuid(5)])
    expect(done.refused[1]?.why).toContain('第十五条')
  })
})

test('a finding is changed or taken back by whoever wrote it, until a conclusion rests on it', async () => {
  await rollback(db(), async (tx) => {
    const { units, desk, inspectionId, send, found, walk, answer } = await given(tx)
    await send({ findings: [found(1), found(2)] })
    await send({ findings: [found(1, { fact: '三处破损' })] })
    const foreign = await send({ findings: [found(1, { fact: '无' })] }, 'expert')
    expect(foreign.refused).toHaveLength(1)
    await send({ findings: [found(2, { isRemoved: true }), found(3, { isRemoved: true })] })
    const rows = await tx.select().from(finding).orderBy(finding.uuid)
    expect(rows.map((row) => [row.fact, row.removedReason])).toEqual([
      ['三处破损', null],
      ['两处破损', '现场撤回'],
    ])
    await conclude(tx, desk, { inspectionId, unitId: units.health.id }, 'sent')
    // Concluded meanwhile: what is known is confirmed, what is new is refused with its reason, nothing is lost unsaid.
    const late = await send({
      answers: [answer(7, walk)],
      findings: [found(1, { fact: '三处破损' }), found(1, { fact: '四处' })],
      notes: { text: '补记', at: '2026-11-20T02:00:00Z' },
    })
    expect(late.confirmed).toEqual([uuid(1)])
    expect(late.refused.map((entry) => entry.uuid)).toEqual([uuid(7), uuid(1), 'notes'])
  })
})

test('a stranger to the team writes nothing and the inspected unit sees no sheet', async () => {
  await rollback(db(), async (tx) => {
    const { send, sheet } = await given(tx)
    await expect(send({}, 'office')).rejects.toMatchObject({ code: 'wrongRole' })
    await expect(send({}, 'healthHead')).rejects.toMatchObject({ code: 'notFound' })
    expect(await sheet('healthHead')).toBeNull()
    expect((await sheet('office'))?.canEdit).toBe(false)
    expect((await sheet('expert'))?.canEdit).toBe(true)
  })
})

test('a checklist in use is not retired; an item that changes keeps the answers it was given under its old words', async () => {
  await rollback(db(), async (tx) => {
    const { desk, list, walk, signs, send, sheet, answer } = await given(tx)
    await send({ answers: [answer(1, walk)] })
    await expect(run(tx, desk.office, retireChecklist, list)).rejects.toMatchObject({
      code: 'checklistInUse',
      message: expect.stringContaining('公园检查表'),
    })
    await run(tx, desk.office, saveChecklist, {
      ...list,
      title: '公园检查表',
      items: [
        { id: walk, title: '步道', standard: '平整防滑', asksPlace: true },
        { id: signs, title: '标识', standard: '齐全' },
      ],
    })
    const kept = await sheet()
    expect(kept?.items.map((item) => item.standard)).toEqual(['平整', '平整防滑', '齐全'])
    expect(kept?.items.find((item) => item.standard === '齐全')?.id).toBe(signs)
  })
})
