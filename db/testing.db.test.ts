import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { expect, inject, test } from 'vitest'
import { migrateDatabase } from '@/db/migrate'
import { rollback, useTestDb } from '@/db/testing'

const db = useTestDb()

test('sessions begin in the role of the application, in UTC', async () => {
  const [row] = await db().execute(sql`select current_user as who, current_setting('TimeZone') as zone`)
  expect(row).toEqual({ who: 'luoshi_app', zone: 'UTC' })
})

test('the application can neither make tables nor change the audit trail', async () => {
  const cause = (error: { cause?: { code?: string } }) => error.cause?.code
  expect(await db().execute(sql`create table stray (id int)`).catch(cause)).toBe('42501')
  expect(await db().execute(sql`update audit_event set reason = reason`).catch(cause)).toBe('42501')
  expect(await db().execute(sql`delete from audit_event`).catch(cause)).toBe('42501')
})

test('rollback leaves nothing behind, savepoints inside included', async () => {
  const seen = await rollback(db(), async (tx) => {
    await tx.transaction((inner) => inner.execute(sql`select set_config('luoshi.mark', 'inside', true)`))
    const [row] = await tx.execute(sql`select current_setting('luoshi.mark') as mark`)
    return row?.mark
  })
  expect(seen).toBe('inside')
  const [after] = await db().execute(sql`select current_setting('luoshi.mark', true) as mark`)
  expect(after?.mark || null).toBeNull()
})

test('an error inside reaches the test', async () => {
  await expect(rollback(db(), () => Promise.reject(new Error('inside')))).rejects.toThrow('inside')
})

test('several programs may migrate an empty database at once', async () => {
  const url = new URL(inject('postgresUrl'))
  const admin = postgres(url.href, { max: 1, onnotice: () => undefined })
  await admin`create database migrated_at_once template template0`
  url.pathname = '/migrated_at_once'
  await Promise.all([1, 2, 3].map(() => migrateDatabase(url.href)))
  const fresh = postgres(url.href, { max: 1 })
  const [row] = await fresh`select count(*)::int as audit_events from audit_event`
  expect(row).toEqual({ audit_events: 0 })
  await fresh.end()
  await admin`drop database migrated_at_once`
  await admin.end()
})
