import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditEvent } from '@/db/schema/audit'
import { indicatorOwner, indicatorTarget, planDraft } from '@/db/schema/plan'
import { milestone, task } from '@/db/schema/task'
import { rollback, useTestDb } from '@/db/testing'
import { sampleReading } from '@/lib/scenario/read-plan'
import { createWorld } from '@/lib/scenario/world'
import { editDraft } from './edit-draft'
import { importReading } from './import-plan'
import { publishPlan } from './publish-plan'
import { run } from './run'

const db = useTestDb()

const promise = (year: number, text: string) => ({
  taskIndex: 0,
  line: 3,
  text,
  year,
  op: '>=' as const,
  valueText: null,
})

test('a ticked commitment is published as a milestone of its task, which then owes it first; what is not ticked is not', async () => {
  await rollback(db(), async (tx) => {
    const world = await createWorld(tx)
    const office = await world.as('office')
    const { planId } = await run(tx, office, importReading, {
      reading: sampleReading([{ dueOn: '2029-06-30' }], {
        targets: [promise(2027, '建成步道十条'), promise(2030, '覆盖全部乡镇'), promise(2028, '完成验收')],
      }),
      fileName: '方案.docx',
    })
    const [row] = await tx.select().from(planDraft).where(eq(planDraft.planId, planId))
    const keys = row?.content.targets.slice(0, 2).map((target) => target.key)
    const { version } = await run(tx, office, editDraft, {
      planId,
      version: 1,
      operation: { kind: 'setMilestone', keys, isMilestone: true },
    })
    await run(tx, office, publishPlan, { planId, version })
    const milestones = await tx.select().from(milestone).orderBy(asc(milestone.position))
    expect(milestones.map((one) => [one.title, one.dueOn, one.originalDueOn, one.weight, one.state])).toEqual([
      ['建成步道十条', '2027-12-31', '2027-12-31', 50, 'pending'],
      ['覆盖全部乡镇', '2029-06-30', '2029-06-30', 50, 'pending'],
    ])
    const [owing] = await tx.select().from(task)
    expect(owing).toMatchObject({ owedDueOn: '2027-12-31', owedMilestoneId: milestones[0]?.id })
    const events = await tx.select().from(auditEvent).where(eq(auditEvent.action, 'milestone.add'))
    expect(events.map((event) => event.after)).toMatchObject([{ weight: 50 }, { weight: 50 }])
  })
})

test('an indicator corrected in the draft is published as it then stands; its owner must be of the register', async () => {
  await rollback(db(), async (tx) => {
    const world = await createWorld(tx)
    const office = await world.as('office')
    const { planId } = await run(tx, office, importReading, { reading: sampleReading([{}]), fileName: '方案.docx' })
    let version = 1
    const edit = async (operation: unknown) => {
      const done = await run(tx, office, editDraft, { planId, version, operation })
      version = done.version
    }
    await edit({ kind: 'addIndicator', name: '居民健康素养水平', afterKey: null })
    const [row] = await tx.select().from(planDraft).where(eq(planDraft.planId, planId))
    const key = row?.content.indicators[0]?.key
    const { health } = world.units
    await edit({ kind: 'editIndicator', key, unit: '%', targets: [{ year: 2030, text: '不低于35%' }] })
    await edit({ kind: 'addOwner', keys: [key], unit: { spelling: '区卫健委', unitId: health.id } })
    const foreign = { spelling: '外单位', unitId: 999_999 }
    await expect(edit({ kind: 'addOwner', keys: [key], unit: foreign })).rejects.toMatchObject({ code: 'notFound' })
    await expect(edit({ kind: 'editIndicator', key, owners: [foreign] })).rejects.toMatchObject({ code: 'notFound' })
    await edit({ kind: 'undo' })
    await edit({ kind: 'redo' })
    await run(tx, office, publishPlan, { planId, version })
    expect(await tx.select().from(indicatorTarget)).toMatchObject([
      { year: 2030, text: '不低于35%', op: '>=', value: '35' },
    ])
    expect(await tx.select().from(indicatorOwner)).toMatchObject([{ unitId: health.id }])
  })
})
