import type postgres from 'postgres'
import { z } from 'zod'

/** First in the archive: what it was made of. */
export const manifest = z.object({
  format: z.literal(1),
  madeAt: z.string(),
  /** The migrations of the database, as their journal dates them. */
  migrations: z.array(z.number()),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
})
export type Manifest = z.output<typeof manifest>

/** Last in the archive: an archive without it was cut off. */
export const summary = z.object({
  rows: z.record(z.string(), z.number()),
  files: z.number(),
  bytes: z.number(),
  /** Contents that the database names and the store did not have. */
  missing: z.array(z.string()),
})
export type Summary = z.output<typeof summary>

/** Not as luoshi_app: the trail of what was done is read and, into an empty database, written whole. */
export const ownerConnection = {
  max: 1,
  connect_timeout: 10,
  onnotice: () => undefined,
  connection: { application_name: 'luoshi backup', role: 'none', TimeZone: 'UTC' },
} as const

export const appliedMigrations = async (sql: postgres.ISql): Promise<number[]> => {
  const [there] = await sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`
  if (!there?.there) return []
  const rows = await sql`select created_at::float8 as at from drizzle.__drizzle_migrations order by created_at`
  return rows.map((row) => Number(row.at))
}
