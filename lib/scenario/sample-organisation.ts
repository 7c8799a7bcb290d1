import { hash } from '@node-rs/argon2'
import { pinyin } from './unit-code'
import type { Tx } from '@/db/client'
import { jurisdiction, membership, person, unit, unitAlias, unitMember } from '@/db/schema/organisation'
import { calendarDate } from '@/lib/domain/calendar/date'
import type { Role } from '@/lib/domain/permission/table'
import type { UnitKind } from '@/lib/domain/plan-text/reading'
import { givenNames, samplePlaces, type SamplePlace, surnames } from './sample-places'
import type { SamplePlan } from './sample-plan'
import { samplePassword } from './sign-ins'

export type SampleOrganisation = {
  /** Unit ids by place key and unit name. */
  readonly units: ReadonlyMap<string, ReadonlyMap<string, number>>
  readonly offices: ReadonlyMap<string, number>
  /** Membership ids by user name. */
  readonly members: ReadonlyMap<string, number>
  /** Membership of the officer and the head of a unit, by unit id. */
  readonly officerOf: ReadonlyMap<number, number>
  readonly headOf: ReadonlyMap<number, number>
}

const one = <T>(rows: readonly T[]): T => {
  const [row] = rows
  if (!row) throw new Error('nothing was inserted')
  return row
}

/** Places, units, aliases, groups and people of the sample. Deterministic: the same names every time. */
export const createSampleOrganisation = async (
  tx: Tx,
  plans: ReadonlyMap<string, SamplePlan>,
): Promise<SampleOrganisation> => {
  const passwordHash = await hash(samplePassword)
  const places = new Map<string, { id: number; path: string }>()
  const units = new Map<string, Map<string, number>>()
  const offices = new Map<string, number>()
  const members = new Map<string, number>()
  const officerOf = new Map<number, number>()
  const headOf = new Map<number, number>()
  const used = new Set<string>()
  let count = 0

  const addPerson = async (userName: string, name: string, unitId: number, role: Role): Promise<number> => {
    const who = one(
      await tx
        .insert(person)
        .values({ userName, name, passwordHash, mustChangePassword: false })
        .returning({ id: person.id }),
    )
    const held = one(
      await tx
        .insert(membership)
        .values({ personId: who.id, unitId, role, startedOn: calendarDate('2017-01-01') })
        .returning({ id: membership.id }),
    )
    members.set(userName, held.id)
    return held.id
  }
  const nextName = (): string => {
    const surname = surnames[count % surnames.length]
    const given = givenNames[(count * 7 + Math.floor(count / surnames.length)) % givenNames.length]
    count += 1
    return `${surname}${given}`
  }
  /** A user name that nobody has: place prefix, the unit's syllables, the post. */
  const userNameFor = (prefix: string, unitName: string, post: string): string => {
    const base = `${prefix}-${pinyin(unitName)}`
    let candidate = `${base}-${post}`
    for (let at = 2; used.has(candidate); at += 1) candidate = `${base}${at}-${post}`
    used.add(candidate)
    return candidate
  }

  const addUnits = async (place: SamplePlace, jurisdictionId: number): Promise<void> => {
    const byName = new Map<string, number>()
    units.set(place.key, byName)
    const add = async (name: string, kind: UnitKind, isOffice = false): Promise<number> => {
      const known = byName.get(name)
      if (known !== undefined) return known
      const row = one(
        await tx
          .insert(unit)
          .values({ jurisdictionId, name, kind, isOffice, position: byName.size + 1 })
          .returning({ id: unit.id }),
      )
      byName.set(name, row.id)
      return row.id
    }
    const prefix = place.prefix ?? place.key
    if (place.office) {
      const officeId = await add(place.office.name, 'department', true)
      offices.set(place.key, officeId)
      for (const [index, name] of place.office.people.entries()) {
        await addPerson(index === 0 ? `${prefix}-office` : `${prefix}-office${index + 1}`, name, officeId, 'office')
      }
      if (place.expert) await addPerson(`${prefix}-expert`, place.expert, officeId, 'expert')
    }
    if (place.government) {
      const governmentId = await add(place.government.name, 'government')
      await addPerson(`${prefix}-leader`, place.government.leader, governmentId, 'leader')
      if (place.government.leader2) {
        await addPerson(`${prefix}-leader2`, place.government.leader2, governmentId, 'leader')
      }
      await addPerson(`${prefix}-admin`, place.government.admin, governmentId, 'admin')
      await addPerson(`${prefix}-auditor`, place.government.auditor, governmentId, 'auditor')
    }
    const listed = plans.get(place.plan ?? '')?.units ?? []
    for (const entry of listed) await add(entry.name, entry.kind)
    for (const [group, names] of Object.entries(place.groups ?? {})) {
      const groupId = await add(group, 'group')
      for (const name of names) {
        const memberId = await add(name, 'government')
        await tx.insert(unitMember).values({ groupId, memberId })
      }
    }
    for (const entry of listed) {
      const unitId = byName.get(entry.name)
      for (const spelling of entry.spellings) {
        if (unitId === undefined || byName.has(spelling)) continue
        await tx.insert(unitAlias).values({ jurisdictionId, unitId, spelling }).onConflictDoNothing()
      }
    }
    const groups = new Set([
      ...listed.filter((entry) => entry.kind === 'group').map((entry) => entry.name),
      ...Object.keys(place.groups ?? {}),
    ])
    const withoutDesk = new Set([...groups, place.office?.name, place.government?.name])
    for (const [name, unitId] of byName) {
      if (withoutDesk.has(name)) continue
      const known = knownPeople.get(`${place.key}/${name}`)
      officerOf.set(
        unitId,
        await addPerson(userNameFor(prefix, name, 'jb'), known?.officer ?? nextName(), unitId, 'officer'),
      )
      headOf.set(unitId, await addPerson(userNameFor(prefix, name, 'fz'), known?.head ?? nextName(), unitId, 'head'))
    }
  }

  for (const place of samplePlaces) {
    const above = place.parent ? places.get(place.parent) : undefined
    const path = `${above?.path ?? ''}${place.code}.`
    const row = one(
      await tx
        .insert(jurisdiction)
        .values({ parentId: above?.id ?? null, code: place.code, name: place.name, level: place.level, path })
        .returning({ id: jurisdiction.id }),
    )
    places.set(place.key, { id: row.id, path })
    if (place.office) await addUnits(place, row.id)
  }
  return { units, offices, members, officerOf, headOf }
}

/** People whom sign-ins.ts and the README name. */
const knownPeople: ReadonlyMap<string, { officer: string; head: string }> = new Map([
  ['xiangfu/区教体局', { officer: '周启航', head: '吴婉清' }],
])
