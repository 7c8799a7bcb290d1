import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { jurisdictionLevels, type JurisdictionLevel, unitKinds } from '@/lib/domain/labels'
import type { UnitKind } from '@/lib/domain/plan-text/reading'
import { roles, type Role } from '@/lib/domain/permission/table'
import { createdAt, day, id, inList, instant, ref, version } from './columns'

export const jurisdiction = pgTable(
  'jurisdiction',
  {
    id: id(),
    parentId: ref('parent_id').references((): AnyPgColumn => jurisdiction.id),
    /** Administrative code (GB/T 2260), 2 to 9 digits. */
    code: text('code').notNull(),
    name: text('name').notNull(),
    level: text('level').$type<JurisdictionLevel>().notNull(),
    /** Codes from the top down, each closed by a dot, so that "and below" is a prefix. */
    path: text('path').notNull(),
  },
  (t) => [
    uniqueIndex('jurisdiction_code').on(t.code),
    uniqueIndex('jurisdiction_path').on(t.path),
    index('jurisdiction_path_prefix').on(t.path.op('text_pattern_ops')),
    check('jurisdiction_level', inList(t.level, jurisdictionLevels)),
    check('jurisdiction_path_ends', sql`${t.path} like '%' || ${t.code} || '.'`),
  ],
)

export const unit = pgTable(
  'unit',
  {
    id: id(),
    jurisdictionId: ref('jurisdiction_id')
      .notNull()
      .references(() => jurisdiction.id),
    parentId: ref('parent_id').references((): AnyPgColumn => unit.id),
    name: text('name').notNull(),
    kind: text('kind').$type<UnitKind>().notNull(),
    /** A unit that runs plans: its `office` members import, issue and review. */
    isOffice: boolean('is_office').notNull().default(false),
    /** Order in lists, as the jurisdiction prints its units. */
    position: integer('position').notNull().default(0),
    dissolvedOn: day('dissolved_on'),
    successorId: ref('successor_id').references((): AnyPgColumn => unit.id),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('unit_name').on(t.jurisdictionId, t.name),
    index('unit_parent').on(t.parentId),
    check('unit_kind', inList(t.kind, unitKinds)),
    check(
      'unit_successor',
      sql`${t.successorId} is null or (${t.dissolvedOn} is not null and ${t.successorId} <> ${t.id})`,
    ),
    check('unit_not_own_parent', sql`${t.parentId} <> ${t.id}`),
  ],
)

/** A spelling that stands for a unit in this jurisdiction, for good. */
export const unitAlias = pgTable(
  'unit_alias',
  {
    id: id(),
    jurisdictionId: ref('jurisdiction_id')
      .notNull()
      .references(() => jurisdiction.id),
    unitId: ref('unit_id')
      .notNull()
      .references(() => unit.id),
    spelling: text('spelling').notNull(),
  },
  (t) => [uniqueIndex('unit_alias_spelling').on(t.jurisdictionId, t.spelling), index('unit_alias_unit').on(t.unitId)],
)

export const unitMember = pgTable(
  'unit_member',
  {
    groupId: ref('group_id')
      .notNull()
      .references(() => unit.id),
    memberId: ref('member_id')
      .notNull()
      .references(() => unit.id),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.memberId] }),
    index('unit_member_member').on(t.memberId),
    check('unit_member_not_self', sql`${t.groupId} <> ${t.memberId}`),
  ],
)

export const person = pgTable(
  'person',
  {
    id: id(),
    userName: text('user_name').notNull(),
    name: text('name').notNull(),
    phone: text('phone'),
    email: text('email'),
    passwordHash: text('password_hash'),
    mustChangePassword: boolean('must_change_password').notNull().default(true),
    failedCount: integer('failed_count').notNull().default(0),
    lockedUntil: instant('locked_until'),
    disabledAt: instant('disabled_at'),
    oidcSubject: text('oidc_subject'),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('person_user_name').on(sql`lower(${t.userName})`),
    uniqueIndex('person_oidc_subject').on(t.oidcSubject),
    check('person_failed_count', sql`${t.failedCount} >= 0`),
  ],
)

export const membership = pgTable(
  'membership',
  {
    id: id(),
    personId: ref('person_id')
      .notNull()
      .references(() => person.id),
    unitId: ref('unit_id')
      .notNull()
      .references(() => unit.id),
    role: text('role').$type<Role>().notNull(),
    title: text('title'),
    startedOn: day('started_on').notNull(),
    endedOn: day('ended_on'),
    version: version(),
  },
  (t) => [
    uniqueIndex('membership_once').on(t.personId, t.unitId, t.role).where(sql`${t.endedOn} is null`),
    index('membership_unit').on(t.unitId),
    check('membership_role', inList(t.role, roles)),
    check('membership_dates', sql`${t.endedOn} is null or ${t.endedOn} >= ${t.startedOn}`),
  ],
)

/** A sign-in. Ended by sign-out, time-out, a changed password or an ended membership; the cookie only names it. */
export const session = pgTable(
  'session',
  {
    id: text('id').primaryKey(),
    personId: ref('person_id')
      .notNull()
      .references(() => person.id),
    membershipId: ref('membership_id').references(() => membership.id),
    createdAt: createdAt(),
    lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
    endedAt: instant('ended_at'),
    endReason: text('end_reason'),
    ip: text('ip'),
    userAgent: text('user_agent'),
  },
  (t) => [index('session_person').on(t.personId).where(sql`${t.endedAt} is null`)],
)

/** A bearer token for the API: acts as one membership; only its SHA-256 is kept. */
export const apiToken = pgTable(
  'api_token',
  {
    id: id(),
    membershipId: ref('membership_id')
      .notNull()
      .references(() => membership.id),
    name: text('name').notNull(),
    tokenHash: text('token_hash').notNull(),
    prefix: text('prefix').notNull(),
    createdAt: createdAt(),
    expiresOn: day('expires_on'),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [uniqueIndex('api_token_hash').on(t.tokenHash), index('api_token_membership').on(t.membershipId)],
)

/** The State Council's calendar, a row a day; SQL counts working days as a difference of `workdayNo`. */
export const calendarDay = pgTable('calendar_day', {
  day: day('day').primaryKey(),
  isWorkday: boolean('is_workday').notNull(),
  workdayNo: integer('workday_no').notNull(),
  name: text('name'),
})

/** What an administrator changed in the published calendar; later than the national data, so it wins. */
export const holidayOverride = pgTable('holiday_override', {
  day: day('day').primaryKey(),
  isWorkday: boolean('is_workday').notNull(),
  name: text('name').notNull(),
})

export const rateLimit = pgTable(
  'rate_limit',
  {
    key: text('key').notNull(),
    windowStart: bigint('window_start', { mode: 'number' }).notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.windowStart] })],
)
