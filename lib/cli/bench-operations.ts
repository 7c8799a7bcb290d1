import { sql } from 'drizzle-orm'
import { readActor } from '@/db/actors'
import { readCalendar } from '@/db/calendar'
import type { Db } from '@/db/client'
import { run } from '@/lib/commands/run'
import { submitReport } from '@/lib/commands/submit-report'
import { withdrawReport } from '@/lib/commands/withdraw-report'
import { calendarDate } from '@/lib/domain/calendar/date'
import type { Actor } from '@/lib/domain/permission/can'
import { tasksHref } from '@/lib/domain/task/filter'
import { now, todayInShanghai } from '@/lib/platform/clock'
import type { QueryContext } from '@/lib/queries/context'
import { getOfficeTodo } from '@/lib/queries/get-office-todo'
import { getOverview } from '@/lib/queries/get-overview'
import { getTaskWithHistory } from '@/lib/queries/get-task'
import { getTodo } from '@/lib/queries/get-todo'
import { listTasks } from '@/lib/queries/list-tasks'
import { search } from '@/lib/queries/search'

/** One thing that people do all day; `turn` picks another person, task or word each time. */
export type Operation = {
  readonly name: string
  readonly work: (db: Db, turn: number) => Promise<unknown>
  /** Puts back what the work changed; not measured. */
  readonly undo?: (db: Db, turn: number) => Promise<unknown>
  /** The same through the server: who signs in, and which page. */
  readonly page?: (turn: number) => { readonly membershipId: number; readonly path: string }
}

type Person = { readonly actor: Actor; readonly taskIds: readonly number[] }

const words = ['健康', '步道', '养老服务', '控烟', '推进 体育公园', '家庭医生']

const peopleOf = async (db: Db, role: string, limit: number): Promise<readonly Person[]> => {
  const rows = await db.execute<{ id: number; tasks: number[] }>(sql`
    select m.id::int, array(select t.id::int from assignment a join task t on t.id = a.task_id where a.unit_id = m.unit_id and t.state = 'active' order by t.id limit 20) as tasks
    from membership m join unit u on u.id = m.unit_id join jurisdiction j on j.id = u.jurisdiction_id
    where m.role = ${role} order by j.path, m.id limit ${limit}`)
  const people = await Promise.all(
    rows.map(async ({ id, tasks }) => ({ actor: await readActor(db, id), taskIds: tasks })),
  )
  return people.flatMap(({ actor, taskIds }) => (actor ? [{ actor, taskIds }] : []))
}

export const benchOperations = async (db: Db): Promise<readonly Operation[]> => {
  const today = calendarDate(todayInShanghai())
  const calendar = await readCalendar(db)
  const [officers, offices, leaders] = await Promise.all([
    peopleOf(db, 'officer', 100),
    peopleOf(db, 'office', 40),
    peopleOf(db, 'leader', 25),
  ])
  const drafts = await db.execute<{ report: number; membership: number }>(sql`
    select r.id::int as report, m.id::int as membership from report r join membership m on m.unit_id = r.unit_id and m.role = 'officer'
    join task t on t.id = r.task_id join plan p on p.id = t.plan_id
    where r.state = 'draft' and r.no_change_reason is null and t.state in ('issued', 'active') and p.state = 'active' order by hashint8(r.id) limit 400`)
  const writers = new Map<number, Actor>()
  for (const { membership } of drafts) {
    if (writers.has(membership)) continue
    const actor = await readActor(db, membership)
    if (actor) writers.set(membership, actor)
  }
  const pick = <T>(list: readonly T[], turn: number): T => list[turn % list.length] as T
  const as = (on: Db, { actor }: Person): QueryContext => ({ db: on, actor, today, calendar })
  const cities = leaders.filter(({ actor }) => actor.jurisdictionPath.split('.').length === 3)
  // Nobody of the fill sits in the province: a leader is set above everything to read all of it at once.
  const above = (person: Person): Person => ({ ...person, actor: { ...person.actor, jurisdictionPath: '98.' } })
  const draftAt = (turn: number) => {
    const { report, membership } = pick(drafts, turn)
    const actor = writers.get(membership)
    if (!actor) throw new Error('a draft has its unit’s officer')
    return {
      reportId: report,
      context: { actor, today, now: now(), via: 'cli' as const, requestId: 'bench', ip: null },
    }
  }
  const filters = [
    { lamp: 'red' },
    { lamp: 'red', depth: 'top' },
    { lamp: 'yellow' },
    { lamp: 'red', q: '健康' },
  ] as const
  const page = (people: readonly Person[], path: (person: Person, turn: number) => string) => (turn: number) => {
    const person = pick(people, turn)
    return { membershipId: person.actor.membershipId, path: path(person, turn) }
  }
  const taskOf = (person: Person, turn: number) => pick(person.taskIds, Math.floor(turn / 7))
  const withTasks = officers.filter(({ taskIds }) => taskIds.length > 0)
  return [
    {
      name: '待办（经办人）',
      work: (on, turn) => getTodo(as(on, pick(officers, turn))),
      page: page(officers, () => '/'),
    },
    {
      name: '待办（办公室）',
      work: (on, turn) => getOfficeTodo(as(on, pick(offices, turn))),
      page: page(offices, () => '/'),
    },
    {
      name: '逾期列表（市，带筛选）',
      work: (on, turn) => listTasks(as(on, pick(cities, turn)), pick(filters, turn)),
      page: page(cities, (_, turn) => tasksHref(pick(filters, turn))),
    },
    {
      name: '总览（市）',
      work: (on, turn) => getOverview(as(on, pick(cities, turn)), {}),
      page: page(cities, () => '/overview'),
    },
    { name: '总览（全部任务）', work: (on, turn) => getOverview(as(on, above(pick(cities, turn))), {}) },
    {
      name: '任务页',
      work: async (on, turn) => {
        const person = pick(withTasks, turn)
        const id = taskOf(person, turn)
        if (!(await getTaskWithHistory(as(on, person), id, null))) throw new Error('an own task is there')
      },
      page: page(withTasks, (person, turn) => `/tasks/${taskOf(person, turn)}`),
    },
    {
      name: '搜索',
      work: (on, turn) => search(as(on, pick(cities, turn)), pick(words, turn)),
      page: page(cities, (_, turn) => `/search?q=${encodeURIComponent(pick(words, turn))}`),
    },
    {
      name: '提交进展',
      work: (on, turn) => {
        const { reportId, context } = draftAt(turn)
        return run(on, context, submitReport, { reportId })
      },
      undo: (on, turn) => {
        const { reportId, context } = draftAt(turn)
        return run(on, context, withdrawReport, { reportId })
      },
    },
  ]
}
