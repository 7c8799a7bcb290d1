import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, inject } from 'vitest'
import { type Db, type OpenDb, openDb, type Tx } from '@/db/client'
import { restrictSessions } from '@/db/migrate'

export type TestDb = OpenDb & { url: string }

/** A database of its own, copied from the migrated template (about 50 ms). `close` drops it. */
export async function createTestDb(): Promise<TestDb> {
  const server = inject('postgresUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  await onServer(server, (admin) => admin.unsafe(`create database ${name} template luoshi_template`))
  const url = new URL(server)
  url.pathname = `/${name}`
  // A copy does not take over the settings of its template, the role among them.
  await onServer(url.href, restrictSessions)
  const { db, close } = openDb(url.href)
  return {
    db,
    url: url.href,
    close: async () => {
      await close()
      await onServer(server, (admin) => admin.unsafe(`drop database ${name} with (force)`))
    },
  }
}

/** A database for the tests of one file: call at the top of the file, read the result inside the tests. */
export function useTestDb(): () => Db {
  let opened: TestDb
  beforeAll(async () => {
    opened = await createTestDb()
  })
  afterAll(() => opened.close())
  return () => opened.db
}

class RolledBack extends Error {}

/** Runs `work` in a transaction which never commits. Transactions inside become savepoints; for two at once take a database. */
export async function rollback<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined
  try {
    await db.transaction(async (tx) => {
      result = { value: await work(tx) }
      throw new RolledBack()
    })
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error
  }
  if (!result) throw new Error('the transaction ended before its work')
  return result.value
}

async function onServer(url: string, work: (admin: postgres.Sql) => Promise<unknown>): Promise<void> {
  const admin = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}
