import { membership, person } from '@/db/schema/organisation'
import type { Tx } from '@/db/client'
import { type Context, run } from '@/lib/commands/run'
import { requestSignOff } from '@/lib/commands/request-sign-off'
import { saveReport } from '@/lib/commands/save-report'
import { signOffReport } from '@/lib/commands/sign-off-report'
import { calendarDate } from '@/lib/domain/calendar/date'
import type { Role } from '@/lib/domain/permission/table'
import { contextOf, createWorld, givePlan, type World } from './world'

/** One more person in a unit of the world. */
export const givePerson = async (world: World, name: string, unitId: number, role: Role): Promise<Context> => {
  const [who] = await world.db.insert(person).values({ userName: name, name, mustChangePassword: false }).returning()
  if (!who) throw new Error('nobody was added')
  const [held] = await world.db
    .insert(membership)
    .values({ personId: who.id, unitId, role, startedOn: calendarDate('2020-01-01') })
    .returning()
  if (!held) throw new Error('no membership was added')
  return contextOf(world.db, held.id, world.today)
}

/** A world with one task of the health bureau, two milestones (one asks for evidence), the sports bureau and the townships supporting. */
export const reportGiven = async (tx: Tx, options: { signOffRequired?: boolean } = {}) => {
  const world = await createWorld(tx)
  const { units } = world
  const { plan, periods, tasks } = await givePlan(
    world,
    [
      {
        lead: units.health.id,
        supports: [units.sports.id, units.towns.id],
        state: 'active',
        milestones: [
          { title: '完成选址', dueOn: calendarDate('2026-09-30'), weight: 40 },
          { title: '公园建成', dueOn: calendarDate('2027-03-31'), weight: 60, evidenceAsked: '验收单' },
        ],
      },
    ],
    options,
  )
  const [task] = tasks
  const period = periods.find((entry) => entry.key === '2026Q4')
  if (!task || !period) throw new Error('the given is incomplete')
  const officer = await world.as('healthOfficer')
  const head = await world.as('healthHead')
  const office = await world.as('office')
  const draft = (change: Record<string, unknown> = {}, context: Context = officer) =>
    run(tx, context, saveReport, {
      taskId: task.id,
      periodId: period.id,
      selfPercent: 50,
      doneText: '选址已定。',
      ...change,
    })
  const submitted = async (change: Record<string, unknown> = {}) => {
    const { reportId } = await draft(change)
    await run(tx, officer, requestSignOff, { reportId })
    return run(tx, head, signOffReport, { reportId })
  }
  return { tx, world, plan, periods, period, task, officer, head, office, draft, submitted }
}
