import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { membership, person, unit, unitAlias } from '@/db/schema/organisation'
import { jurisdictionSubject } from '@/db/subjects'
import { checkImport, type ImportFacts, type PlannedPerson, type PlannedUnit } from '@/lib/domain/account/import-check'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { AuditEvent } from '@/lib/domain/events'
import type { UnitKind } from '@/lib/domain/plan-text/reading'
import { Refusal } from '@/lib/domain/refusals'
import { importOrganisationInput } from '@/lib/input/organisation-import'
import { hashPassword, initialPassword } from '@/lib/platform/password'
import { defineCommand } from './run'

type NameRow = { name: string; id: number; isLive: boolean; kind: UnitKind; isOffice: boolean }

const readFacts = async (tx: Tx, jurisdictionId: number, userNames: readonly string[]): Promise<ImportFacts> => {
  const names = await tx.execute<NameRow>(sql`
    select n.name, u.id::float8 as id, u.dissolved_on is null as "isLive", u.kind, u.is_office as "isOffice"
    from (select id, name from unit where jurisdiction_id = ${jurisdictionId}
      union all select unit_id, spelling from unit_alias where jurisdiction_id = ${jurisdictionId}) n
      join unit u on u.id = n.id
    order by u.dissolved_on is null`)
  const taken = await tx.execute<{ name: string }>(sql`
    select lower(user_name) as name from person
    where lower(user_name) in (select lower(value) from jsonb_array_elements_text(${JSON.stringify(userNames)}::jsonb))`)
  return {
    // Live units come last: a spelling that moved to a successor wins over the dissolved unit of that name.
    names: new Map(names.map((row) => [row.name, row])),
    userNames: new Set(taken.map((row) => row.name)),
  }
}

type Write = {
  readonly tx: Tx
  readonly jurisdictionId: number
  readonly today: CalendarDate
  readonly ids: Map<string, number>
  readonly record: (event: AuditEvent) => void
}

const writeUnits = async ({ tx, jurisdictionId, ids, record }: Write, units: readonly PlannedUnit[]): Promise<void> => {
  if (units.length === 0) return
  const rows = await tx
    .insert(unit)
    .values(units.map(({ name, kind, isOffice, position }) => ({ jurisdictionId, name, kind, isOffice, position })))
    .returning({ id: unit.id, name: unit.name })
  for (const row of rows) ids.set(row.name, row.id)
  const aliases = units.flatMap(({ name, aliases: list }) =>
    list.map((spelling) => ({ jurisdictionId, unitId: idOf(ids, name), spelling })),
  )
  if (aliases.length > 0) await tx.insert(unitAlias).values(aliases)
  for (const planned of units) {
    const id = idOf(ids, planned.name)
    const parentId = planned.parent === null ? null : idOf(ids, planned.parent)
    if (parentId !== null) await tx.update(unit).set({ parentId }).where(eq(unit.id, id))
    const { row: _, parent: __, ...values } = planned
    record({ action: 'unit.import', subjectType: 'unit', subjectId: id, after: { ...values, parentId } })
  }
}

const idOf = (ids: ReadonlyMap<string, number>, name: string): number => {
  const id = ids.get(name)
  if (id === undefined) throw new Error(`no unit ${name} after the check`)
  return id
}

const writePeople = async ({ tx, today, ids, record }: Write, people: readonly PlannedPerson[]) => {
  const secrets = await Promise.all(
    people.map(async () => {
      const password = initialPassword()
      return { password, passwordHash: await hashPassword(password) }
    }),
  )
  const made: { name: string; userName: string; initialPassword: string }[] = []
  for (const [index, planned] of people.entries()) {
    const { name, userName, phone, email } = planned
    const secret = secrets[index]
    if (!secret) throw new Error('a person without a password')
    const [row] = await tx
      .insert(person)
      .values({ name, userName, phone, email, passwordHash: secret.passwordHash })
      .returning({ id: person.id })
    if (!row) throw new Error('the person was not inserted')
    const posts = planned.posts.map((post) => ({
      personId: row.id,
      unitId: idOf(ids, post.unit),
      role: post.role,
      title: post.title,
      startedOn: today,
    }))
    await tx.insert(membership).values(posts)
    const held = planned.posts.map((post) => ({ unitName: post.unit, role: post.role, title: post.title }))
    const after = { name, userName, phone, email, posts: held }
    record({ action: 'person.import', subjectType: 'person', subjectId: row.id, after })
    made.push({ name, userName, initialPassword: secret.password })
  }
  return made
}

/** 批量导入: checks the whole table, and writes all of it or nothing. Initial passwords are given back once. */
export const importOrganisation = defineCommand({
  name: 'unit.import',
  input: importOrganisationInput,
  seenBy: 'unit.view',
  lock: async (tx, { jurisdictionId }) => {
    const subject = await jurisdictionSubject(tx, jurisdictionId)
    return subject.jurisdictionPath
      ? { targets: [{ type: 'jurisdiction' as const, id: jurisdictionId, subject }] }
      : null
  },
  action: 'unit.manage',
  handle: async ({ tx, today, record, unchanged }, { jurisdictionId, units, people, confirm }) => {
    const facts = await readFacts(
      tx,
      jurisdictionId,
      people.map((row) => row.userName),
    )
    const check = checkImport(units, people, facts)
    if (!confirm) {
      unchanged()
      return { check, made: [] }
    }
    // The screen offers to write only what it found without error.
    if (check.errors.length > 0) throw new Refusal('importFileChanged')
    if (check.units.length === 0 && check.people.length === 0) {
      unchanged()
      return { check, made: [] }
    }
    const ids = new Map([...facts.names].filter(([, row]) => row.isLive).map(([name, row]) => [name, row.id]))
    const write = { tx, jurisdictionId, today, ids, record }
    await writeUnits(write, check.units)
    return { check, made: await writePeople(write, check.people) }
  },
})
