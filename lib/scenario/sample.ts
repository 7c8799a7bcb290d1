import { asc, eq } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { readCalendar } from '@/db/calendar'
import { jurisdiction, membership, unit, unitMember } from '@/db/schema/organisation'
import { plan, planExpert } from '@/db/schema/plan'
import { assignment, task } from '@/db/schema/task'
import { addExpertComment } from '@/lib/commands/add-expert-comment'
import { archivePlan } from '@/lib/commands/archive-plan'
import { publishPlan } from '@/lib/commands/publish-plan'
import { run } from '@/lib/commands/run'
import { addDays, type CalendarDate, calendarDate, partsOf } from '@/lib/domain/calendar/date'
import { type Cast, type Fate, tellPastTask, tellTask } from './sample-fates'
import { type Hands, handsOf } from './hands'
import { tellConsultation } from './sample-consultation'
import { insertDraft, type Owner } from './sample-draft'
import { createSampleOrganisation, type SampleOrganisation } from './sample-organisation'
import { samplePlaces } from './sample-places'
import { readSamplePlan, type SamplePlan, samplePlanKeys, type SamplePlanKey } from './sample-plan'
import { openToEverybody } from './sample-public'
import { tellSupervision } from './sample-supervision'
import { Stage } from './stage'

const repeat = (fate: Fate, times: number): Fate[] => Array.from({ length: times }, () => fate)

/** How many tasks of each plan fare how; dealt out in turn over the tasks, so that no unit gets only good or bad news. */
const fates: Readonly<Record<SamplePlanKey, readonly Fate[]>> = {
  zhengzhou: [...repeat('closed', 51), ...repeat('terminated', 2)],
  gongyi: [...repeat('closed', 35), ...repeat('overdue', 11), ...repeat('extended', 5), ...repeat('closing', 3)],
  guancheng: [
    ...repeat('closed', 29),
    ...repeat('overdue', 9),
    ...repeat('extended', 5),
    ...repeat('closing', 2),
    ...repeat('terminated', 2),
  ],
  xiangfu: [
    'onTrack',
    'closed',
    'newlyOverdue',
    'submitted',
    'overdue',
    'dueSoon',
    'extended',
    'returned',
    'closed',
    'extensionPending',
    'awaitingSignOff',
    'onTrack',
    'closing',
    'submitted',
    'overdue',
    'dueSoon',
    'issued',
    'closed',
    'onTrack',
    'issued',
    'onTrack',
  ],
  lianyungang: [
    ...repeat('closed', 17),
    ...repeat('overdue', 6),
    ...repeat('newlyOverdue', 3),
    ...repeat('dueSoon', 5),
    ...repeat('submitted', 5),
    ...repeat('returned', 3),
    ...repeat('awaitingSignOff', 2),
    ...repeat('extended', 2),
    ...repeat('extensionPending', 2),
    ...repeat('closing', 2),
    ...repeat('issued', 3),
    ...repeat('onTrack', 10),
  ],
}

/** Deals a list out in strides, so that like does not sit by like. */
const deal = (list: readonly Fate[], at: number, key: SamplePlanKey): Fate => {
  const stride = key === 'xiangfu' ? 1 : 7
  return list[(at * stride + Math.floor((at * stride) / list.length)) % list.length] as Fate
}

const publishedOn = (key: SamplePlanKey, today: CalendarDate): CalendarDate => {
  if (key === 'zhengzhou') return calendarDate('2018-08-01')
  if (key === 'gongyi') return calendarDate('2022-06-20')
  if (key === 'guancheng') return calendarDate('2022-03-01')
  // Plans to 2030 came into the program a good year ago.
  return addDays(today, key === 'xiangfu' ? -390 : -420)
}

/** Every unit that only supports receives what it was given, save two that have not got round to it. */
const supportersReceive = async (
  stage: Stage,
  hands: Hands,
  organisation: SampleOrganisation,
  planId: number,
  day: CalendarDate,
) => {
  const rows = await stage.tx
    .select({ taskId: assignment.taskId, unitId: assignment.unitId, kind: unit.kind })
    .from(assignment)
    .innerJoin(task, eq(task.id, assignment.taskId))
    .innerJoin(unit, eq(unit.id, assignment.unitId))
    .where(eq(task.planId, planId))
    .orderBy(asc(assignment.unitId), asc(assignment.taskId))
  const byUnit = new Map<number, number[]>()
  const leads = new Set(
    (await stage.tx.select({ unitId: assignment.unitId }).from(assignment).where(eq(assignment.isPrimary, true))).map(
      (row) => row.unitId,
    ),
  )
  for (const row of rows) {
    if (row.kind === 'group') continue
    byUnit.set(row.unitId, [...(byUnit.get(row.unitId) ?? []), row.taskId])
  }
  let at = 0
  for (const [unitId, taskIds] of byUnit) {
    at += 1
    const member = organisation.officerOf.get(unitId)
    if (member === undefined || at % 9 === 0) continue
    const ledHere = leads.has(unitId)
    const supported: number[] = []
    for (const taskId of taskIds) {
      const isLead = ledHere && (await leadOf(stage.tx, taskId)) === unitId
      // The last support of a unit is left open now and then: something to receive is on its list.
      if (!isLead && !(at % 4 === 1 && taskId === taskIds.at(-1))) supported.push(taskId)
    }
    if (supported.length > 0) {
      stage.on(
        addDays(day, 3 + (at % 6)),
        async (on, moment) => void (await hands.acknowledge({ member, on, at: moment }, supported)),
      )
    }
  }
}

const leadOf = async (tx: Tx, taskId: number): Promise<number | undefined> => {
  const rows = await tx.select().from(assignment).where(eq(assignment.taskId, taskId))
  return rows.find((row) => row.isPrimary)?.unitId
}

const tellPlan = async (
  stage: Stage,
  hands: Hands,
  organisation: SampleOrganisation,
  owner: Owner,
): Promise<number> => {
  const { tx, today } = stage
  const day = stage.workday(publishedOn(owner.key, today))
  const office = await stage.context(owner.office, day, new Date(`${day}T00:30:00Z`))
  const planId = await insertDraft(tx, owner, office.actor.personId)
  await run(tx, office, publishPlan, { planId, version: 1 })
  if (partsOf(today).year <= owner.facts.document.periodEnd)
    await supportersReceive(stage, hands, organisation, planId, day)

  const tasks = await tx.select().from(task).where(eq(task.planId, planId)).orderBy(asc(task.position), asc(task.id))
  const list = fates[owner.key]
  for (const [at, row] of tasks.entries()) {
    const leadId = await leadOf(tx, row.id)
    if (leadId === undefined || row.dueOn === null) continue
    const common = { stage, hands, signOff: owner.facts.document.periodEnd >= 2026, publishedOn: day, dueOn: row.dueOn }
    const fate = deal(list, at, owner.key)
    const members = await tx.select({ id: unitMember.memberId }).from(unitMember).where(eq(unitMember.groupId, leadId))
    if (members.length > 0) {
      // Led by a group: the office hands it on, and each member fares differently.
      stage.on(addDays(day, 2), async (on, moment) => {
        const ids = await hands.fanOut(
          { member: owner.office, on, at: moment },
          row.id,
          leadId,
          members.map((member) => member.id),
          row.title,
        )
        for (const [place, id] of ids.entries()) {
          const unitId = members[place]?.id as number
          const cast = castOf(organisation, unitId, owner)
          const turn = at + place
          if (cast)
            tellTask(
              { ...common, taskId: id, title: row.title, unitId, cast, turn },
              (['closed', 'onTrack', 'overdue', 'dueSoon'] as const)[turn % 4] as Fate,
            )
        }
      })
      continue
    }
    const cast = castOf(organisation, leadId, owner)
    if (!cast) continue
    const one = { ...common, taskId: row.id, title: row.title, unitId: leadId, cast, turn: at }
    if (owner.facts.document.periodEnd >= 2026) tellTask(one, fate)
    else tellPastTask(one, fate)
  }
  await stage.perform()
  if (owner.key === 'zhengzhou') {
    const end = stage.workday(calendarDate('2021-03-01'))
    const [row] = await tx.select({ version: plan.version }).from(plan).where(eq(plan.id, planId))
    await run(tx, await stage.context(owner.office, end, new Date(`${end}T01:00:00Z`)), archivePlan, {
      planId,
      version: row?.version,
    })
  }
  const expert = organisation.members.get('lyg-expert')
  if (owner.key === 'lianyungang' && expert !== undefined) {
    const [held] = await tx.select({ personId: membership.personId }).from(membership).where(eq(membership.id, expert))
    if (held) await tx.insert(planExpert).values({ planId, personId: held.personId })
    const said = stage.calendar.addWorkdays(today, -6)
    const first = tasks.find((row) => row.dueOn !== null)
    if (first) {
      await run(tx, await stage.context(expert, said, new Date(`${said}T02:12:00Z`)), addExpertComment, {
        taskId: first.id,
        text: '建议把完成情况与基线数据放在一起报送，并注明数据来源和统计口径，便于比较。（示例）',
      })
    }
  }
  return planId
}

const castOf = (organisation: SampleOrganisation, unitId: number, owner: Owner): Cast | null => {
  const [officer, head] = [organisation.officerOf.get(unitId), organisation.headOf.get(unitId)]
  return officer === undefined || head === undefined
    ? null
    : { officer, head, office: owner.office, office2: owner.office2 }
}

/**
 * Fills an empty database with the five published plans and an invented, deterministic history up to `today`, all in one
 * transaction: a sample is there whole or not at all.
 */
export const loadSample = async (db: Db, today: CalendarDate): Promise<void> => {
  const facts = new Map<string, SamplePlan>()
  for (const key of samplePlanKeys) facts.set(key, await readSamplePlan(key))
  await db.transaction(async (tx) => {
    const organisation = await createSampleOrganisation(tx, facts)
    const stage = new Stage(tx, today, await readCalendar(tx))
    const hands = handsOf(stage)
    for (const key of samplePlanKeys) {
      const place = samplePlaces.find((entry) => entry.key === key)
      const plan = facts.get(key)
      const [row] = await tx
        .select({ id: jurisdiction.id })
        .from(jurisdiction)
        .where(eq(jurisdiction.code, place?.code ?? ''))
      const officeId = organisation.offices.get(key)
      const office = organisation.members.get(`${place?.prefix}-office`)
      const office2 = organisation.members.get(`${place?.prefix}-office2`)
      if (!plan || !row || officeId === undefined || office === undefined || office2 === undefined)
        throw new Error(`the sample lacks ${key}`)
      const planId = await tellPlan(stage, hands, organisation, {
        key,
        facts: plan,
        jurisdictionId: row.id,
        officeId,
        office,
        office2,
      })
      if (key === 'xiangfu') {
        await tellConsultation(stage, organisation, office)
        await openToEverybody(stage, office, planId)
      }
      if (key === 'xiangfu' || key === 'lianyungang') {
        await tellSupervision(stage, organisation, {
          planId,
          prefix: place?.prefix ?? '',
          preferred: organisation.units.get(key)?.get('区教体局'),
        })
      }
    }
  })
}
