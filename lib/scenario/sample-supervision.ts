import { randomUUID } from 'node:crypto'
import { asc, desc, eq, inArray } from 'drizzle-orm'
import { checklistItem, inspection } from '@/db/schema/inspection'
import { assignment, task } from '@/db/schema/task'
import { acknowledgeRectification } from '@/lib/commands/acknowledge-rectification'
import { claimRectification } from '@/lib/commands/claim-rectification'
import { decideObjection } from '@/lib/commands/decide-objection'
import { fileObjection } from '@/lib/commands/file-objection'
import { openVisit } from '@/lib/commands/open-visit'
import { referClue } from '@/lib/commands/refer-clue'
import { reopenRectification } from '@/lib/commands/reopen-rectification'
import { requestRectificationExtension } from '@/lib/commands/request-rectification-extension'
import { run } from '@/lib/commands/run'
import { saveChecklist } from '@/lib/commands/save-checklist'
import { saveVisit } from '@/lib/commands/save-visit'
import { verifyRectification } from '@/lib/commands/verify-rectification'
import { writeRectification } from '@/lib/commands/write-rectification'
import { addDays, type CalendarDate } from '@/lib/domain/calendar/date'
import { stageFile } from './sample-files'
import type { SampleOrganisation } from './sample-organisation'
import { tellConsequences, tellPlannedInspections } from './sample-supervision-next'
import { sampleAnswers, sampleChecklist, sampleFindings, sampleOrders } from './sample-supervision-words'
import type { Stage } from './stage'
import { beginInspection, conclude, find, type InspectionGiven, order } from './supervision-play'

type Place = { readonly planId: number; readonly prefix: string; readonly preferred?: number | undefined }
type Led = { readonly unitId: number; readonly taskId: number }
type Step = { readonly rectificationId: number; readonly version: number }

/** Units that take part in the plan, one task each: the preferred unit first, then leads of open tasks, then whoever is named. */
const ledTasks = async ({ tx }: Stage, { planId, preferred }: Place, organisation: SampleOrganisation) => {
  const rows = await tx
    .select({ unitId: assignment.unitId, taskId: task.id })
    .from(task)
    .innerJoin(assignment, eq(assignment.taskId, task.id))
    .where(eq(task.planId, planId))
    .orderBy(
      desc(assignment.isPrimary),
      desc(inArray(task.state, ['active', 'issued'])),
      asc(task.position),
      asc(task.id),
      asc(assignment.position),
    )
  const led: Led[] = []
  for (const row of rows.toSorted((a, b) => Number(b.unitId === preferred) - Number(a.unitId === preferred))) {
    const isStaffed = organisation.officerOf.has(row.unitId) && organisation.headOf.has(row.unitId)
    if (isStaffed && !led.some((entry) => entry.unitId === row.unitId)) led.push(row)
  }
  return led
}

/**
 * The year of a place's supervision (示例): an inspection of each kind and each statutory kind, findings at every stage, orders
 * in every state, an objection decided, consequences from proposal to effect. Played after the tasks, in the order of the days.
 */
export const tellSupervision = async (stage: Stage, organisation: SampleOrganisation, place: Place): Promise<void> => {
  const { tx, today } = stage
  const [a, b, c, d] = await ledTasks(stage, place, organisation)
  if (!a || !b || !c || !d) throw new Error('the plan has too few units with open tasks')
  const member = (post: string): number => {
    const id = organisation.members.get(`${place.prefix}-${post}`)
    if (id === undefined) throw new Error(`nobody is ${place.prefix}-${post}`)
    return id
  }
  /** A day so many days ago, moved to a working day that is not after today. */
  const ago = (days: number): CalendarDate => {
    const day = stage.workday(addDays(today, -days))
    return day > today ? stage.calendar.addWorkdays(today, -1) : day
  }
  const by = (membershipId: number, day: CalendarDate, minute = 0) =>
    stage.context(membershipId, day, new Date(Date.parse(`${day}T00:40:00Z`) + minute * 60_000))
  const deskOn = async (day: CalendarDate) => ({
    office: await by(member('office'), day),
    leader: await by(member('leader'), day, 20),
  })
  const inspectorOn = (day: CalendarDate, minute = 60) => by(member('office2'), day, minute)
  const officerOf = (led: Led, day: CalendarDate) => by(organisation.officerOf.get(led.unitId) as number, day, 90)
  const headOf = (led: Led, day: CalendarDate) => by(organisation.headOf.get(led.unitId) as number, day, 150)
  const head = (await inspectorOn(today)).actor.personId
  const base: InspectionGiven = {
    planId: place.planId,
    memberIds: [head],
    headId: head,
    legalBasis: '本级政府年度督查计划，由政府督查机构组织实施（示例）',
    content: '规划重点任务推进、台账资料和现场情况（示例）',
    scope: '牵头承担规划任务的有关单位（示例）',
  }
  const on = (from: number, to: number) => ({ startsOn: ago(from), endsOn: ago(to) })
  const list = await run(tx, (await deskOn(ago(200))).office, saveChecklist, sampleChecklist)
  const items = await tx
    .select()
    .from(checklistItem)
    .where(eq(checklistItem.checklistId, list.checklistId))
    .orderBy(checklistItem.position)

  // A year of quiet: daily supervision that found nothing.
  const daily = await beginInspection(tx, await deskOn(ago(300)), {
    ...base,
    ...on(300, 295),
    title: '年度重点任务日常督办（示例）',
    statutoryKind: 'daily',
    unitIds: [d.unitId],
    taskIds: [d.taskId],
  })
  await conclude(tx, await deskOn(ago(290)), { inspectionId: daily.inspectionId, unitId: d.unitId }, 'sent')

  // 专项督查: four units, seven findings, every kind of order.
  const special = await beginInspection(tx, await deskOn(ago(152)), {
    ...base,
    ...on(150, 144),
    title: '规划重点任务专项督查（示例）',
    unitIds: [a, b, c, d].map((led) => led.unitId),
    taskIds: [a, b, c, d].map((led) => led.taskId),
    checklistIds: [list.checklistId],
  })
  const { inspectionId } = special
  const onSite = ago(148)
  const { visitId } = await run(tx, await inspectorOn(onSite), openVisit, {
    inspectionId,
    unitId: a.unitId,
    visitedOn: onSite,
  })
  const photo = await stageFile({ name: '示例-现场照片.png', kind: 'png', words: '示例现场照片督查' }, head)
  const answers = items.map((item, at) => ({
    uuid: randomUUID(),
    itemId: item.id,
    ...(sampleAnswers[at] ?? sampleAnswers[0]),
    answeredAt: `${onSite}T01:4${at}:00Z`,
    place: item.asksPlace ? { latitude: 34.75, longitude: 114.44, accuracy: 15 } : null,
  }))
  await run(tx, await inspectorOn(onSite, 90), saveVisit, {
    visitId,
    answers,
    photos: [
      {
        uuid: randomUUID(),
        of: answers[2]?.uuid,
        uploadId: photo,
        name: '示例-现场照片.png',
        takenAt: `${onSite}T01:43:00Z`,
      },
    ],
    notes: { text: '【示例】现场由单位分管负责人陪同。', at: `${onSite}T02:00:00Z` },
  })
  const owners = [a, b, c, d, a, b, c]
  const findings: number[] = []
  for (const [at, words] of sampleFindings.entries()) {
    const led = owners[at] as Led
    const taskId = led.taskId
    findings.push(
      (await find(tx, await inspectorOn(ago(147), 60 + at), { inspectionId, unitId: led.unitId, taskId, ...words }))
        .findingId,
    )
  }
  const sentOn = ago(130)
  const conclusions = []
  for (const led of [a, b, c, d]) {
    conclusions.push(await conclude(tx, await deskOn(sentOn), { inspectionId, unitId: led.unitId }, 'sent'))
  }
  // 第十七条: one unit objects; the other leader decides, the last finding falls.
  const objected = await run(tx, await headOf(b, ago(120)), fileObjection, {
    ...conclusions[1],
    grounds: '【示例】3 个点位已经开工，检查当日因雨停工，并非虚报。',
  })
  await run(tx, await by(member('leader2'), ago(104)), decideObjection, {
    ...objected,
    outcome: 'amended',
    decision: '【示例】经查施工记录，点位当时已开工，该问题不成立，其余维持。',
    body: '【示例】经复核，原结论中“未开工即报完成”的问题不成立，予以撤销；台账与报送不一致的问题属实，请按通知整改。',
    withdrawnFindingIds: [findings[5] as number],
  })

  const office = async (days: number) => (await deskOn(ago(days))).office
  const orderOf = async (days: number, at: number, dueOn: CalendarDate): Promise<Step> =>
    order(tx, await office(days), { findingIds: [findings[at] as number], ...sampleOrders[at], dueOn })
  const receive = async (led: Led, days: number, step: Step): Promise<Step> => {
    const taken = await run(tx, await officerOf(led, ago(days)), acknowledgeRectification, step)
    return run(tx, await officerOf(led, ago(days - 2)), writeRectification, {
      ...taken,
      kind: 'plan',
      text: '【示例】一周内排查，两周内完成，月底复查。',
      responsible: '单位分管负责人（示例）',
    })
  }
  const claim = async (led: Led, days: number, step: Step): Promise<Step> => {
    const who = await officerOf(led, ago(days))
    const uploadId = await stageFile(
      { name: '示例-整改照片.png', kind: 'png', words: '示例整改后照片' },
      who.actor.personId,
    )
    const files = [{ uploadId, name: '示例-整改照片.png' }]
    return run(tx, who, claimRectification, { ...step, text: '【示例】已按要求整改到位，请核查。', files })
  }
  const verify = async (days: number, step: Step, verdict: 'clear' | 'return'): Promise<Step> =>
    run(tx, await office(days), verifyRectification, {
      ...step,
      verdict,
      verification: verdict === 'clear' ? 'onSite' : null,
      text: verdict === 'clear' ? '【示例】现场复查，符合验收标准。' : '【示例】更正说明未经负责人签字，请补齐。',
    })
  // 销号, 退回, 逾期, 待核查, 延期待答复: one of each.
  const cleared = await verify(84, await claim(a, 90, await receive(a, 124, await orderOf(126, 0, ago(80)))), 'clear')
  await verify(96, await claim(c, 102, await receive(c, 124, await orderOf(126, 6, ago(90)))), 'clear')
  await verify(30, await claim(b, 34, await receive(b, 98, await orderOf(100, 1, ago(28)))), 'return')
  await receive(c, 122, await orderOf(126, 2, ago(20)))
  await claim(d, 6, await receive(d, 60, await orderOf(62, 3, addDays(today, 10))))
  const asking = await receive(a, 40, await orderOf(42, 4, addDays(today, 20)))
  await run(tx, await officerOf(a, ago(3)), requestRectificationExtension, {
    ...asking,
    dueOn: addDays(today, 50),
    reason: '【示例】需与财政部门核对，预计下月完成。',
  })

  // 线索核查: what it found went out of the system.
  const clue = await beginInspection(tx, await deskOn(ago(92)), {
    ...base,
    ...on(90, 88),
    title: '群众来信反映事项线索核查（示例）',
    statutoryKind: 'clue',
    unitIds: [c.unitId],
    taskIds: [c.taskId],
    followsId: inspectionId,
  })
  await run(tx, await office(86), referClue, {
    inspectionId: clue.inspectionId,
    toBody: '监察机关（示例）',
    subject: '【示例】来信反映的采购事项',
    referredOn: ago(86),
  })
  await conclude(tx, await deskOn(ago(84)), { inspectionId: clue.inspectionId, unitId: c.unitId }, 'sent')

  // 跟踪督查: the cleared problem is back, its order opens again; the conclusion waits for the leader.
  const follow = await beginInspection(tx, await deskOn(ago(20)), {
    ...base,
    ...on(18, 12),
    kind: 'followUp',
    title: '专项督查整改情况跟踪督查（示例）',
    unitIds: [a.unitId],
    taskIds: [a.taskId],
    followsId: inspectionId,
    checklistIds: [list.checklistId],
  })
  const relapse = await find(tx, await inspectorOn(ago(15)), {
    inspectionId: follow.inspectionId,
    unitId: a.unitId,
    taskId: a.taskId,
    ...sampleFindings[0],
    fact: '【示例】修复的设施中 1 处再次损坏，报修电话无人接听。',
    relapseOfId: findings[0] as number,
  })
  await run(tx, await office(13), reopenRectification, {
    ...cleared,
    findingId: relapse.findingId,
    dueOn: addDays(today, 30),
    reason: '【示例】问题反弹，重新整改。',
  })
  await conclude(tx, await deskOn(ago(10)), { inspectionId: follow.inspectionId, unitId: a.unitId }, 'submitted')

  const scene = { base, deskOn, inspectorOn, ago, units: [a, b, c, d] as const }
  await tellPlannedInspections(stage, scene)
  await tellConsequences(stage, { ...scene, inspectionId, findings })
  await tx
    .update(inspection)
    .set({ isSample: true })
    .where(inArray(inspection.planId, [place.planId]))
}
