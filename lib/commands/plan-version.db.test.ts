import { asc, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { plan, planVersion } from '@/db/schema/plan'
import { rollback, useTestDb } from '@/db/testing'
import { sampleReading } from '@/lib/scenario/read-plan'
import { createWorld } from '@/lib/scenario/world'
import { discardPlan } from './discard-plan'
import { editDraft } from './edit-draft'
import { importReading } from './import-plan'
import { publishPlan } from './publish-plan'
import { run } from './run'

const db = useTestDb()

const given = async (tx: Tx) => {
  const world = await createWorld(tx)
  const office = await world.as('office')
  const { planId } = await run(tx, office, importReading, { reading: sampleReading([{}]), fileName: '方案.docx' })
  const versions = () =>
    tx.select().from(planVersion).where(eq(planVersion.planId, planId)).orderBy(asc(planVersion.id))
  return { office, planId, versions }
}

test('import and publication each keep the whole draft as it stood, with who and when', async () => {
  await rollback(db(), async (tx) => {
    const { office, planId, versions } = await given(tx)
    const [item] = (await versions())[0]?.content.items ?? []
    const title = '改过的名称'
    await run(tx, office, editDraft, {
      planId,
      version: 1,
      operation: { kind: 'editItem', key: item?.key ?? '', title },
    })
    await run(tx, office, publishPlan, { planId, version: 2 })
    const kept = await versions()
    expect(kept.map((row) => [row.number, row.origin, row.sourceFileName, row.personName, row.at])).toEqual([
      [1, 'import', '方案.docx', office.actor.personName, office.now],
      [2, 'publish', '方案.docx', office.actor.personName, office.now],
    ])
    expect(kept.map((row) => row.content.items[0]?.title)).toEqual([item?.title, title])
  })
})

test('what is published is issued, whatever stage the document was read as', async () => {
  await rollback(db(), async (tx) => {
    const { office, planId, versions } = await given(tx)
    await tx.update(plan).set({ stage: 'consultation' }).where(eq(plan.id, planId))
    await run(tx, office, publishPlan, { planId, version: 1 })
    const [row] = await tx.select().from(plan).where(eq(plan.id, planId))
    expect([row?.stage, (await versions()).at(-1)?.stage]).toEqual(['issued', 'issued'])
  })
})

test('versions go with a discarded draft, and never without it', async () => {
  await rollback(db(), async (tx) => {
    const { office, planId, versions } = await given(tx)
    const refused = await tx
      .transaction(async (inner) => {
        await inner.execute(sql`set local role none`)
        await inner.delete(planVersion).where(eq(planVersion.planId, planId))
      })
      .then(() => null)
      .catch((error: unknown) => (error as { cause?: Error }).cause?.message)
    expect(refused).toMatch(/append-only/)
    expect(await versions()).toHaveLength(1)
    await run(tx, office, discardPlan, { planId, version: 1, reason: '导错了文件' })
    expect(await versions()).toEqual([])
  })
})
