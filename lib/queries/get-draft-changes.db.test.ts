import { expect, test } from 'vitest'
import { readCalendar } from '@/db/calendar'
import { rollback, useTestDb } from '@/db/testing'
import { discardPlan } from '@/lib/commands/discard-plan'
import { editDraft } from '@/lib/commands/edit-draft'
import { importReading } from '@/lib/commands/import-plan'
import { run } from '@/lib/commands/run'
import { sampleReading } from '@/lib/scenario/read-plan'
import { createWorld } from '@/lib/scenario/world'
import { getDraftChanges } from './get-draft-changes'

const db = useTestDb()

test('says nothing new, then who did what and the whole draft; to nobody but its office, and only while it is a draft', async () => {
  await rollback(db(), async (tx) => {
    const world = await createWorld(tx)
    const office = await world.as('office')
    const { planId } = await run(tx, office, importReading, { reading: sampleReading([{}, {}]), fileName: '方案.docx' })
    const calendar = await readCalendar(tx)
    const asked = async (who: Parameters<typeof world.as>[0], since: number) => {
      const { actor, today } = await world.as(who)
      return getDraftChanges({ db: tx, actor, today, calendar }, planId, since)
    }
    expect(await asked('office2', 1)).toEqual({ version: 1, latest: null })
    const operation = { kind: 'editItem', key: 't1', title: '改过的名称' }
    await run(tx, office, editDraft, { planId, version: 1, operation })
    const heard = await asked('office2', 1)
    expect(heard?.version).toBe(2)
    expect(heard?.latest).toMatchObject({
      undo: '改“示例任务1”的名称',
      redo: null,
      steps: [{ who: '王办', what: '改“示例任务1”的名称' }],
    })
    expect(heard?.latest?.draft.items[0]?.title).toBe('改过的名称')
    expect(await asked('office2', 2)).toEqual({ version: 2, latest: null })
    for (const who of ['otherOffice', 'healthOfficer', 'leader', 'admin'] as const) {
      expect(await asked(who, 1)).toBeNull()
    }
    await run(tx, office, discardPlan, { planId, version: 2, reason: '重新上传' })
    expect(await asked('office2', 1)).toBeNull()
  })
})
