import { eq } from 'drizzle-orm'
import { planDraft } from '@/db/schema/plan'
import { agreeToConsultation, proposeChange } from '@/lib/commands/answer-consultation'
import { decideOpinion } from '@/lib/commands/decide-opinion'
import { importReading } from '@/lib/commands/import-plan'
import { openConsultation } from '@/lib/commands/open-consultation'
import { run } from '@/lib/commands/run'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { PlanReading, ReadIndicator, ReadTask } from '@/lib/domain/plan-text/reading'
import { parseTarget } from '@/lib/domain/plan-text/target'
import type { SampleOrganisation } from './sample-organisation'
import type { Stage } from './stage'

/** A small invented plan for comment (示例): what the pages of consultation show in the sample. */
const tasks: readonly Pick<ReadTask, 'title' | 'text' | 'leadUnits' | 'supportUnits' | 'dueOn'>[] = [
  {
    title: '摸清工间操场地',
    text: '对机关、企业可以用来做工间操的场地开展一次摸底，建立台账并公布。',
    leadUnits: ['区教体局'],
    supportUnits: ['区总工会', '区住建局'],
    dueOn: '2027-03-31',
  },
  {
    title: '推广十分钟工间操',
    text: '在机关、企事业单位推广每天十分钟工间操，培训领操员不少于100名。',
    leadUnits: ['区总工会'],
    supportUnits: ['区教体局', '区卫健委'],
    dueOn: '2027-06-30',
  },
  {
    title: '开展职工健康讲座',
    text: '每季度为职工举办一次健康讲座，内容由专业人员审核。',
    leadUnits: ['区卫健委'],
    supportUnits: ['区总工会'],
    dueOn: '2027-12-31',
  },
  {
    title: '组织女职工健康检查',
    text: '为女职工组织一次健康检查，做好个人信息保护。',
    leadUnits: ['区妇联'],
    supportUnits: ['区卫健委'],
    dueOn: '2027-10-31',
  },
  {
    title: '开放学校体育场地',
    text: '有条件的学校在周末和节假日向职工开放体育场地，公布开放名单。',
    leadUnits: ['区教体局'],
    supportUnits: [],
    dueOn: '2027-09-30',
  },
]

const indicators: readonly { name: string; unit: string; target: string; owner: string }[] = [
  { name: '开展工间操的机关单位比例', unit: '%', target: '≥80', owner: '区总工会' },
  { name: '开放体育场地的学校数', unit: '所', target: '≥30', owner: '区教体局' },
]

const asIndicator = (given: (typeof indicators)[number], at: number): ReadIndicator => ({
  from: 'table',
  domain: null,
  number: String(at + 1),
  name: given.name,
  unit: given.unit,
  baselineYear: null,
  baselineText: null,
  targets: [{ year: 2027, text: given.target, parsed: parseTarget(given.target) }],
  nature: '预期性',
  source: null,
  direction: 'higher_better',
  responsibleUnits: [given.owner],
  startLine: 20 + at,
  endLine: 20 + at,
})

const reading: PlanReading = {
  document: {
    title: '祥符区职工健康行动方案（2026—2027年）（征求意见稿）',
    issuer: null,
    docNumber: null,
    issuedOn: null,
    periodStart: 2026,
    periodEnd: 2027,
    stage: 'draft for comment',
  },
  tasks: tasks.map((task, at) => ({
    ...task,
    kind: 'task',
    number: String(at + 1),
    path: ['二、主要任务', `${at + 1}. ${task.title}`],
    leadUnits: [...task.leadUnits],
    supportUnits: [...task.supportUnits],
    unitsText: null,
    deadlineText: null,
    ongoing: false,
    startLine: at + 3,
    endLine: at + 3,
  })),
  units: [],
  indicators: indicators.map(asIndicator),
  targets: [],
  sections: [],
  warnings: [],
}

/** The district's office asks its units about a draft: some have answered, one is still silent, one proposal was declined. */
export const tellConsultation = async (
  stage: Stage,
  organisation: SampleOrganisation,
  office: number,
): Promise<void> => {
  const { tx, today, calendar } = stage
  const units = organisation.units.get('xiangfu') ?? new Map<string, number>()
  const desk = (posts: ReadonlyMap<number, number>, name: string): number => {
    const member = posts.get(units.get(name) ?? 0)
    if (member === undefined) throw new Error(`${name} has nobody to answer`)
    return member
  }
  const on = (workdays: number): CalendarDate => calendar.addWorkdays(today, workdays)
  const at = (day: CalendarDate, hour: number) => new Date(`${day}T0${hour}:20:00Z`)
  const day = { sent: on(-4), answered: on(-2), decided: on(-1) }
  const drafter = await stage.context(office, day.sent, at(day.sent, 1))
  const { planId } = await run(tx, drafter, importReading, { reading, fileName: '征求意见稿.docx', isSample: true })
  const { consultationId } = await run(tx, drafter, openConsultation, {
    planId,
    version: 1,
    dueOn: on(3),
    note: '请结合职责研究，按期答复；没有意见的也请答复。',
  })
  const [draft] = await tx.select().from(planDraft).where(eq(planDraft.planId, planId))
  const keyOf = (title: string): string | undefined =>
    [...(draft?.content.items ?? []), ...(draft?.content.indicators ?? [])].find(
      (entry) => ('title' in entry ? entry.title : entry.name) === title,
    )?.key
  const say = (posts: ReadonlyMap<number, number>, name: string) =>
    stage.context(desk(posts, name), day.answered, at(day.answered, 6))

  const union = await say(organisation.officerOf, '区总工会')
  const { opinionId: fewer } = await run(tx, union, proposeChange, {
    consultationId,
    version: 1,
    subjectKey: keyOf('开展工间操的机关单位比例'),
    field: 'target',
    year: 2027,
    text: '≥60',
    reason: '部分单位实行轮班，集中做操有困难，建议分步提高。',
  })
  await run(tx, union, proposeChange, {
    consultationId,
    version: 2,
    subjectKey: keyOf('推广十分钟工间操'),
    field: 'deadline',
    dueOn: '2027-12-31',
    reason: '领操员培训列入明年下半年计划，6月底前难以完成。',
  })
  await run(tx, await say(organisation.headOf, '区妇联'), agreeToConsultation, { consultationId, version: 1 })
  const health = await say(organisation.officerOf, '区卫健委')
  const { opinionId: title } = await run(tx, health, proposeChange, {
    consultationId,
    version: 1,
    subjectKey: keyOf('开展职工健康讲座'),
    field: 'title',
    text: '开展职工健康知识讲座',
    reason: '与健康知识普及行动的用语一致。',
  })
  const decider = await stage.context(office, day.decided, at(day.decided, 2))
  await run(tx, decider, decideOpinion, { opinionId: title, version: 1, verdict: 'accept' })
  await run(tx, decider, decideOpinion, {
    opinionId: fewer,
    version: 1,
    verdict: 'decline',
    reason: '目标与上级方案一致，轮班单位可以分批开展。',
  })
}
