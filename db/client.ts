import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { env } from '@/lib/platform/env'

import * as api from './schema/api'
import * as audit from './schema/audit'
import * as changeRequest from './schema/change-request'
import * as consultation from './schema/consultation'
import * as consequence from './schema/consequence'
import * as evidence from './schema/evidence'
import * as expertComment from './schema/expert-comment'
import * as file from './schema/file'
import * as inspection from './schema/inspection'
import * as organisation from './schema/organisation'
import * as plan from './schema/plan'
import * as rectification from './schema/rectification'
import * as report from './schema/report'
import * as task from './schema/task'

export const schema = {
  ...organisation,
  ...file,
  ...plan,
  ...task,
  ...report,
  ...changeRequest,
  ...consultation,
  ...inspection,
  ...rectification,
  ...consequence,
  ...evidence,
  ...expertComment,
  ...audit,
  ...api,
}

export type Db = PostgresJsDatabase<typeof schema>
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]
export type OpenDb = { db: Db; close: () => Promise<void> }

/**
 * Opens a pool on `url`. Sessions begin in the role which `migrateDatabase` set for the database (luoshi_app, which may
 * not change the audit trail), so a program needs no right of its own to be restricted. Connects at the first query.
 */
export function openDb(url: string, max = 10): OpenDb {
  const client = postgres(url, {
    max,
    idle_timeout: 300,
    connect_timeout: 10,
    onnotice: () => undefined,
    // The data lie in memory or on solid state: a page read by index costs little more than one read in order.
    connection: { application_name: 'luoshi', TimeZone: 'UTC', random_page_cost: 1.1 },
  })
  return { db: drizzle(client, { schema }), close: () => client.end({ timeout: 5 }) }
}

// Modules are evaluated anew at each reload in development; the pool lives on the global object instead.
const shared = globalThis as typeof globalThis & { luoshiDb?: OpenDb }

/** The database of this process, named by DATABASE_URL. */
export function getDb(): Db {
  if (!shared.luoshiDb) {
    const url = env().DATABASE_URL
    if (!url) throw new Error('DATABASE_URL is not set: start with `npm start`, or set it')
    shared.luoshiDb = openDb(url)
  }
  return shared.luoshiDb.db
}

/** Ends the connections of this process, so that a command-line tool can exit. */
export async function closeDb(): Promise<void> {
  const open = shared.luoshiDb
  shared.luoshiDb = undefined
  await open?.close()
}
