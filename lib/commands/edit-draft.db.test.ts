import { desc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { unit, unitAlias, unitMember } from '@/db/schema/organisation'
import { plan, planDraft, planDraftStep } from '@/db/schema/plan'
import { rollback, useTestDb } from '@/db/testing'
import { sampleReading } from '@/lib/scenario/read-plan'
import { createWorld } from '@/lib/scenario/world'
import { createPlanUnit } from './create-plan-unit'
import { discardPlan } from './discard-plan'
import { editDraft } from './edit-draft'
import { importReading } from './import-plan'
import { matchUnit } from './match-unit'
import { run } from './run'

const db = useTestDb()

const given = async (tx: Tx) => {
  const world = await createWorld(tx)
  const office = await world.as('office')
  const { planId } = await run(tx, office, importReading, {
    reading: sampleReading([
      { leadUnits: ['区卫健委', '区健康委员会'], supportUnits: ['区教体局'] },
      { supportUnits: ['区健康委员会'] },
    ]),
    fileName: '方案.docx',
  })
  const content = async () => {
    const [row] = await tx.select().from(planDraft).where(eq(planDraft.planId, planId))
    if (!row) throw new Error('no draft')
    return row
  }
  const titles = async () => (await content()).content.items.map((item) => item.title)
  return { world, office, planId, content, titles }
}
const rename = (key: string, title: string) => ({ kind: 'editItem', key, title })

test('an operation is stored with a new version, a step that takes it back and its event', async () => {
  await rollback(db(), async (tx) => {
    const { office, planId, titles } = await given(tx)
    const done = await run(tx, office, editDraft, { planId, version: 1, operation: rename('t1', '改过的名称') })
    expect(done).toMatchObject({ version: 2, undo: '改“示例任务1”的名称', redo: null })
    expect(await titles()).toEqual(['改过的名称', '示例任务2'])
    const [event] = await tx.select().from(auditEvent).orderBy(desc(auditEvent.id)).limit(1)
    expect(event).toMatchObject({
      action: 'plan.editDraft',
      planId,
      after: { summary: '改“示例任务1”的名称', version: 2, operation: rename('t1', '改过的名称') },
    })
  })
})

test('undo and redo walk the steps as they are stored; a new change drops what was undone', async () => {
  await rollback(db(), async (tx) => {
    const { office, planId, titles } = await given(tx)
    let version = 1
    const edit = async (operation: unknown) => {
      const done = await run(tx, office, editDraft, { planId, version, operation })
      version = done.version
      return done
    }
    await edit(rename('t1', '甲'))
    await edit({ kind: 'drop', keys: ['t3'] })
    expect(await titles()).toEqual(['甲'])
    expect((await edit({ kind: 'undo' })).applied).toMatchObject({ kind: 'restore' })
    expect(await titles()).toEqual(['甲', '示例任务2'])
    await edit({ kind: 'undo' })
    expect(await titles()).toEqual(['示例任务1', '示例任务2'])
    expect((await edit({ kind: 'redo' })).redo).toBe('删除“示例任务2”')
    await edit({ kind: 'redo' })
    expect(await titles()).toEqual(['甲'])
    await edit({ kind: 'undo' })
    expect(await edit(rename('t3', '乙'))).toMatchObject({ undo: '改“示例任务2”的名称', redo: null })
    await expect(edit({ kind: 'redo' })).rejects.toMatchObject({ code: 'nothingToUndo' })
    expect(await titles()).toEqual(['甲', '乙'])
  })
})

test('the second of two is told who changed what, and nothing of his is written', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, planId, titles } = await given(tx)
    await run(tx, office, editDraft, { planId, version: 1, operation: rename('t1', '甲') })
    const stale = run(tx, await world.as('office2'), editDraft, { planId, version: 1, operation: rename('t1', '乙') })
    await expect(stale).rejects.toMatchObject({
      code: 'draftStale',
      params: { who: '王办', what: '改“示例任务1”的名称' },
    })
    expect(await titles()).toEqual(['甲', '示例任务2'])
  })
})

test.each([
  ['an operation on what is gone', { kind: 'drop', keys: ['t99'] }, 'draftTargetGone'],
  [
    'a unit that is not of this jurisdiction',
    { kind: 'matchSpelling', spelling: '区健康委员会', unitId: 999_999 },
    'notFound',
  ],
  ['a patch from outside', { kind: 'restore', patch: {}, summary: '' }, 'invalidInput'],
  ['an empty title', rename('t1', ' '), 'invalidInput'],
])('%s is refused', async (_, operation, code) => {
  await rollback(db(), async (tx) => {
    const { office, planId } = await given(tx)
    await expect(run(tx, office, editDraft, { planId, version: 1, operation })).rejects.toMatchObject({ code })
  })
})

test.each([
  ['otherOffice', 'notFound'],
  ['cityLeader', 'notFound'],
  ['leader', 'notFound'],
  ['healthOfficer', 'notFound'],
  ['admin', 'notFound'],
] as const)('a draft is nobody’s business outside its office: %s gets %s', async (who, code) => {
  await rollback(db(), async (tx) => {
    const { world, planId } = await given(tx)
    const operation = rename('t1', '甲')
    await expect(run(tx, await world.as(who), editDraft, { planId, version: 1, operation })).rejects.toMatchObject({
      code,
    })
  })
})

test('a spelling is matched everywhere at once, and for good where asked', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, planId, content } = await given(tx)
    const unitId = world.units.health.id
    await run(tx, office, matchUnit, { planId, version: 1, spelling: '区健康委员会', unitId, forGood: true })
    const { items } = (await content()).content
    // It is the lead already: the same unit stands once.
    expect(items[0]?.leads).toEqual([{ spelling: '区卫健委', unitId }])
    expect(items[1]?.supports).toEqual([])
    expect(await tx.select({ spelling: unitAlias.spelling, unitId: unitAlias.unitId }).from(unitAlias)).toEqual([
      { spelling: '区健康委员会', unitId },
    ])
    const again = await run(tx, office, importReading, {
      reading: sampleReading([{ leadUnits: ['区健康委员会'] }]),
      fileName: '另一份.docx',
    })
    const [next] = await tx.select().from(planDraft).where(eq(planDraft.planId, again.planId))
    expect(next?.content.items[0]?.leads).toEqual([{ spelling: '区健康委员会', unitId }])
  })
})

test('a spelling that is another unit’s name stays that unit’s', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, planId } = await given(tx)
    const input = { planId, version: 1, spelling: '区教体局', unitId: world.units.health.id, forGood: true }
    await expect(run(tx, office, matchUnit, input)).rejects.toMatchObject({ code: 'unitNameTaken' })
  })
})

test('a dissolved unit is not newly chosen', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, planId } = await given(tx)
    const unitId = world.units.sports.id
    await tx
      .update(unit)
      .set({ dissolvedOn: world.today, successorId: world.units.health.id })
      .where(eq(unit.id, unitId))
    const input = { planId, version: 1, spelling: '区健康委员会', unitId: world.units.town1.id }
    await run(tx, office, matchUnit, input)
    await run(tx, office, editDraft, { planId, version: 2, operation: { kind: 'dropSpelling', spelling: '区教体局' } })
    await expect(run(tx, office, matchUnit, { ...input, version: 3, unitId })).rejects.toMatchObject({
      code: 'unitDissolved',
    })
  })
})

test('a group is created from a plan with its members and matched at once', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, planId, content } = await given(tx)
    const { town1, town2 } = world.units
    const { unitId } = await run(tx, office, createPlanUnit, {
      planId,
      version: 1,
      spelling: '区健康委员会',
      name: '试点乡镇',
      kind: 'group',
      memberIds: [town1.id, town2.id],
    })
    expect((await content()).content.items[1]?.supports).toEqual([{ spelling: '区健康委员会', unitId }])
    expect(await tx.select().from(unitMember).where(eq(unitMember.groupId, unitId))).toHaveLength(2)
    expect(await tx.select().from(unitAlias).where(eq(unitAlias.unitId, unitId))).toHaveLength(1)
    const events = await tx.select({ action: auditEvent.action }).from(auditEvent).orderBy(auditEvent.id)
    expect(events.map((event) => event.action).slice(-2)).toEqual(['unit.create', 'plan.editDraft'])
  })
})

test.each([
  ['a name that exists', { name: '区教体局', kind: 'department' }, 'unitNameTaken'],
  ['a group without members', { name: '试点乡镇', kind: 'group' }, 'invalidInput'],
])('%s is refused', async (_, over, code) => {
  await rollback(db(), async (tx) => {
    const { office, planId } = await given(tx)
    const input = { planId, version: 1, spelling: '区健康委员会', memberIds: [], ...over }
    await expect(run(tx, office, createPlanUnit, input)).rejects.toMatchObject({ code })
  })
})

test('a discarded draft is gone, its record is not', async () => {
  await rollback(db(), async (tx) => {
    const { office, planId } = await given(tx)
    await run(tx, office, editDraft, { planId, version: 1, operation: rename('t1', '甲') })
    const stale = run(tx, office, discardPlan, { planId, version: 1, reason: '重复导入' })
    await expect(stale).rejects.toMatchObject({ code: 'draftStale' })
    await run(tx, office, discardPlan, { planId, version: 2, reason: '重复导入' })
    expect(await tx.select().from(plan)).toEqual([])
    expect(await tx.select().from(planDraftStep)).toEqual([])
    const [event] = await tx.select().from(auditEvent).orderBy(desc(auditEvent.id)).limit(1)
    expect(event).toMatchObject({
      action: 'plan.discard',
      reason: '重复导入',
      before: { title: '示例区健身步道实施方案' },
    })
  })
})
