import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCalendar } from '@/db/calendar'
import { useTestDb } from '@/db/testing'
import type { WorkCalendar } from '@/lib/domain/calendar/workdays'
import { type PermissionStage, permissionStage } from '@/lib/scenario/permission-stage'
import { getSupervisionList } from './get-supervision-list'
import { listFindings } from './list-findings'
import { listRectifications } from './list-rectifications'

const folder = mkdtempSync(join(tmpdir(), 'luoshi-lists-'))
process.env.LUOSHI_DATA_DIR = folder
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const db = useTestDb()
let stage: PermissionStage
let calendar: WorkCalendar
beforeAll(async () => {
  stage = await permissionStage(db())
  calendar = await readCalendar(db())
})
const contextOf = (who: keyof PermissionStage['cast']) => ({
  db: db(),
  actor: stage.cast[who].actor,
  today: stage.cast[who].today,
  calendar,
})

test('a file holds the rows of the list on the screen, for whoever asks', async () => {
  let most = 0
  for (const who of ['office', 'leadHead', 'foreignOffice'] as const) {
    const ctx = contextOf(who)
    const findings = await listFindings(ctx, { severity: 'general' })
    const found = await getSupervisionList(ctx, { list: 'findings', filter: { severity: 'general' } })
    expect(found?.rows.map((row) => row[0])).toEqual(findings.items.map((item) => item.fact))
    for (const list of ['open', 'cleared'] as const) {
      const orders = await listRectifications(ctx, { view: list })
      const table = await getSupervisionList(ctx, { list, filter: {} })
      expect(table?.rows.map((row) => row[0])).toEqual(orders.items.map((item) => item.orderNo))
      expect(table?.rows.every((row) => row.length === table.columns.length)).toBe(true)
      most = Math.max(most, orders.total)
    }
    if (who === 'foreignOffice') expect(found?.rows).toEqual([])
  }
  expect(most).toBeGreaterThan(0)
})

test('there is no list for who has nothing to do with supervision, and a list too long says how to narrow it', async () => {
  expect(await getSupervisionList(contextOf('auditor'), { list: 'findings', filter: {} })).toBeNull()
  const wanted = { list: 'findings', filter: {} } as const
  await expect(getSupervisionList(contextOf('office'), wanted, 0)).rejects.toMatchObject({
    code: 'exportTooLong',
    message: expect.stringContaining('请先按'),
  })
})
