import type { Db, Tx } from '@/db/client'
import { readActor } from '@/db/actors'
import { jurisdiction, membership, person, unit, unitMember } from '@/db/schema/organisation'
import { plan, reportingPeriod, section } from '@/db/schema/plan'
import { assignment, milestone, task } from '@/db/schema/task'
import { settleTask } from '@/lib/commands/settle-task'
import type { Context } from '@/lib/commands/run'
import { type CalendarDate, calendarDate } from '@/lib/domain/calendar/date'
import { nationalHolidays } from '@/lib/domain/calendar/holidays'
import { createWorkCalendar } from '@/lib/domain/calendar/workdays'
import type { Role } from '@/lib/domain/permission/table'
import { periodsOf } from '@/lib/domain/report/period'

/** The smallest place in which everything can happen; all of it invented (示例). */
export type World = Awaited<ReturnType<typeof createWorld>>

const insertOne = async <T>(rows: Promise<T[]>): Promise<T> => {
  const [row] = await rows
  if (!row) throw new Error('nothing was inserted')
  return row
}

export const contextOf = async (
  db: Db | Tx,
  membershipId: number,
  today: CalendarDate,
  now = new Date(`${today}T02:00:00Z`),
): Promise<Context> => {
  const actor = await readActor(db, membershipId)
  if (!actor) throw new Error(`no actor for membership ${membershipId}`)
  return { actor, today, now, via: 'web', requestId: 'test', ip: null }
}

/**
 * A city with a district; the district's office, two departments, three townships and their group, and one person a role.
 * `as(name)` gives the context of that person's membership.
 */
export const createWorld = async (db: Db | Tx, today: CalendarDate = calendarDate('2026-11-20')) => {
  const place = async (
    parent: { id: number; path: string } | null,
    code: string,
    name: string,
    level: 'city' | 'county' | 'province',
  ) =>
    insertOne(
      db
        .insert(jurisdiction)
        .values({ parentId: parent?.id ?? null, code, name, level, path: `${parent?.path ?? ''}${code}.` })
        .returning(),
    )
  const city = await place(null, '9901', '示例市', 'city')
  const county = await place(city, '990101', '示例区', 'county')
  const other = await place(city, '990102', '邻区', 'county')
  const newUnit = (
    jurisdictionId: number,
    name: string,
    kind: 'department' | 'government' | 'group' = 'department',
    isOffice = false,
  ) => insertOne(db.insert(unit).values({ jurisdictionId, name, kind, isOffice }).returning())
  const units = {
    office: await newUnit(county.id, '区健康促进办', 'department', true),
    health: await newUnit(county.id, '区卫健委'),
    sports: await newUnit(county.id, '区教体局'),
    town1: await newUnit(county.id, '东湖镇', 'government'),
    town2: await newUnit(county.id, '西山乡', 'government'),
    town3: await newUnit(county.id, '南桥街道', 'government'),
    towns: await newUnit(county.id, '各乡镇政府', 'group'),
    government: await newUnit(county.id, '区政府', 'government'),
    cityOffice: await newUnit(city.id, '市健康促进办', 'department', true),
    cityGovernment: await newUnit(city.id, '市政府', 'government'),
    otherOffice: await newUnit(other.id, '邻区健康促进办', 'department', true),
    otherHealth: await newUnit(other.id, '邻区卫健委'),
  }
  await db
    .insert(unitMember)
    .values([units.town1, units.town2, units.town3].map((member) => ({ groupId: units.towns.id, memberId: member.id })))
  const member = async (userName: string, name: string, unitId: number, role: Role) => {
    const who = await insertOne(db.insert(person).values({ userName, name, mustChangePassword: false }).returning())
    const held = await insertOne(
      db
        .insert(membership)
        .values({ personId: who.id, unitId, role, startedOn: calendarDate('2020-01-01') })
        .returning(),
    )
    return held.id
  }
  const members = {
    office: await member('office', '王办', units.office.id, 'office'),
    office2: await member('office2', '李办', units.office.id, 'office'),
    healthOfficer: await member('health-officer', '赵卫', units.health.id, 'officer'),
    healthHead: await member('health-head', '钱卫', units.health.id, 'head'),
    sportsOfficer: await member('sports-officer', '孙体', units.sports.id, 'officer'),
    sportsHead: await member('sports-head', '周体', units.sports.id, 'head'),
    town1Officer: await member('town1-officer', '吴镇', units.town1.id, 'officer'),
    town2Officer: await member('town2-officer', '郑乡', units.town2.id, 'officer'),
    leader: await member('leader', '冯区长', units.government.id, 'leader'),
    cityLeader: await member('city-leader', '陈市长', units.cityGovernment.id, 'leader'),
    expert: await member('expert', '褚专家', units.office.id, 'expert'),
    admin: await member('admin', '卫管', units.government.id, 'admin'),
    auditor: await member('auditor', '蒋审', units.government.id, 'auditor'),
    otherOffice: await member('other-office', '沈邻', units.otherOffice.id, 'office'),
    otherOfficer: await member('other-officer', '韩邻', units.otherHealth.id, 'officer'),
  }
  const as = (who: keyof typeof members, on: CalendarDate = today) => contextOf(db, members[who], on)
  return { db, today, city, county, other, units, members, as }
}

type GivenTask = {
  readonly title?: string
  readonly lead: number
  readonly supports?: readonly number[]
  readonly dueOn?: CalendarDate | null
  readonly state?: 'issued' | 'active'
  readonly milestones?: readonly { title: string; dueOn: CalendarDate; weight: number; evidenceAsked?: string }[]
}

/** An active plan of the district with tasks as they stand right after publication, written directly: the given of a test. */
export const givePlan = async (
  world: World,
  tasks: readonly GivenTask[],
  options: { signOffRequired?: boolean; officeUnitId?: number; jurisdictionId?: number } = {},
) => {
  const { db, units, county, today } = world
  const officeUnitId = options.officeUnitId ?? units.office.id
  const issuedAt = new Date('2026-01-05T02:00:00Z')
  const owner = await insertOne(
    db
      .insert(plan)
      .values({
        jurisdictionId: options.jurisdictionId ?? county.id,
        officeUnitId,
        title: '示例区健康促进计划（2026—2027年）',
        periodStart: 2026,
        periodEnd: 2027,
        state: 'active',
        signOffRequired: options.signOffRequired ?? true,
        publishedAt: issuedAt,
        isSample: true,
      })
      .returning(),
  )
  const periods = await db
    .insert(reportingPeriod)
    .values(
      periodsOf(
        'quarter',
        calendarDate('2026-01-01'),
        calendarDate('2027-12-31'),
        createWorkCalendar(nationalHolidays),
      ).map((period) => ({ ...period, planId: owner.id })),
    )
    .returning()
  const chapter = await insertOne(
    db.insert(section).values({ planId: owner.id, position: 1, title: '一、主要任务' }).returning(),
  )
  const rows = []
  for (const [index, given] of tasks.entries()) {
    const dueOn = given.dueOn === undefined ? calendarDate('2027-06-30') : given.dueOn
    const row = await db.transaction(async (tx) => {
      const inserted = await insertOne(
        tx
          .insert(task)
          .values({
            planId: owner.id,
            sectionId: chapter.id,
            position: index + 1,
            number: String(index + 1),
            title: given.title ?? `示例任务${index + 1}`,
            state: given.state ?? 'issued',
            dueOn,
            originalDueOn: dueOn,
            ongoing: dueOn === null,
            issuerUnitId: officeUnitId,
            issuedAt,
            acknowledgedAt: given.state === 'active' ? issuedAt : null,
          })
          .returning(),
      )
      await tx.insert(assignment).values([
        { taskId: inserted.id, unitId: given.lead, role: 'lead' as const, isPrimary: true },
        ...(given.supports ?? []).map((unitId, at) => ({
          taskId: inserted.id,
          unitId,
          role: 'support' as const,
          position: at + 1,
        })),
      ])
      if (given.milestones?.length) {
        await tx.insert(milestone).values(
          given.milestones.map((entry, at) => ({
            taskId: inserted.id,
            position: at + 1,
            title: entry.title,
            deliverable: entry.title,
            dueOn: entry.dueOn,
            originalDueOn: entry.dueOn,
            weight: entry.weight,
            evidenceAsked: entry.evidenceAsked ?? null,
            evidenceWhy: entry.evidenceAsked ? '核对完成情况' : null,
          })),
        )
      }
      await settleTask(tx, inserted.id)
      return inserted
    })
    rows.push(row)
  }
  return { plan: owner, section: chapter, periods, tasks: rows, today }
}
