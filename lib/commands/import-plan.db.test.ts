import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { file } from '@/db/schema/file'
import { plan, planDraft, sourceParagraph } from '@/db/schema/plan'
import { rollback, useTestDb } from '@/db/testing'
import { stageUpload, tinyPng } from '@/lib/scenario/staged-upload'
import { createWorld } from '@/lib/scenario/world'
import { importPlan } from './import-plan'
import { run } from './run'

const folder = mkdtempSync(join(tmpdir(), 'luoshi-import-'))
process.env.LUOSHI_DATA_DIR = folder
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const db = useTestDb()

const text = `示例区健身步道实施方案
（2026—2027年）
一、总体要求
让群众身边有步道。
二、主要任务
（一）建设步道
1. 建设示范步道。到2027年底建成5条步道。（牵头单位：区教体局；配合单位：卫健委、各乡镇政府、区园林局）
2. 开展巡查。每月巡查一次。（牵头单位：区卫健委）
三、保障措施
（一）加强领导。定期研究。
`

const given = async (tx: Tx) => {
  const world = await createWorld(tx)
  const office = await world.as('office')
  const upload = (bytes: Uint8Array, name: string) => stageUpload(bytes, name, office.actor.personId)
  const importing = async (bytes: Uint8Array, name: string) =>
    run(tx, office, importPlan, { uploadId: await upload(bytes, name) })
  return { world, office, upload, importing }
}

test('a text becomes a draft of the office: tasks, units of the register, source lines, the original kept', async () => {
  await rollback(db(), async (tx) => {
    const { world, office, importing } = await given(tx)
    const { planId, existing } = await importing(Buffer.from(text), '方案.txt')
    expect(existing).toBe(false)
    const [row] = await tx.select().from(plan).where(eq(plan.id, planId))
    expect(row).toMatchObject({
      title: expect.stringContaining('示例区健身步道实施方案'),
      officeUnitId: world.units.office.id,
      jurisdictionId: world.county.id,
      state: 'draft',
      sourceFileName: '方案.txt',
      periodStart: 2026,
      periodEnd: 2027,
    })
    expect(await tx.select({ id: file.id }).from(file)).toEqual([{ id: row?.sourceFileId }])
    const [draft] = await tx.select().from(planDraft).where(eq(planDraft.planId, planId))
    const [first] = draft?.content.items ?? []
    expect(first).toMatchObject({
      title: '建设示范步道',
      dueOn: '2027-12-31',
      leads: [{ spelling: '区教体局', unitId: world.units.sports.id }],
    })
    expect(first?.supports.map((unit) => unit.unitId)).toEqual([world.units.health.id, world.units.towns.id, null])
    const lines = await tx.select().from(sourceParagraph).where(eq(sourceParagraph.planId, planId))
    expect(lines.find((line) => line.line === first?.sourceStart)?.text).toContain('建设示范步道')
    const [event] = await tx.select().from(auditEvent)
    expect(event).toMatchObject({
      action: 'plan.import',
      subjectType: 'plan',
      subjectId: planId,
      personId: office.actor.personId,
    })
  })
})

test('a double click, or the same file once more, opens the draft that is there', async () => {
  await rollback(db(), async (tx) => {
    const { office, upload, importing } = await given(tx)
    const uploadId = await upload(Buffer.from(text), '方案.txt')
    const first = await run(tx, office, importPlan, { uploadId })
    expect(await run(tx, office, importPlan, { uploadId })).toEqual({ planId: first.planId, existing: true })
    expect(await importing(Buffer.from(text), '方案（副本）.txt')).toEqual({ planId: first.planId, existing: true })
    expect(await tx.select().from(plan)).toHaveLength(1)
  })
})

test('the sample document to try the import with: a Word file, read whatever it is called', async () => {
  await rollback(db(), async (tx) => {
    const { importing } = await given(tx)
    const bytes = await readFile(join(process.cwd(), 'db', 'samples', 'try-import.docx'))
    const { planId } = await importing(bytes, '方案.pdf')
    const [row] = await tx.select().from(plan).where(eq(plan.id, planId))
    expect(row).toMatchObject({ title: expect.stringContaining('示例'), sourceFileName: '方案.docx' })
    const [draft] = await tx.select().from(planDraft).where(eq(planDraft.planId, planId))
    expect(draft?.content.items.filter((item) => item.kind === 'task')).toHaveLength(12)
    expect(draft?.content.indicators).toHaveLength(3)
  })
})

test('GB18030 reads as well', async () => {
  await rollback(db(), async (tx) => {
    const { importing } = await given(tx)
    // 示例区方案 / 一、主要任务 in GB18030
    const gb = Buffer.from('cabec0fdc7f8b7bdb0b80ad2bba1a2d6f7d2aac8cecef10a', 'hex')
    const { planId } = await importing(gb, '方案.txt')
    const lines = await tx.select().from(sourceParagraph).where(eq(sourceParagraph.planId, planId))
    expect(lines.map((line) => line.text)).toEqual(['示例区方案', '一、主要任务'])
  })
})

test.each<[string, () => Uint8Array, string, string, RegExp]>([
  ['a picture', () => tinyPng, '方案.docx', 'documentRefused', /可以导入Word/],
  ['a program', () => Buffer.from('#!/bin/sh\nrm'), '方案.txt', 'documentRefused', /可以导入Word/],
  ['a damaged Word file', () => Buffer.from('504b0304aaaa', 'hex'), '方案.docx', 'documentRefused', /可以导入Word/],
  ['nothing', () => new Uint8Array(), '方案.txt', 'fileUnusable', /空的/],
  ['only blanks', () => Buffer.from('  \n \n'), '方案.txt', 'documentRefused', /空|没有/],
])('%s is refused and leaves nothing', async (_, bytes, name, code, said) => {
  await rollback(db(), async (tx) => {
    const { importing } = await given(tx)
    await expect(importing(bytes(), name)).rejects.toMatchObject({ code, message: expect.stringMatching(said) })
    expect(await tx.select().from(plan)).toEqual([])
  })
})

test('someone else’s upload is not there', async () => {
  await rollback(db(), async (tx) => {
    const { world, upload } = await given(tx)
    const uploadId = await upload(Buffer.from(text), '方案.txt')
    await expect(run(tx, await world.as('office2'), importPlan, { uploadId })).rejects.toMatchObject({
      code: 'fileUnknown',
    })
  })
})

test.each([
  ['healthOfficer', 'wrongRole'],
  ['leader', 'wrongRole'],
  ['admin', 'wrongRole'],
  ['expert', 'notFound'],
] as const)('%s may not import: %s', async (who, code) => {
  await rollback(db(), async (tx) => {
    const { world, upload } = await given(tx)
    const uploadId = await upload(Buffer.from(text), '方案.txt')
    await expect(run(tx, await world.as(who), importPlan, { uploadId })).rejects.toMatchObject({ code })
  })
})
