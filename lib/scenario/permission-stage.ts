import { eq } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { changeRequest } from '@/db/schema/change-request'
import { membership, person, unit } from '@/db/schema/organisation'
import { planDraft, planExpert } from '@/db/schema/plan'
import { milestone, task } from '@/db/schema/task'
import { acknowledgeTasks } from '@/lib/commands/acknowledge-tasks'
import { proposeChange } from '@/lib/commands/answer-consultation'
import { approveReport } from '@/lib/commands/approve-report'
import { attachEvidence } from '@/lib/commands/attach-evidence'
import { claimCompletion } from '@/lib/commands/claim-completion'
import { createSubtasks } from '@/lib/commands/create-subtasks'
import { endorseReport } from '@/lib/commands/endorse-report'
import { importReading } from '@/lib/commands/import-plan'
import { requestChange } from '@/lib/commands/request-change'
import { requestSignOff } from '@/lib/commands/request-sign-off'
import { rereadReading } from '@/lib/commands/reread-plan'
import { returnReport } from '@/lib/commands/return-report'
import { type Context, run } from '@/lib/commands/run'
import { saveReport } from '@/lib/commands/save-report'
import { signOffReport } from '@/lib/commands/sign-off-report'
import { submitReport } from '@/lib/commands/submit-report'
import { suspendTask } from '@/lib/commands/suspend-task'
import { calendarDate } from '@/lib/domain/calendar/date'
import { consultedReading, giveConsultation } from './give-consultation'
import { appoint, castOf, only } from './permission-cast'
import { supervisionStage } from './permission-supervision'
import { consequenceStage } from './permission-consequences'
import { sampleReading } from './read-plan'
import { stageUpload, tinyPng } from './staged-upload'
import { giveToken } from './tokens'
import { createWorld, givePlan } from './world'

/** A plan, tasks, reports and requests in every state that a verb begins in, played by real commands where there is one. */
export const permissionStage = async (db: Db | Tx) => {
  const world = await createWorld(db)
  const { units } = world
  const cast = await castOf(world)
  const lead = { lead: units.health.id, supports: [units.sports.id, units.towns.id] }
  const steps = [
    { title: '完成选址', dueOn: calendarDate('2026-12-31'), weight: 40 },
    { title: '公园建成', dueOn: calendarDate('2027-03-31'), weight: 60 },
  ]
  const given = await givePlan(world, [
    lead,
    { ...lead, state: 'active', milestones: steps },
    { ...lead, state: 'active' },
    { ...lead, state: 'active' },
    { lead: units.towns.id },
    { lead: units.office.id, state: 'active' },
    { ...lead, state: 'active' },
    { ...lead, state: 'active' },
  ])
  const { periods } = given
  const [issued, active, closing, suspended, groupLed, officeLed, talked, freed] = given.tasks.map((row) => row.id)
  if (!issued || !active || !closing || !suspended || !groupLed || !officeLed || !talked || !freed) throw new Error()
  const period = periods.find((entry) => entry.key === '2026Q4')?.id
  const before = periods.find((entry) => entry.key === '2026Q3')?.id
  const earlier = periods.find((entry) => entry.key === '2026Q2')?.id
  if (!period || !before || !earlier) throw new Error('the plan lacks periods')
  const versionOf = async (id: number): Promise<number> =>
    only(await db.select({ version: task.version }).from(task).where(eq(task.id, id))).version
  const verb = async (id: number) => ({ taskId: id, version: await versionOf(id) })

  const { leadOfficer, leadHead, supportOfficer, supportHead, office } = cast
  await run(db, leadOfficer, claimCompletion, { ...(await verb(closing)), note: '已完成' })
  await run(db, office, suspendTask, { ...(await verb(suspended)), reason: '上级调整' })
  const { subtaskIds } = await run(db, leadOfficer, createSubtasks, {
    ...(await verb(active)),
    subtasks: [{ title: '器材清单', leadUnitId: units.sports.id, dueOn: '2027-03-31', weight: 10 }],
  })
  const subtask = only(subtaskIds)
  const milestoneIds = (
    await db
      .select({ id: milestone.id })
      .from(milestone)
      .where(eq(milestone.taskId, active))
      .orderBy(milestone.position)
  ).map((row) => row.id)

  const write = async (who: Context, taskId: number, periodId: number) =>
    (await run(db, who, saveReport, { taskId, periodId, selfPercent: 50, doneText: '选址已定。' })).reportId
  const handUp = async (who: Context, reportId: number) => {
    await run(db, who, requestSignOff, { reportId })
    return reportId
  }
  const handIn = async (who: Context, head: Context, taskId: number, periodId: number) => {
    const reportId = await handUp(who, await write(who, taskId, periodId))
    await run(db, head, signOffReport, { reportId })
    return reportId
  }
  const draft = await write(leadOfficer, active, period)
  const png = await stageUpload(tinyPng, '现场.png', leadOfficer.actor.personId)
  const [evidence] = (
    await run(db, leadOfficer, attachEvidence, { reportId: draft, files: [{ uploadId: png, name: '现场.png' }] })
  ).evidenceIds
  const awaiting = await handUp(leadOfficer, await write(leadOfficer, talked, period))
  const submitted = await handIn(leadOfficer, leadHead, talked, before)
  const returned = await handIn(leadOfficer, leadHead, talked, earlier)
  await run(db, office, returnReport, { reportId: returned, reason: '请补充' })
  const approved = await handIn(leadOfficer, leadHead, active, before)
  await run(db, office, approveReport, { reportId: approved })
  const supporting = await handIn(supportOfficer, supportHead, talked, period)

  // The office itself leads one task: its officer writes, two of its own people must agree.
  const officeOfficer = await appoint(world, 'office-officer', units.office.id, 'officer')
  const officeHead = await appoint(world, 'office-head', units.office.id, 'head')
  const own = await handIn(officeOfficer, officeHead, officeLed, period)

  // A plan without sign-off: the officer hands in by himself.
  const free = await givePlan(world, [{ ...lead, state: 'active' }], { signOffRequired: false })
  const freeTask = only(free.tasks).id
  const freePeriod = free.periods.find((entry) => entry.key === '2026Q4')?.id
  const freeBefore = free.periods.find((entry) => entry.key === '2026Q3')?.id
  if (!freePeriod || !freeBefore) throw new Error('the plan lacks periods')
  const direct = await write(leadOfficer, freeTask, freePeriod)
  const plain = await write(leadOfficer, freeTask, freeBefore)
  await run(db, leadOfficer, submitReport, { reportId: plain })

  const ask = async (submit: boolean, kind: 'extend' | 'terminate', taskId: number) =>
    (
      await run(db, leadOfficer, requestChange, {
        taskId,
        kind,
        proposedDueOn: kind === 'extend' ? '2027-12-31' : null,
        reason: '汛期推迟',
        submit,
      })
    ).changeRequestId
  const askedDraft = await ask(false, 'extend', talked)
  const asked = await ask(true, 'extend', freed)
  // Drafts for comment: one that is still with its office, one with its units, one of which a unit has said something.
  const { planId: forComment } = await run(db, office, importReading, {
    reading: consultedReading(),
    fileName: '征求意见稿（待发）.docx',
  })
  const round = await giveConsultation(db, office)
  const answered = await giveConsultation(db, office)
  const { opinionId } = await run(db, leadOfficer, proposeChange, {
    consultationId: answered.consultationId,
    version: 1,
    subjectKey: answered.keys.trail,
    field: 'title',
    text: '建设健身步道',
    reason: '用语一致',
  })

  const changeVersion = async (id: number): Promise<number> =>
    only(await db.select({ version: changeRequest.version }).from(changeRequest).where(eq(changeRequest.id, id)))
      .version

  const sub2 = only(
    (
      await run(db, leadOfficer, createSubtasks, {
        ...(await verb(active)),
        subtasks: [{ title: '场地调查', leadUnitId: units.sports.id, dueOn: '2027-03-31', weight: 10 }],
      })
    ).subtaskIds,
  )
  for (const id of [subtask, sub2]) await run(db, supportOfficer, acknowledgeTasks, { taskIds: [id] })
  await run(db, supportOfficer, claimCompletion, await verb(sub2))
  const endorsed = await handIn(officeOfficer, officeHead, officeLed, before)
  await run(db, office, endorseReport, { reportId: endorsed })

  const draftPlan = (
    await run(db, office, importReading, {
      fileName: '方案.docx',
      reading: sampleReading([{ leadUnits: ['区卫健委'] }, { leadUnits: ['区教体局'], supportUnits: ['区体育中心'] }], {
        units: [{ name: '区体育中心', spellings: ['区体育中心'], kind: 'institution' }],
      }),
    })
  ).planId
  await db.insert(planExpert).values([
    { planId: given.plan.id, personId: cast.expert.actor.personId },
    { planId: free.plan.id, personId: cast.expert.actor.personId },
  ])
  const done = await givePlan(world, [])
  const { revisionId } = await run(db, office, rereadReading, {
    planId: given.plan.id,
    fileName: '修订稿.docx',
    reading: sampleReading([{}]),
  })
  const foreign = await givePlan(world, [{ lead: units.otherHealth.id, state: 'active' }], {
    officeUnitId: units.otherOffice.id,
    jurisdictionId: world.other.id,
  })
  const foreignTask = only(foreign.tasks).id

  const token = await db.transaction((tx) => giveToken(tx, leadOfficer))
  const sportsVersion = only(await db.select({ v: unit.version }).from(unit).where(eq(unit.id, units.sports.id))).v
  const newcomer = only(
    await db.insert(person).values({ userName: 'newcomer', name: '新来', mustChangePassword: false }).returning(),
  )
  const newcomerPost = only(
    await db
      .insert(membership)
      .values({
        personId: newcomer.id,
        unitId: units.sports.id,
        role: 'officer',
        startedOn: calendarDate('2026-01-01'),
      })
      .returning(),
  )
  const disabled = only(
    await db
      .insert(person)
      .values({ userName: 'disabled', name: '停用', mustChangePassword: false, disabledAt: new Date() })
      .returning(),
  )
  await db
    .insert(membership)
    .values({ personId: disabled.id, unitId: units.sports.id, role: 'officer', startedOn: calendarDate('2026-01-01') })
  const [content] = await db
    .select({ content: planDraft.content })
    .from(planDraft)
    .where(eq(planDraft.planId, draftPlan))
  const taskIds = {
    issued,
    active,
    closing,
    suspended,
    groupLed,
    officeLed,
    subtask,
    subtaskClosing: sub2,
    talked,
    freed,
  }
  const verbs = {
    active: await verb(active),
    closing: await verb(closing),
    suspended: await verb(suspended),
    groupLed: await verb(groupLed),
    subtask: await verb(subtask),
    subtaskClosing: await verb(sub2),
    talked: await verb(talked),
    foreign: await verb(foreignTask),
  }

  return {
    units,
    cast,
    place: world.county,
    plans: { draft: draftPlan, active: given.plan.id, done: done.plan.id, foreign: foreign.plan.id },
    draftKey: content?.content.items[0]?.key ?? '',
    revision: { planId: given.plan.id, revisionId, version: 1 },
    settings: {
      title: '示例区健康促进计划',
      stage: 'issued',
      signOffRequired: true,
      reportingCycle: 'quarter',
      reportingDay: 10,
      periodStart: 2026,
      periodEnd: 2027,
    },
    tasks: { ...taskIds, free: freeTask, foreign: foreignTask },
    verbs,
    fanOut: { groupId: units.towns.id, memberIds: [units.town1.id], title: '本镇的公园', dueOn: '2027-03-31' },
    milestones: milestoneIds,
    periods: { current: period, foreign: only(foreign.periods.filter((entry) => entry.key === '2026Q4')).id },
    said: { periodId: period, selfPercent: 10, doneText: '已开工。' },
    reports: { draft, awaiting, submitted, returned, approved, supporting, own, endorsed, direct, plain },
    evidence: evidence ?? 0,
    upload: png,
    extension: { kind: 'extend', proposedDueOn: '2027-12-31', reason: '汛期推迟' },
    consultation: {
      plan: forComment,
      planOfRound: round.planId,
      round: round.consultationId,
      about: round.keys.trail,
      opinionId,
    },
    changes: {
      draft: askedDraft,
      draftVersion: await changeVersion(askedDraft),
      submitted: asked,
      version: await changeVersion(asked),
    },
    people: { newcomer, newcomerPost, disabled },
    unitVersion: sportsVersion,
    supervision: await supervisionStage(db, cast, {
      unitId: units.health.id,
      otherUnitId: units.sports.id,
      planId: given.plan.id,
      taskId: freed,
    }),
    consequences: await consequenceStage(db, cast, {
      unitId: units.health.id,
      taskId: active,
      jurisdictionId: world.county.id,
    }),
    token: token.id,
  }
}

export type PermissionStage = Awaited<ReturnType<typeof permissionStage>>
