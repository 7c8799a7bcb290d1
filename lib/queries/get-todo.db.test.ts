import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { report } from '@/db/schema/report'
import { rollback, useTestDb } from '@/db/testing'
import { acknowledgeTasks } from '@/lib/commands/acknowledge-tasks'
import { claimCompletion } from '@/lib/commands/claim-completion'
import { decideChange } from '@/lib/commands/decide-change'
import { fanOutTask } from '@/lib/commands/fan-out-task'
import { requestChange } from '@/lib/commands/request-change'
import { returnClosing } from '@/lib/commands/return-closing'
import { type AnyCommand, run } from '@/lib/commands/run'
import { calendarDate as d } from '@/lib/domain/calendar/date'
import { nationalHolidays } from '@/lib/domain/calendar/holidays'
import { createWorkCalendar } from '@/lib/domain/calendar/workdays'
import { todoSentence } from '@/lib/domain/task/todo'
import { createWorld, givePlan } from '@/lib/scenario/world'
import { getOfficeTodo } from './get-office-todo'
import { getTodo } from './get-todo'

const db = useTestDb()
const calendar = createWorkCalendar(nationalHolidays)

const given = async (tx: Tx) => {
  const world = await createWorld(tx, d('2026-11-18'))
  const { units } = world
  const { tasks, periods } = await givePlan(world, [
    {
      title: '健康知识',
      lead: units.health.id,
      state: 'active',
      dueOn: d('2027-06-30'),
      milestones: [
        { title: '专家库', dueOn: d('2026-09-30'), weight: 40 },
        { title: '素养监测', dueOn: d('2026-11-20'), weight: 30 },
        { title: '总结', dueOn: d('2027-06-30'), weight: 30 },
      ],
    },
    { title: '全民健身', lead: units.health.id, state: 'active', dueOn: d('2026-11-30') },
    { title: '控烟', lead: units.health.id, supports: [units.sports.id], dueOn: d('2026-12-31') },
    {
      title: '公园',
      lead: units.sports.id,
      supports: [units.health.id, units.towns.id],
      state: 'active',
      dueOn: d('2027-10-31'),
    },
  ])
  const ids = tasks.map((row) => row.id) as [number, number, number, number]
  const todo = async (who: Parameters<typeof world.as>[0], on = world.today) => {
    const { actor } = await world.as(who)
    return getTodo({ db: tx, actor, today: on, calendar })
  }
  const act = async (who: Parameters<typeof world.as>[0], command: AnyCommand, input: object) =>
    run(tx, await world.as(who), command, input)
  return { world, ids, periods, todo, act }
}

test('late, due, came back, new: each in its group, earliest first, with its count', async () => {
  await rollback(db(), async (tx) => {
    const { ids, todo, act } = await given(tx)
    await act('healthOfficer', claimCompletion, { taskId: ids[1], version: 1 })
    await act('office', returnClosing, { taskId: ids[1], version: 2, reason: '缺总结' })
    const page = await todo('healthOfficer')
    expect(page.late.map((item) => [item.kind, item.detail, item.workdays])).toEqual([['milestone', '专家库', 31]])
    expect(page.due.map((item) => [item.kind, item.title, item.detail, item.workdays])).toEqual([
      ['milestone', '健康知识', '素养监测', 2],
      ['task', '全民健身', null, 8],
    ])
    expect(page.back.map((item) => [item.kind, item.title, item.reason])).toEqual([['closing', '全民健身', '缺总结']])
    expect(page.fresh.map((item) => [item.title, item.isLead])).toEqual([
      ['控烟', true],
      ['公园', false],
    ])
    expect(todoSentence(page.counts)).toBe('1 项逾期，1 项本周到期，1 项两周内到期，1 项被退回，2 项待签收')
    expect(page.feed.map((line) => line.what)).toEqual(['退回办结申请：缺总结'])
  })
})

test('reports of the period come when their day is near, are late after it, and go when handed in', async () => {
  await rollback(db(), async (tx) => {
    const { ids, periods, todo, world } = await given(tx)
    expect((await todo('healthOfficer')).period).toMatchObject({
      key: '2026Q4',
      dueOn: '2026-12-25',
      workdaysLeft: 27,
      tasks: 3,
      missing: 3,
    })
    const reports = async (on: string) => {
      const page = await todo('healthOfficer', d(on))
      return [...page.late, ...page.due]
        .filter((item) => item.kind === 'report')
        .map((item) => [item.taskId, item.isLate])
    }
    const [first, second, , fourth] = ids
    expect(await reports('2026-12-18')).toEqual([
      [first, false],
      [second, false],
      [fourth, false],
    ])
    expect(await reports('2026-12-28')).toEqual([
      [first, true],
      [second, true],
      [fourth, true],
    ])
    expect(await reports('2027-01-20')).toEqual([
      [first, true],
      [second, true],
      [fourth, true],
    ])
    expect(await reports('2027-02-01')).toEqual([])
    const q4 = periods.find((period) => period.key === '2026Q4')
    const { actor } = await world.as('office')
    await tx.insert(report).values({
      taskId: first,
      unitId: world.units.health.id,
      periodId: q4?.id as number,
      reviewingUnitId: actor.unitId,
      state: 'submitted',
      selfPercent: 10,
      submittedAt: new Date('2026-11-18T02:00:00Z'),
      submittedOn: d('2026-11-18'),
    })
    expect(await reports('2026-12-18')).toEqual([
      [second, false],
      [fourth, false],
    ])
    const office = await getOfficeTodo({ db: tx, actor, today: world.today, calendar })
    expect(office.waiting).toEqual({ report: 1, change: 0, closing: 0 })
  })
})

test('a returned report and one that the head sent back are corrected; the head sees what waits for him', async () => {
  await rollback(db(), async (tx) => {
    const { ids, periods, todo, world } = await given(tx)
    const period = periods.find((entry) => entry.key === '2026Q3')?.id as number
    const base = {
      unitId: world.units.health.id,
      periodId: period,
      reviewingUnitId: world.units.office.id,
      selfPercent: 10,
    }
    const at = new Date('2026-10-08T02:00:00Z')
    await tx.insert(report).values([
      { ...base, taskId: ids[0], state: 'returned', submittedAt: at, decidedAt: at, returnReason: '缺汇总表' },
      { ...base, taskId: ids[1], sentBackReason: '写具体些' },
      { ...base, taskId: ids[3], readyAt: at },
    ])
    const officer = await todo('healthOfficer')
    expect(officer.back.map((item) => [item.kind, item.reason])).toEqual([
      ['sentBack', '写具体些'],
      ['report', '缺汇总表'],
    ])
    expect(officer.signOff).toEqual([])
    expect((await todo('healthHead')).signOff.map((item) => [item.title, item.periodKey])).toEqual([['公园', '2026Q3']])
    expect((await todo('healthHead')).counts.decide).toBe(1)
  })
})

test('requests of subtasks wait with the lead above; a rejection stays in sight of the one who asked', async () => {
  await rollback(db(), async (tx) => {
    const { ids, todo, act } = await given(tx)
    await act('healthOfficer', acknowledgeTasks, { taskIds: [ids[2]] })
    const asked = { taskId: ids[2], kind: 'extend', proposedDueOn: '2027-02-28', reason: '未批', submit: true }
    const { changeRequestId } = (await act('healthOfficer', requestChange, asked)) as { changeRequestId: number }
    await act('office', decideChange, { changeRequestId, version: 1, verdict: 'reject', reason: '理由不足' })
    expect((await todo('healthOfficer')).back.map((item) => [item.kind, item.detail, item.reason])).toEqual([
      ['change', 'extend', '理由不足'],
    ])
    expect((await todo('healthOfficer', d('2026-12-10'))).back).toEqual([])
  })
})

test('a unit that was given its part as a subtask acknowledges it and reports there, not twice', async () => {
  await rollback(db(), async (tx) => {
    const { ids, todo, act, world } = await given(tx)
    const { units } = world
    const onReport = async () =>
      (await todo('town1Officer', d('2026-12-18'))).due
        .filter((item) => item.kind === 'report')
        .map((item) => item.title)
    expect((await todo('town1Officer')).fresh.map((item) => item.title)).toEqual(['公园'])
    expect(await onReport()).toEqual(['公园'])
    const memberIds = [units.town1.id, units.town2.id]
    const { subtaskIds } = (await act('sportsOfficer', fanOutTask, {
      taskId: ids[3],
      version: 1,
      groupId: units.towns.id,
      memberIds,
      title: '主题公园',
    })) as { subtaskIds: number[] }
    expect((await todo('town1Officer')).fresh.map((item) => [item.title, item.isLead])).toEqual([
      ['主题公园（东湖镇）', true],
      ['公园', false],
    ])
    await act('town1Officer', acknowledgeTasks, { taskIds: [subtaskIds[0], ids[3]] })
    expect((await todo('town1Officer')).fresh).toEqual([])
    expect(await onReport()).toEqual(['主题公园（东湖镇）'])
    expect(await onReport()).not.toContain('公园')
    const own = await act('town1Officer', claimCompletion, { taskId: subtaskIds[0], version: 2 })
    expect(own).toBeTruthy()
    const lead = await todo('sportsHead')
    expect(lead.reviews.map((line) => [line.kind, line.unitName])).toEqual([['closing', '东湖镇']])
  })
})

test('the number of statements does not grow with the work', async () => {
  await rollback(db(), async (tx) => {
    const { todo, world } = await given(tx)
    const statements = async (): Promise<number> => {
      let count = 0
      const counting = new Proxy(tx, {
        get: (target, key) => {
          if (key === 'execute') {
            return (query: Parameters<Tx['execute']>[0]) => {
              count += 1
              return target.execute(query)
            }
          }
          return Reflect.get(target, key)
        },
      })
      const { actor, today } = await world.as('healthHead')
      await getTodo({ db: counting, actor, today, calendar })
      return count
    }
    const few = await statements()
    await givePlan(
      world,
      Array.from({ length: 40 }, (_, index) => ({
        lead: world.units.health.id,
        title: `多${index}`,
        dueOn: d('2026-11-20'),
      })),
    )
    expect(await statements()).toBe(few)
    expect((await todo('healthHead')).counts).toMatchObject({ dueThisWeek: 41, fresh: 42 })
  })
})
