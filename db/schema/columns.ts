import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { bigint, date, integer, timestamp } from 'drizzle-orm/pg-core'
import type { CalendarDate } from '@/lib/domain/calendar/date'

export const id = () => bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity()
export const ref = (name: string) => bigint(name, { mode: 'number' })
/** Counts the changes of a row; a form sends back the one it saw. */
export const version = () => integer('version').notNull().default(1)
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
/** A calendar day in Asia/Shanghai. */
export const day = (name: string) => date(name, { mode: 'string' }).$type<CalendarDate>()
export const createdAt = () => instant('created_at').notNull().defaultNow()

/** A check that mirrors a list of the domain. Text and check instead of an enum: growing a list is then one safe migration. */
export const inList = (column: SQLWrapper, values: readonly string[]): SQL =>
  sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`
