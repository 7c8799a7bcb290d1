import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { desc, eq } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import { afterAll, expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { plan, planDraft, planDraftStep } from '@/db/schema/plan'
import { rollback, useTestDb } from '@/db/testing'
import { planWorkbook } from '@/lib/documents/write/plan-workbook'
import { draftRows } from '@/lib/domain/plan/workbook'
import { sampleReading } from '@/lib/scenario/read-plan'
import { stageUpload, tinyPdf, tinyPng } from '@/lib/scenario/staged-upload'
import { createWorld } from '@/lib/scenario/world'
import { applyWorkbook } from './apply-workbook'
import { editDraft } from './edit-draft'
import { importReading } from './import-plan'
import { run } from './run'

const folder = mkdtempSync(join(tmpdir(), 'luoshi-workbook-'))
process.env.LUOSHI_DATA_DIR = folder
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const db = useTestDb()

const columns = [
  '序号',
  '编号',
  '章节',
  '类别',
  '重点任务',
  '具体内容',
  '牵头单位',
  '配合单位',
  '完成时限',
  '长期',
  '是否交办',
  '标识',
  '核验',
]
type Edit = (sheet: ExcelJS.Worksheet, at: (head: string) => number) => void

const given = async (tx: Tx) => {
  const world = await createWorld(tx)
  const office = await world.as('office')
  const { planId } = await run(tx, office, importReading, {
    reading: sampleReading(['甲', '乙', '丙'].map((title) => ({ title, path: ['二、主要任务'] }))),
    fileName: '方案.docx',
  })
  const stored = async () => {
    const [row] = await tx.select().from(planDraft).where(eq(planDraft.planId, planId))
    if (!row) throw new Error('no draft')
    return row
  }
  const items = async () => (await stored()).content.items
  const exported = async (edit: Edit): Promise<Uint8Array> => {
    const { content, version } = await stored()
    const bytes = await planWorkbook({
      title: '示例',
      ...draftRows(content),
      units: ['区卫健委'],
      notes: [],
      origin: { planId, version, nextKey: content.nextKey },
    })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(bytes.buffer)
    const sheet = book.getWorksheet('任务分工表')
    if (!sheet) throw new Error('no sheet')
    edit(sheet, (head) => columns.indexOf(head) + 1)
    return new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer)
  }
  const upload = async (edit: Edit, personId = office.actor.personId) =>
    stageUpload(await exported(edit), '改过的分工表.xlsx', personId)
  const compare = (uploadId: string) => run(tx, office, applyWorkbook, { planId, uploadId })
  return { world, office, planId, stored, items, upload, compare }
}

const rename: Edit = (sheet, at) => {
  sheet.getCell(3, at('重点任务')).value = '甲（改）'
}
const several: Edit = (sheet, at) => {
  rename(sheet, at)
  sheet.getCell(3, at('完成时限')).value = '2028年底前'
  sheet.spliceRows(4, 1)
  sheet.getCell(5, at('重点任务')).value = '丁'
  sheet.getCell(5, at('牵头单位')).value = '区教体局、区无此局'
}

test('compared first, nothing written; what is chosen is one step with its event, and one undo takes it back', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, planId, stored, items, upload, compare } = await given(tx)
    const uploadId = await upload(several)
    const { comparison, version } = await compare(uploadId)
    expect(comparison?.differences.map(({ kind, row, title, taken }) => [kind, row, title, taken])).toEqual([
      ['changed', 3, '甲（改）', true],
      ['new', 5, '丁', true],
      ['gone', null, '乙', false],
    ])
    expect(comparison?.differences[1]?.notes).toEqual(['单位库里没有“区无此局”'])
    expect(await stored()).toMatchObject({ version: 1 })
    const before = (await stored()).content

    const take = comparison?.differences.map((one) => one.id)
    const done = await run(tx, office, applyWorkbook, { planId, uploadId, version, take })
    expect(done).toMatchObject({
      version: 2,
      summary: '导入分工表：新增 1 项，修改 1 项，删除 1 项（“改过的分工表.xlsx”）',
    })
    expect((await items()).map(({ title, dueOn, leads }) => [title, dueOn, leads.map((unit) => unit.unitId)])).toEqual([
      ['甲（改）', '2028-12-31', [world.units.health.id]],
      ['丙', '2027-06-30', [world.units.health.id]],
      ['丁', null, [world.units.sports.id, null]],
    ])
    const [event] = await tx.select().from(auditEvent).orderBy(desc(auditEvent.id)).limit(1)
    expect(event).toMatchObject({ action: 'plan.editDraft', planId, after: { summary: done.summary, version: 2 } })
    expect(await tx.select().from(planDraftStep).where(eq(planDraftStep.planId, planId))).toHaveLength(1)

    await run(tx, office, editDraft, { planId, version: 2, operation: { kind: 'undo' } })
    expect((await stored()).content.items).toEqual(before.items)
    expect((await compare(uploadId)).comparison?.differences).toHaveLength(3)
    await run(tx, office, editDraft, { planId, version: 3, operation: { kind: 'redo' } })
    const added = (await items()).find((item) => item.title === '丁')
    await run(tx, office, editDraft, {
      planId,
      version: 4,
      operation: { kind: 'add', sectionKey: null, afterKey: null, title: '戊' },
    })
    expect((await items()).filter((item) => item.key === added?.key)).toHaveLength(1)
  })
})

test('only what is ticked is written', async () => {
  await rollback(db(), async (tx) => {
    const { office, planId, items, upload, compare } = await given(tx)
    const uploadId = await upload(several)
    const { version, comparison } = await compare(uploadId)
    const take = comparison?.differences.filter((one) => one.kind === 'new').map((one) => one.id)
    await run(tx, office, applyWorkbook, { planId, uploadId, version, take })
    expect((await items()).map((item) => item.title)).toEqual(['甲', '乙', '丙', '丁'])
  })
})

test('who changed the draft between comparison and taking is named; compared again, both changes stand', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, planId, items, upload, compare } = await given(tx)
    const uploadId = await upload(rename)
    const { version, comparison } = await compare(uploadId)
    const take = comparison?.differences.map((one) => one.id)
    const [, second] = await items()
    const operation = { kind: 'editItem', key: second?.key, title: '乙（同事）' }
    await run(tx, await world.as('office2'), editDraft, { planId, version, operation })
    const stale = run(tx, office, applyWorkbook, { planId, uploadId, version, take })
    await expect(stale).rejects.toMatchObject({ code: 'draftStale', params: { who: '李办' } })
    const again = await compare(uploadId)
    expect(again.comparison?.differences.map((one) => one.id)).toEqual(take)
    await run(tx, office, applyWorkbook, { planId, uploadId, version: again.version, take })
    expect((await items()).map((item) => item.title)).toEqual(['甲（改）', '乙（同事）', '丙'])
  })
})

test('a difference that is not there, or none at all, is refused', async () => {
  await rollback(db(), async (tx) => {
    const { office, planId, stored, upload } = await given(tx)
    const uploadId = await upload(rename)
    const taking = (take: readonly string[], version: number | undefined = 1) =>
      run(tx, office, applyWorkbook, { planId, uploadId, version, take })
    await expect(taking(['tasks:gone:t999'])).rejects.toMatchObject({ code: 'draftTargetGone' })
    await expect(taking([])).rejects.toMatchObject({ code: 'invalidInput' })
    await expect(run(tx, office, applyWorkbook, { planId, uploadId, take: ['x'] })).rejects.toMatchObject({
      code: 'invalidInput',
    })
    expect(await stored()).toMatchObject({ version: 1 })
  })
})

test.each([
  ['a picture', () => tinyPng, '图片.xlsx', '不是 Excel 工作簿'],
  ['a PDF', () => tinyPdf('x'), '表.pdf', '不是 Excel 工作簿'],
])('%s is refused in words', async (_, bytes, name, why) => {
  await rollback(db(), async (tx) => {
    const { office, planId } = await given(tx)
    const uploadId = await stageUpload(bytes(), name, office.actor.personId)
    const refusal = run(tx, office, applyWorkbook, { planId, uploadId })
    await expect(refusal).rejects.toMatchObject({ code: 'documentRefused', message: expect.stringContaining(why) })
  })
})

test('the workbook of another plan is refused, and so is someone else’s upload', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, planId, upload } = await given(tx)
    const other = await run(tx, office, importReading, { reading: sampleReading([{}]), fileName: '别的.docx' })
    const refusal = run(tx, office, applyWorkbook, { planId: other.planId, uploadId: await upload(rename) })
    await expect(refusal).rejects.toMatchObject({ message: expect.stringContaining('另一份规划') })
    const theirs = await upload(rename, (await world.as('office2')).actor.personId)
    await expect(run(tx, office, applyWorkbook, { planId, uploadId: theirs })).rejects.toMatchObject({
      code: 'fileUnknown',
    })
  })
})

test.each(['otherOffice', 'leader', 'healthOfficer', 'admin'] as const)(
  'a draft is nobody’s business outside its office: %s finds nothing, and his file is not even read',
  async (who) => {
    await rollback(db(), async (tx) => {
      const { world, planId } = await given(tx)
      const input = { planId, uploadId: 'f'.repeat(32) }
      await expect(run(tx, await world.as(who), applyWorkbook, input)).rejects.toMatchObject({ code: 'notFound' })
    })
  },
)

test('a published plan takes no workbook', async () => {
  await rollback(db(), async (tx) => {
    const { office, planId, upload } = await given(tx)
    const uploadId = await upload(rename)
    await tx.update(plan).set({ state: 'active', publishedAt: new Date() }).where(eq(plan.id, planId))
    await expect(run(tx, office, applyWorkbook, { planId, uploadId })).rejects.toMatchObject({ code: 'wrongState' })
  })
})
