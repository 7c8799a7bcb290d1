import { expect, test } from 'vitest'
import { readCalendar } from '@/db/calendar'
import type { Tx } from '@/db/client'
import { rollback, useTestDb } from '@/db/testing'
import { importReading } from '@/lib/commands/import-plan'
import { run } from '@/lib/commands/run'
import { calendarDate } from '@/lib/domain/calendar/date'
import { sampleReading } from '@/lib/scenario/read-plan'
import { createWorld, givePlan } from '@/lib/scenario/world'
import { getPlanWorkbook } from './get-plan-workbook'

const db = useTestDb()

const given = async (tx: Tx) => {
  const world = await createWorld(tx)
  const calendar = await readCalendar(tx)
  const ask = async (who: Parameters<typeof world.as>[0], planId: number) => {
    const { actor, today } = await world.as(who)
    return getPlanWorkbook({ db: tx, actor, today, calendar }, planId)
  }
  return { world, ask }
}

test('a published plan gives the ledger of what the actor may see, with nothing to take it back by', async () => {
  await rollback(db(), async (tx) => {
    const { world, ask } = await given(tx)
    const { health, sports } = world.units
    const { plan } = await givePlan(world, [
      { title: '建设步道', lead: health.id, supports: [sports.id], dueOn: calendarDate('2027-06-30') },
      { title: '开展巡查', lead: health.id },
    ])
    const whole = await ask('office', plan.id)
    expect(whole?.origin).toBeNull()
    expect(whole?.tasks.map(({ texts }) => texts)).toMatchObject([
      { title: '建设步道', leads: '区卫健委', supports: '区教体局', due: '2027-06-30', issue: '是' },
      { title: '开展巡查', supports: '' },
    ])
    expect((await ask('sportsOfficer', plan.id))?.tasks.map(({ texts }) => texts.title)).toEqual(['建设步道'])
    expect(await ask('otherOffice', plan.id)).toBeNull()
    expect(await ask('admin', plan.id)).toBeNull()
  })
})

test('a draft goes out to its office alone, with its version and the units of the register', async () => {
  await rollback(db(), async (tx) => {
    const { world, ask } = await given(tx)
    const input = { reading: sampleReading([{ title: '甲' }]), fileName: '方案.docx' }
    const { planId } = await run(tx, await world.as('office'), importReading, input)
    const book = await ask('office2', planId)
    expect(book?.origin).toMatchObject({ planId, version: 1 })
    expect(book?.units).toContain('区卫健委')
    expect(book?.notes[1]).toContain('第 1 版')
    for (const who of ['otherOffice', 'leader', 'healthOfficer'] as const) expect(await ask(who, planId)).toBeNull()
  })
})
