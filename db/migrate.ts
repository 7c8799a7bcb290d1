import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { rebuildCalendarDays } from '@/db/calendar'
import { schema } from '@/db/client'

/** Any number will do as long as it stays: two programs which migrate at once take turns by it. */
const MIGRATION_LOCK = 7_310_001

/** The role in which the application works: the migrations make it and give it no right to change audit events. */
const APP_ROLE = 'luoshi_app'

/**
 * Brings the database up to the newest migration, all pending ones in one transaction. drizzle's own migrator takes no
 * lock, so this one waits its turn on its single connection.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const client = postgres(url, {
    max: 1,
    connect_timeout: 10,
    onnotice: () => undefined,
    // Not as luoshi_app, which may not change tables; the start-up value goes before the database's own setting.
    connection: { application_name: 'luoshi migrate', role: 'none', TimeZone: 'UTC' },
  })
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`
    await migrate(drizzle(client), { migrationsFolder: join(process.cwd(), 'db', 'migrations') })
    await rebuildCalendarDays(drizzle(client, { schema }))
    await restrictSessions(client)
  } finally {
    await client.end({ timeout: 5 })
  }
}

/**
 * Every later session in this database begins as luoshi_app, whoever opens it: what is refused to the application is then
 * refused to its tools and to a forgotten script too. Leaving the role takes a deliberate `set role none`.
 */
export async function restrictSessions(client: postgres.Sql): Promise<void> {
  const [role] = await client`
    select quote_ident(current_database()) as database from pg_roles
    where rolname = ${APP_ROLE} and pg_has_role(session_user, oid, 'member')`
  if (role) await client.unsafe(`alter database ${role.database} set role = '${APP_ROLE}'`)
}
