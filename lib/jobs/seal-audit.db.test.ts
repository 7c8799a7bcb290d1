import postgres from 'postgres'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { insertEvents } from '@/db/record'
import { createTestDb, type TestDb } from '@/db/testing'
import { verifyAudit } from '@/lib/queries/verify-audit'
import { sealAudit } from './seal-audit'

let opened: TestDb
beforeEach(async () => {
  opened = await createTestDb()
})
afterEach(() => opened.close())

const write = (count: number, at = new Date()) =>
  insertEvents(
    opened.db,
    { at, personName: '赵卫', requestId: 'test', via: 'web', jurisdictionPath: '99.' },
    Array.from({ length: count }, (_, index) => ({
      action: 'task.close',
      subjectType: 'task' as const,
      subjectId: index + 1,
      before: { state: 'active' },
      after: { state: 'closed', note: '办“结”', percent: 12.5 },
    })),
  )

/** As somebody who owns the server: every guard of the database off. */
const tamper = async (statement: string) => {
  const owner = postgres(opened.url, { max: 1, onnotice: () => undefined, connection: { role: 'none' } })
  try {
    await owner.unsafe('set session_replication_role = replica')
    await owner.unsafe(statement)
  } finally {
    await owner.end()
  }
}

test('events are sealed once, in order, and the chain verifies', async () => {
  await write(5)
  expect(await sealAudit(opened.db)).toBe(5)
  expect(await sealAudit(opened.db)).toBe(0)
  await write(3)
  expect(await verifyAudit(opened.db)).toMatchObject({ ok: true, events: 5, seals: 1, waiting: 3 })
  expect(await sealAudit(opened.db)).toBe(3)
  expect(await verifyAudit(opened.db)).toMatchObject({ ok: true, events: 8, seals: 2, waiting: 0, head: { id: 2 } })
})

test('two programs that seal at once leave one chain', async () => {
  await write(4500)
  const counts = await Promise.all([sealAudit(opened.db), sealAudit(opened.db), sealAudit(opened.db)])
  await sealAudit(opened.db)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(4500)
  expect(await verifyAudit(opened.db)).toMatchObject({ ok: true, events: 4500, waiting: 0 })
})

test('a transaction that commits late, with lower numbers, is sealed in the next batch', async () => {
  const late = postgres(opened.url, { max: 1 })
  try {
    await late.begin(async (tx) => {
      await tx`insert into audit_event (at, person_name, action, subject_type, subject_id, request_id, via)
        values (now(), '慢', 'task.close', 'task', 1, 'test', 'web')`
      await write(2)
      expect(await sealAudit(opened.db)).toBe(2)
    })
  } finally {
    await late.end()
  }
  expect(await sealAudit(opened.db)).toBe(1)
  expect(await verifyAudit(opened.db)).toMatchObject({ ok: true, events: 3, seals: 2 })
})

test('the application itself can neither change nor delete', async () => {
  await write(1)
  await sealAudit(opened.db)
  for (const statement of ['update audit_event set reason = null', 'delete from audit_sealed', 'truncate audit_seal']) {
    await expect(opened.db.execute(statement)).rejects.toThrow()
  }
})

test.each([
  ['another state', `update audit_event set after = '{"state":"active"}' where id = 4`, 'eventChanged', 4],
  ['another person', `update audit_event set person_name = '钱卫' where id = 2`, 'eventChanged', 2],
  ['another time', `update audit_event set at = at + interval '1 microsecond' where id = 6`, 'eventChanged', 6],
  ['a deleted event', 'delete from audit_event where id = 3', 'eventMissing', 3],
  [
    'a deleted event and its place',
    'delete from audit_sealed where event_id = 3; delete from audit_event where id = 3',
    'countWrong',
    4,
  ],
  [
    'a deleted seal',
    'delete from audit_sealed where seal_id = 1; delete from audit_seal where id = 1',
    'sealMissing',
    null,
  ],
  ['a changed seal', 'update audit_seal set event_count = 4 where id = 1', 'countWrong', null],
  ['a seal with another time', `update audit_seal set at = at - interval '1 day' where id = 1`, 'sealChanged', null],
  [
    'an event slipped in',
    `insert into audit_event (at, person_name, action, subject_type, subject_id, request_id, via)
      values (now() - interval '2 hours', '赵卫', 'task.close', 'task', 9, 'test', 'web')`,
    'neverSealed',
    8,
  ],
])('%s is named', async (_, statement, kind, eventId) => {
  await write(5)
  await sealAudit(opened.db)
  await write(2)
  await sealAudit(opened.db)
  await tamper(statement)
  expect(await verifyAudit(opened.db)).toMatchObject({ ok: false, fault: { kind, eventId } })
})
