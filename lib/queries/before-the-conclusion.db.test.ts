import { expect, test } from 'vitest'
import { readCalendar } from '@/db/calendar'
import { rollback, useTestDb } from '@/db/testing'
import { removeFinding } from '@/lib/commands/remove-finding'
import { run } from '@/lib/commands/run'
import { approveInspection, beginInspection, conclude, find, order } from '@/lib/scenario/supervision-play'
import { createWorld, type World } from '@/lib/scenario/world'
import { getFinding } from './get-finding'
import { getInspection } from './get-inspection'
import { getRectification } from './get-rectification'

const db = useTestDb()

test('before its conclusion or order a unit reads no finding, on no page, and of no inspection before it begins', async () => {
  await rollback(db(), async (tx) => {
    const world = await createWorld(tx)
    const unitId = world.units.town1.id
    const desk = { office: await world.as('office'), leader: await world.as('leader') }
    const head = await world.as('office2')
    const calendar = await readCalendar(tx)
    const team = { unitIds: [unitId], memberIds: [head.actor.personId] }
    const contextOf = async (who: Parameters<World['as']>[0]) => ({
      db: tx,
      actor: (await world.as(who)).actor,
      today: world.today,
      calendar,
    })
    const first = await beginInspection(tx, desk, team)
    const { findingId } = await find(tx, head, { inspectionId: first.inspectionId, unitId })
    const hasty = await find(tx, head, { inspectionId: first.inspectionId, unitId, fact: '记错了单位' })
    await run(tx, head, removeFinding, { ...hasty, reason: '登记有误' })
    const { rectificationId } = await order(tx, desk.office, { findingIds: [findingId] })
    await conclude(tx, desk, { inspectionId: first.inspectionId, unitId }, 'sent')
    const again = { ...team, kind: 'followUp', followsId: first.inspectionId } as const
    await approveInspection(tx, desk, {
      ...again,
      title: '回头看，尚未启动',
      startsOn: '2027-03-01',
      endsOn: '2027-03-05',
    })
    const second = await beginInspection(tx, desk, { ...again, title: '回头看' })
    const came = await find(tx, head, { inspectionId: second.inspectionId, unitId, relapseOfId: findingId })

    const shown = async (who: Parameters<World['as']>[0]) => {
      const ctx = await contextOf(who)
      return {
        followedBy: (await getInspection(ctx, first.inspectionId))?.followedBy.map((entry) => entry.title),
        cameBackAs: (await getFinding(ctx, findingId))?.cameBackAs.map((entry) => entry.id),
        relapses: (await getRectification(ctx, rectificationId))?.relapses.map((entry) => entry.id),
        takenBack: (await getFinding(ctx, hasty.findingId)) !== null,
      }
    }
    expect(await shown('office')).toEqual({
      followedBy: ['回头看，尚未启动', '回头看'],
      cameBackAs: [came.findingId],
      relapses: [came.findingId],
      takenBack: true,
    })
    expect(await shown('town1Officer')).toEqual({
      followedBy: ['回头看'],
      cameBackAs: [],
      relapses: [],
      takenBack: false,
    })
  })
})
