import { membership, person, unit } from '@/db/schema/organisation'
import type { Context } from '@/lib/commands/run'
import { calendarDate } from '@/lib/domain/calendar/date'
import type { Role } from '@/lib/domain/permission/table'
import { contextOf, type World } from './world'

/** Who is asked in every row of the matrix, by how they stand to what the health bureau of the district leads. */
export const castNames = [
  // the plan's office
  'office',
  'office2',
  // the primary lead, a supporter, a member of a supporting group, a unit of the district that has no part
  'leadOfficer',
  'leadHead',
  'supportOfficer',
  'supportHead',
  'memberOfficer',
  'outsideOfficer',
  'outsideHead',
  // another office of the district, the city's
  'otherDesk',
  'cityOffice',
  'leader',
  'cityLeader',
  // to whom the plan was opened, and to whom not
  'expert',
  'closedExpert',
  'admin',
  'cityAdmin',
  'auditor',
  // the same roles in the district next door
  'foreignOffice',
  'foreignOfficer',
  'foreignHead',
  'foreignLeader',
  'foreignExpert',
  'foreignAdmin',
  'foreignAuditor',
] as const
export type CastName = (typeof castNames)[number]

export const only = <T>(rows: readonly T[]): T => {
  const [row] = rows
  if (!row) throw new Error('nothing was found')
  return row
}

export const appoint = async (world: World, userName: string, unitId: number, role: Role): Promise<Context> => {
  const who = only(
    await world.db.insert(person).values({ userName, name: userName, mustChangePassword: false }).returning(),
  )
  const held = only(
    await world.db
      .insert(membership)
      .values({ personId: who.id, unitId, role, startedOn: calendarDate('2020-01-01') })
      .returning(),
  )
  return contextOf(world.db, held.id, world.today)
}

export const castOf = async (world: World): Promise<Readonly<Record<CastName, Context>>> => {
  const { db, units, county, other } = world
  const newUnit = async (jurisdictionId: number, name: string, isOffice = false) =>
    only(await db.insert(unit).values({ jurisdictionId, name, kind: 'department', isOffice }).returning()).id
  const desk = await newUnit(county.id, '区爱卫办', true)
  const outside = await newUnit(county.id, '区统计局')
  const next = await newUnit(other.id, '邻区政府')
  return {
    office: await world.as('office'),
    office2: await world.as('office2'),
    leadOfficer: await world.as('healthOfficer'),
    leadHead: await world.as('healthHead'),
    supportOfficer: await world.as('sportsOfficer'),
    supportHead: await world.as('sportsHead'),
    memberOfficer: await world.as('town1Officer'),
    outsideOfficer: await appoint(world, 'outside-officer', outside, 'officer'),
    outsideHead: await appoint(world, 'outside-head', outside, 'head'),
    otherDesk: await appoint(world, 'other-desk', desk, 'office'),
    cityOffice: await appoint(world, 'city-office', units.cityOffice.id, 'office'),
    leader: await world.as('leader'),
    cityLeader: await world.as('cityLeader'),
    expert: await world.as('expert'),
    closedExpert: await appoint(world, 'closed-expert', units.office.id, 'expert'),
    admin: await world.as('admin'),
    cityAdmin: await appoint(world, 'city-admin', units.cityGovernment.id, 'admin'),
    auditor: await world.as('auditor'),
    foreignOffice: await world.as('otherOffice'),
    foreignOfficer: await world.as('otherOfficer'),
    foreignHead: await appoint(world, 'foreign-head', units.otherHealth.id, 'head'),
    foreignLeader: await appoint(world, 'foreign-leader', next, 'leader'),
    foreignExpert: await appoint(world, 'foreign-expert', units.otherOffice.id, 'expert'),
    foreignAdmin: await appoint(world, 'foreign-admin', next, 'admin'),
    foreignAuditor: await appoint(world, 'foreign-auditor', next, 'auditor'),
  }
}
