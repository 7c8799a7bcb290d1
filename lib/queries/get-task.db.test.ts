import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { rollback, useTestDb } from '@/db/testing'
import { acknowledgeTasks } from '@/lib/commands/acknowledge-tasks'
import { assignPerson } from '@/lib/commands/assign-person'
import { createSubtasks } from '@/lib/commands/create-subtasks'
import { decideChange } from '@/lib/commands/decide-change'
import { planMilestones } from '@/lib/commands/plan-milestones'
import { requestChange } from '@/lib/commands/request-change'
import { type AnyCommand, run } from '@/lib/commands/run'
import { calendarDate as d } from '@/lib/domain/calendar/date'
import { nationalHolidays } from '@/lib/domain/calendar/holidays'
import { createWorkCalendar } from '@/lib/domain/calendar/workdays'
import { createWorld, givePlan } from '@/lib/scenario/world'
import { getTask } from './get-task'
import { getTaskHistory } from './get-task-history'
import { listTasks } from './list-tasks'

const db = useTestDb()
const calendar = createWorkCalendar(nationalHolidays)

const given = async (tx: Tx) => {
  const world = await createWorld(tx, d('2026-11-20'))
  const { units } = world
  const { tasks } = await givePlan(world, [
    { lead: units.health.id, supports: [units.sports.id, units.towns.id], dueOn: d('2026-12-31') },
    { lead: units.sports.id, dueOn: d('2026-10-30'), state: 'active' },
    { lead: units.health.id, dueOn: null, state: 'active' },
  ])
  const ids = tasks.map((row) => row.id) as [number, number, number]
  const ctx = async (who: Parameters<typeof world.as>[0]) => {
    const { actor, today } = await world.as(who)
    return { db: tx, actor, today, calendar }
  }
  const act = async (who: Parameters<typeof world.as>[0], command: AnyCommand, input: object) =>
    run(tx, await world.as(who), command, input)
  return { world, ids, ctx, act }
}

test('the page of an issued task: who must acknowledge, each verb only for whom it is', async () => {
  await rollback(db(), async (tx) => {
    const { ids, ctx } = await given(tx)
    const page = await getTask(await ctx('healthHead'), ids[0])
    expect(page?.next).toEqual({ who: '区卫健委', what: '签收', until: null })
    expect(page?.lamp).toMatchObject({ tone: 'grey', word: '未启动' })
    expect(page?.verbs).toEqual(['task.acknowledge', 'task.assignPerson'])
    expect(page?.colleagues.map((entry) => entry.name)).toEqual(['赵卫', '钱卫'])
    expect(page?.units.map((entry) => [entry.name, entry.members.length])).toEqual([
      ['区卫健委', 0],
      ['区教体局', 0],
      ['各乡镇政府', 3],
    ])
    expect((await getTask(await ctx('town1Officer'), ids[0]))?.verbs).toEqual(['task.acknowledgeSupport'])
    expect((await getTask(await ctx('leader'), ids[0]))?.verbs).toEqual([])
    expect(await getTask(await ctx('otherOfficer'), ids[0])).toBeNull()
    expect(await getTask(await ctx('auditor'), ids[0])).toBeNull()
    expect(await getTask(await ctx('office'), 999_999)).toBeNull()
  })
})

test('a lamp says why, an extension is asked for by the lead and decided by the office', async () => {
  await rollback(db(), async (tx) => {
    const { ids, ctx, act } = await given(tx)
    await act('healthOfficer', acknowledgeTasks, { taskIds: [ids[0]] })
    const asked = { taskId: ids[0], kind: 'extend', proposedDueOn: '2027-03-31', reason: '土地', submit: true }
    await act('healthOfficer', requestChange, asked)
    const forOffice = await getTask(await ctx('office'), ids[0])
    expect(forOffice?.changes[0]).toMatchObject({
      currentDueOn: '2026-12-31',
      proposedDueOn: '2027-03-31',
      verbs: ['changeRequest.approve', 'changeRequest.reject'],
    })
    expect(forOffice?.next).toEqual({ who: '区健康促进办', what: '审批变更申请', until: null })
    expect((await getTask(await ctx('healthHead'), ids[0]))?.changes[0]?.verbs).toEqual(['changeRequest.withdraw'])
    expect((await getTask(await ctx('sportsHead'), ids[0]))?.changes).toEqual([])
    const late = await getTask(await ctx('sportsOfficer'), ids[1])
    expect(late?.lamp).toEqual({ tone: 'red', word: '逾期', why: '截止 2026-10-30，已逾期 15 个工作日' })
    expect(late?.reportDue).toMatchObject({ key: '2026Q4', dueOn: '2026-12-25' })
    expect(late?.canRequestChange).toBe(true)
  })
})

test('the history tells everything in order, newest first, and drafts only to their own unit', async () => {
  await rollback(db(), async (tx) => {
    const { ids, ctx, act, world } = await given(tx)
    const [id] = ids
    await act('healthOfficer', acknowledgeTasks, { taskIds: [id] })
    await act('healthHead', assignPerson, { taskId: id, version: 2, membershipId: world.members.healthOfficer })
    const milestones = [{ title: '建成', deliverable: '验收表', dueOn: '2026-12-20', weight: 100 }]
    await act('healthOfficer', planMilestones, { taskId: id, version: 3, milestones })
    const subtasks = [{ title: '学校', leadUnitId: world.units.sports.id }]
    await act('healthOfficer', createSubtasks, { taskId: id, version: 4, subtasks })
    await act('healthOfficer', requestChange, { taskId: id, kind: 'extend', proposedDueOn: '2027-02-28' })
    const sent = { taskId: id, kind: 'extend', proposedDueOn: '2027-03-31', reason: '土地', submit: true }
    const { changeRequestId } = (await act('healthOfficer', requestChange, sent)) as { changeRequestId: number }
    await act('office', decideChange, { changeRequestId, version: 2, verdict: 'approve' })
    const lines = async (who: Parameters<typeof ctx>[0]) => (await getTaskHistory(await ctx(who), id))?.items
    expect((await lines('healthHead'))?.map((item) => item.what)).toEqual([
      '延期，时限由 12-31 改为 2027-03-31：土地',
      '批准申请：延期至 2027-03-31',
      '提交申请：延期至 2027-03-31：土地',
      '填写申请：延期至 2027-02-28',
      '分解出 1 项子任务',
      '新增节点“建成”，12-20 前',
      '指定赵卫为经办人',
      '签收',
    ])
    expect((await lines('office'))?.map((item) => item.what)).not.toContain('填写申请：延期至 2027-02-28')
    const forSupporter = (await lines('sportsOfficer'))?.map((item) => item.what)
    expect(forSupporter?.filter((what) => what.includes('申请'))).toEqual([])
    const [newest] = (await lines('office')) ?? []
    expect(newest?.who).toBe('王办（区健康促进办 · 督查考核办公室）')
    expect(newest?.changes).toEqual([{ field: '时限', before: '2026-12-31', after: '2027-03-31' }])
    expect(await getTaskHistory(await ctx('otherOfficer'), id)).toBeNull()
  })
})

test('a long history comes in pages without gap or repetition', async () => {
  await rollback(db(), async (tx) => {
    const { ids, ctx } = await given(tx)
    await tx.execute(sql`
      insert into audit_event (at, person_name, jurisdiction_path, action, subject_type, subject_id, task_id, request_id, via)
      select now(), '某人', '', 'task.acknowledge', 'task', ${ids[0]}, ${ids[0]}, 'test', 'system' from generate_series(1, 65)`)
    const office = await ctx('office')
    const seen: number[] = []
    let before: number | null = null
    for (let page = 0; page < 4; page += 1) {
      const part: Awaited<ReturnType<typeof getTaskHistory>> = await getTaskHistory(office, ids[0], before)
      seen.push(...(part?.items.map((item) => item.id) ?? []))
      before = part?.next ?? null
      if (!before) break
    }
    expect(seen).toHaveLength(65)
    expect(new Set(seen).size).toBe(65)
    expect(seen).toEqual([...seen].sort((a, b) => b - a))
  })
})

test('the list shows what is owed first, says why, and counts by lamp; pages walk it forth and back', async () => {
  await rollback(db(), async (tx) => {
    const { ids, ctx, world } = await given(tx)
    const office = await ctx('office')
    const all = await listTasks(office, {})
    expect(all.rows.map((row) => row.id)).toEqual([ids[1], ids[0], ids[2]])
    expect(all.rows[0]).toMatchObject({ lead: '区教体局', lamp: 'red', workdaysLate: 15, selfPercent: null })
    expect(all.lamps).toEqual({ red: 1, yellow: 0, green: 1, grey: 1, blue: 0 })
    expect((await listTasks(await ctx('sportsOfficer'), { unit: world.units.sports.id, part: 'support' })).total).toBe(
      1,
    )
    expect(
      (await listTasks(office, { dueFrom: d('2026-11-01'), dueTo: d('2026-12-31') })).rows.map((row) => row.id),
    ).toEqual([ids[0]])
    expect((await listTasks(await ctx('otherOffice'), {})).total).toBe(0)
    await givePlan(
      world,
      Array.from({ length: 120 }, () => ({ lead: world.units.health.id, dueOn: null })),
    )
    const forth: number[] = []
    let list = await listTasks(office, {})
    forth.push(...list.rows.map((row) => row.id))
    while (list.next) {
      list = await listTasks(office, {}, { after: list.next })
      forth.push(...list.rows.map((row) => row.id))
    }
    expect(forth).toHaveLength(123)
    expect(new Set(forth).size).toBe(123)
    const back = await listTasks(office, {}, { before: list.previous ?? undefined })
    expect(back.rows.map((row) => row.id)).toEqual(forth.slice(50, 100))
    expect((await listTasks(office, {}, { after: 'nonsense' })).rows).toHaveLength(50)
  })
})
