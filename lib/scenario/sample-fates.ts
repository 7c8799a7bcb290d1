import { addDays, type CalendarDate } from '@/lib/domain/calendar/date'
import type { By, Hands, PlannedMilestone, Told } from './hands'
import type { SampleFile } from './sample-files'
import type { Stage } from './stage'

/** How one task of the sample fares. */
export type Fate =
  | 'closed'
  | 'closing'
  | 'onTrack'
  | 'dueSoon'
  | 'overdue'
  | 'newlyOverdue'
  | 'submitted'
  | 'returned'
  | 'awaitingSignOff'
  | 'issued'
  | 'extended'
  | 'extensionPending'
  | 'terminated'

export type Cast = {
  readonly officer: number
  readonly head: number
  readonly office: number
  readonly office2: number
}

export type Case = {
  readonly stage: Stage
  readonly hands: Hands
  readonly taskId: number
  readonly title: string
  readonly unitId: number
  readonly cast: Cast
  readonly signOff: boolean
  readonly publishedOn: CalendarDate
  readonly dueOn: CalendarDate
  /** 0…: varies the words and days of neighbouring tasks. */
  readonly turn: number
}

const works = [
  '印发年度工作安排，召开部署会 1 次，明确责任到科室。',
  '组织业务培训 3 场，参训 240 人次；完成现场指导 12 家。',
  '完成摸底调查，建立工作台账，梳理问题 18 项，已整改 11 项。',
  '开展集中宣传活动 6 次，发放资料 3000 份，公众号推送 8 期。',
  '完成设施改造 4 处，新增服务点 2 个，已投入使用。',
  '联合配合单位开展专项检查 2 次，发现问题 9 个，当场督促整改。',
] as const
const troubles = [
  '部分点位用地手续尚未办结，影响进度。',
  '基层人员兼职较多，数据汇总不够及时。',
  '',
  '专项资金下达较晚，采购流程顺延。',
  '',
  '与配合单位的数据口径需要进一步统一。',
] as const
const plansAhead = [
  '下一步加快推进，按时间节点完成。',
  '下月组织中期自查，补齐短板。',
  '衔接财政部门落实经费，尽快启动采购。',
] as const

const pick = <T>(list: readonly T[], turn: number): T => list[turn % list.length] as T

const told = (
  turn: number,
  percent: number,
  claims: readonly string[] = [],
  files: readonly SampleFile[] = [],
): Told => ({
  percent,
  done: `【示例】${pick(works, turn)}`,
  difficulties: pick(troubles, turn) ? `【示例】${pick(troubles, turn)}` : '',
  next: `【示例】${pick(plansAhead, turn)}`,
  claims,
  files,
})

/** Always the statement that the milestones ask for, now and then a picture or a ledger beside it. */
const proof = (title: string, turn: number): SampleFile[] => [
  { name: `示例-${title}-完成情况.pdf`, kind: 'pdf', words: `示例材料：${title}完成情况说明` },
  ...(turn % 3 === 1 ? [{ name: `示例-${title}-现场.png`, kind: 'png', words: `示例现场照片${turn}` } as const] : []),
  ...(turn % 5 === 0 ? [{ name: `示例-${title}-台账.docx`, kind: 'docx', words: `示例台账：${title}` } as const] : []),
]

const earlier = (a: CalendarDate, b: CalendarDate): CalendarDate => (a < b ? a : b)

const first = (dueOn: CalendarDate, weight: number): PlannedMilestone => ({
  title: '制定实施方案',
  deliverable: '实施方案文本',
  dueOn,
  weight,
  evidenceAsked: '印发的实施方案',
  evidenceWhy: '核对责任分工和时间表',
})
const second = (dueOn: CalendarDate, weight: number): PlannedMilestone => ({
  title: '完成年度重点工作',
  deliverable: '年度重点工作清单逐项销号',
  dueOn,
  weight,
  evidenceAsked: '完成情况说明',
  evidenceWhy: '核对清单各项是否落实',
})
const last = (dueOn: CalendarDate, weight: number): PlannedMilestone => ({
  title: '全面完成并总结评估',
  deliverable: '总结评估报告',
  dueOn,
  weight,
})

/** Writes the scenes of one task onto the stage. */
export const tellTask = (one: Case, fate: Fate): void => {
  const { stage, hands, taskId, cast, publishedOn, dueOn, turn } = one
  const { today } = stage
  if (fate === 'issued') return
  const scene = (day: CalendarDate, member: number, play: (by: By) => Promise<unknown>) =>
    stage.on(day, async (on, at) => void (await play({ member, on, at })))

  /** Officer writes, head releases where the plan asks for it, the office decides. */
  const reportUp = (
    day: CalendarDate,
    what: Told,
    ending: 'approved' | 'returned' | 'submitted' | 'awaiting',
    reason = '',
  ) => {
    scene(day, cast.officer, async (by) => {
      const id = await hands.write(by, taskId, what)
      await (one.signOff ? hands.handUp(by, id) : hands.submit(by, id))
    })
    if (ending === 'awaiting') return
    if (one.signOff) {
      scene(addDays(day, 1), cast.head, async (by) => {
        const id = await hands.openReport(taskId, one.unitId)
        if (id !== null) await hands.signOff(by, id)
      })
    }
    if (ending === 'submitted') return
    scene(addDays(day, 4), turn % 2 ? cast.office : cast.office2, async (by) => {
      const id = await hands.openReport(taskId, one.unitId)
      if (id !== null) await (ending === 'approved' ? hands.approve(by, id) : hands.giveBack(by, id, reason))
    })
  }

  const received = addDays(publishedOn, 2 + (turn % 5))
  scene(received, cast.officer, (by) => hands.acknowledge(by, [taskId]))
  if (fate === 'terminated') {
    const asked = addDays(publishedOn, 200 + turn)
    scene(asked, cast.officer, async (by) => {
      const id = await hands.askTermination(by, taskId, '【示例】上级政策调整，此项工作已并入其他任务，不再单独实施。')
      stage.on(
        addDays(by.on, 5),
        async (on, at) => void (await hands.decide({ member: cast.office, on, at }, id, 'approve')),
      )
    })
    return
  }

  const wasShort = fate === 'closed' || fate === 'closing'
  const firstDue = earlier(addDays(publishedOn, 75 + (turn % 20)), dueOn)
  const secondDue = (() => {
    if (fate === 'overdue') return earlier(addDays(today, -(20 + ((turn * 17) % 120))), dueOn)
    if (fate === 'newlyOverdue') return earlier(addDays(today, -(2 + (turn % 4))), dueOn)
    if (fate === 'dueSoon' || fate === 'awaitingSignOff') return earlier(addDays(today, 4 + (turn % 9)), dueOn)
    if (fate === 'submitted') return earlier(addDays(today, 15 + turn), dueOn)
    if (fate === 'extended') return earlier(addDays(today, -70), dueOn)
    if (fate === 'extensionPending') return earlier(addDays(today, 9), dueOn)
    if (wasShort) return earlier(addDays(publishedOn, 170 + (turn % 30)), dueOn)
    return earlier(addDays(today, 60 + turn * 2), dueOn)
  })()
  const isSimple = wasShort && !one.signOff
  const parts = isSimple
    ? [last(secondDue, 100)]
    : wasShort
      ? [first(firstDue, 40), last(secondDue, 60)]
      : [first(firstDue, 20), second(secondDue, 30), last(dueOn, 50)]
  scene(addDays(received, 6), cast.officer, (by) => hands.breakDown(by, taskId, parts))

  if (!isSimple) {
    reportUp(addDays(firstDue, -8), told(turn, 20, ['制定实施方案'], proof('实施方案', turn)), 'approved')
  }

  if (wasShort) {
    const done = addDays(secondDue, -6)
    reportUp(
      done,
      told(turn + 1, 100, ['全面完成并总结评估'], turn % 4 === 0 ? proof('总结评估', turn) : []),
      'approved',
    )
    const claimed = fate === 'closing' ? addDays(today, -(3 + (turn % 4))) : addDays(secondDue, 12)
    scene(claimed, cast.officer, (by) => hands.claimDone(by, taskId, '【示例】各节点均已核定，申请办结。'))
    if (fate === 'closed') {
      const closedOn = one.signOff && turn % 6 === 0 ? addDays(today, -(1 + (turn % 5))) : addDays(claimed, 9)
      scene(closedOn, cast.office, (by) => hands.close(by, taskId))
    }
    return
  }

  const lastQuarter = addDays(today, -(48 + (turn % 12)))
  const isSilent = fate === 'overdue' && turn % 3 === 0
  if (lastQuarter > addDays(firstDue, 10) && !isSilent) {
    reportUp(lastQuarter, told(turn + 2, 35 + (turn % 4) * 10), 'approved')
  }
  if (fate === 'submitted') {
    reportUp(
      addDays(today, -(4 + (turn % 7))),
      told(turn + 3, 70, ['完成年度重点工作'], proof('年度重点工作', turn)),
      'submitted',
    )
  }
  if (fate === 'returned') {
    reportUp(
      addDays(today, -9),
      told(turn + 4, 80, ['完成年度重点工作'], proof('年度重点工作', turn)),
      'returned',
      '缺少汇总表，完成数与台账不一致，请补充后重报。',
    )
  }
  if (fate === 'awaitingSignOff' && one.signOff) reportUp(addDays(today, -2), told(turn + 5, 60), 'awaiting')
  if (fate === 'extended') {
    const [once, twice] = [addDays(today, -20), earlier(addDays(today, 45), dueOn)]
    const askFor = (day: CalendarDate, until: CalendarDate, reason: string) =>
      scene(day, cast.officer, async (by) => {
        const id = await hands.askExtension(by, taskId, until, reason, '完成年度重点工作')
        stage.on(
          addDays(by.on, 3),
          async (on, at) => void (await hands.decide({ member: cast.office, on, at }, id, 'approve')),
        )
      })
    askFor(addDays(secondDue, -10), once, '【示例】施工受汛期影响，申请顺延。')
    askFor(addDays(once, -12), twice, '【示例】设备到货延迟，安装调试尚需时日。')
  }
  if (fate === 'extensionPending') {
    scene(addDays(today, -4), cast.officer, (by) =>
      hands.askExtension(
        by,
        taskId,
        earlier(addDays(today, 75), dueOn),
        '【示例】招标流标一次，需重新组织采购。',
        '完成年度重点工作',
      ),
    )
  }
}

/** Tasks whose whole period is over: done, done late, or still owed. */
export const tellPastTask = (one: Case, fate: Fate): void => {
  if (fate !== 'overdue' && fate !== 'extended') {
    tellTask(one, fate)
    return
  }
  const { stage, hands, taskId, cast, publishedOn, dueOn, turn } = one
  const scene = (day: CalendarDate, member: number, play: (by: By) => Promise<unknown>) =>
    stage.on(day, async (on, at) => void (await play({ member, on, at })))
  const firstDue = addDays(publishedOn, 75 + (turn % 20))
  scene(addDays(publishedOn, 3), cast.officer, (by) => hands.acknowledge(by, [taskId]))
  scene(addDays(publishedOn, 9), cast.officer, (by) =>
    hands.breakDown(by, taskId, [first(firstDue, 40), last(dueOn, 60)]),
  )
  const report = (day: CalendarDate, what: Told) => {
    scene(day, cast.officer, async (by) => void (await hands.submit(by, await hands.write(by, taskId, what))))
    scene(addDays(day, 4), cast.office, async (by) => {
      const id = await hands.openReport(taskId, one.unitId)
      if (id !== null) await hands.approve(by, id)
    })
  }
  report(addDays(firstDue, -8), told(turn, 40, ['制定实施方案'], proof('实施方案', turn)))
  if (turn % 2 === 0) report(addDays(dueOn, -40), told(turn + 1, 75))
  if (fate === 'extended') {
    const until = addDays(stage.today, 30 + turn)
    // The task first, then the step that ends with it: a milestone may not outlast its task.
    for (const [day, milestoneTitle] of [
      [addDays(dueOn, -25), undefined],
      [addDays(dueOn, -14), '全面完成并总结评估'],
    ] as const) {
      scene(day, cast.officer, async (by) => {
        const reason = '【示例】规划期末仍有配套工程未完工，申请延长至明确的新时限。'
        const id = await hands.askExtension(by, taskId, until, reason, milestoneTitle)
        stage.on(addDays(by.on, 5), async (on, at) => {
          await hands.decide({ member: cast.office, on, at }, id, 'approve')
        })
      })
    }
  }
}
