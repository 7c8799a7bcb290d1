import ExcelJS from 'exceljs'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { membership, person, unit, unitAlias } from '@/db/schema/organisation'
import { rollback, useTestDb } from '@/db/testing'
import { organisationTemplate, readOrganisation } from '@/lib/documents/organisation-sheets'
import { passwordFits } from '@/lib/platform/password'
import { createWorld, type World } from '@/lib/scenario/world'
import { importOrganisation } from './import-organisation'
import { run } from './run'

const db = useTestDb()
const inWorld = (work: (tx: Tx, world: World) => Promise<void>) =>
  rollback(db(), async (tx) => work(tx, await createWorld(tx)))

/** The template, filled in as a person would. */
const filled = async (units: string[][], people: string[][]) => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await organisationTemplate())
  for (const [name, rows] of [
    ['单位', units],
    ['人员', people],
  ] as const) {
    for (const [index, row] of rows.entries())
      book
        .getWorksheet(name)
        ?.getRow(index + 2)
        .splice(1, 0, ...row)
  }
  return readOrganisation((await book.xlsx.writeBuffer()) as ArrayBuffer)
}

const goodUnits = [
  ['区数据局', '政府部门', '', '', '区大数据局、区数据资源局', '5'],
  ['区数据中心', '事业单位', '区数据局', '', '', ''],
  ['区卫健委', '政府部门', '', '', '', ''],
]
const goodPeople = [
  ['吴新', 'wu.xin', '区数据局', '经办人', '科员', '', ''],
  ['吴新', 'WU.XIN', '区卫健委', '单位负责人', '', '', ''],
]

const input = async (world: World, units: string[][], people: string[][], confirm: boolean) => ({
  ...(await filled(units, people)),
  jurisdictionId: world.county.id,
  confirm,
})

test('the template, filled in, is written whole: units under their parents, one person with two posts', () =>
  inWorld(async (tx, world) => {
    const context = await world.as('admin')
    const { check } = await run(tx, context, importOrganisation, await input(world, goodUnits, goodPeople, false))
    expect(check.errors).toEqual([])
    expect(check.knownUnits).toEqual(['区卫健委'])
    expect(await tx.select().from(auditEvent)).toEqual([])

    const { made } = await run(tx, context, importOrganisation, await input(world, goodUnits, goodPeople, true))
    const rows = await tx.select().from(unit).where(eq(unit.jurisdictionId, world.county.id))
    const office = rows.find((row) => row.name === '区数据局')
    expect(rows.find((row) => row.name === '区数据中心')?.parentId).toBe(office?.id)
    expect(
      await tx
        .select()
        .from(unitAlias)
        .where(eq(unitAlias.unitId, office?.id ?? 0)),
    ).toHaveLength(2)
    const [who] = await tx.select().from(person).where(eq(person.userName, 'wu.xin'))
    expect(
      await tx
        .select()
        .from(membership)
        .where(eq(membership.personId, who?.id ?? 0)),
    ).toHaveLength(2)
    expect(made.map((row) => row.userName)).toEqual(['wu.xin'])
    expect(await passwordFits(who?.passwordHash ?? null, made[0]?.initialPassword ?? '')).toBe(true)
    const events = await tx.select().from(auditEvent).orderBy(auditEvent.id)
    expect(events.map((event) => event.action)).toEqual(['unit.import', 'unit.import', 'person.import'])
    expect(JSON.stringify(events)).not.toContain(made[0]?.initialPassword)
  }))

test.each([
  ['单位', [['局', '政府部门']], [], 2, '单位全称'],
  ['单位', [['区数据局', '部门']], [], 2, '类别'],
  ['单位', [['区数据局', '政府部门', '区没有局']], [], 2, '上级单位'],
  ['单位', [['区数据局', '政府部门', '各乡镇政府']], [], 2, '上级单位'],
  [
    '单位',
    [
      ['甲局', '政府部门', '乙局'],
      ['乙局', '政府部门', '甲局'],
    ],
    [],
    2,
    '上级单位',
  ],
  ['单位', [['区数据局', '政府部门', '', '大概']], [], 2, '督查考核办'],
  ['单位', [['区数据局', '政府部门', '', '', '区教体局']], [], 2, '别名'],
  [
    '单位',
    [
      ['区数据局', '政府部门'],
      ['区数据局', '政府部门'],
    ],
    [],
    3,
    '单位全称',
  ],
  ['单位', [['区数据局', '政府部门', '', '', '', 'x']], [], 2, '排序号'],
  ['人员', [], [['吴新', 'wu xin', '区卫健委', '经办人']], 2, '用户名'],
  ['人员', [], [['吴新', 'Office', '区卫健委', '经办人']], 2, '用户名'],
  ['人员', [], [['吴', 'wu.xin', '区卫健委', '经办人']], 2, '姓名'],
  ['人员', [], [['吴新', 'wu.xin', '区没有局', '经办人']], 2, '单位'],
  ['人员', [], [['吴新', 'wu.xin', '各乡镇政府', '经办人']], 2, '单位'],
  ['人员', [], [['吴新', 'wu.xin', '区卫健委', '科员']], 2, '角色'],
  ['人员', [], [['吴新', 'wu.xin', '区卫健委', '督查考核办公室']], 2, '角色'],
  ['人员', [], [['吴新', 'wu.xin', '区卫健委', '经办人', '', 'x', '']], 2, '电话'],
  ['人员', [], [['吴新', 'wu.xin', '区卫健委', '经办人', '', '', 'x']], 2, '电子邮箱'],
  ['人员', [], [['吴新', 'wu.xin', '区政府', '审计员']], 2, '角色'],
  [
    '人员',
    [],
    [
      ['吴新', 'wu.xin', '区卫健委', '经办人'],
      ['吴旧', 'wu.xin', '区政府', '经办人'],
    ],
    3,
    '用户名',
  ],
] as [string, string[][], string[][], number, string][])(
  'one error on sheet %s is named by row and column, and nothing is written: %o %o',
  (sheet, units, people, row, column) =>
    inWorld(async (tx, world) => {
      const context = await world.as('admin')
      const given = await input(world, [...units, ['区好单位', '政府部门']], people, false)
      const { check } = await run(tx, context, importOrganisation, given)
      expect(check.errors[0]).toMatchObject({ sheet, row, column })
      const confirmed = run(tx, context, importOrganisation, { ...given, confirm: true })
      await expect(confirmed).rejects.toMatchObject({ code: 'importFileChanged' })
      expect(await tx.select().from(unit).where(eq(unit.name, '区好单位'))).toEqual([])
    }),
)

test.each([
  ['office', 'wrongRole'],
  ['auditor', 'wrongRole'],
  ['otherOffice', 'notFound'],
  ['expert', 'notFound'],
] as const)('%s imports nothing: %s', (who, code) =>
  inWorld(async (tx, world) => {
    const given = await input(world, goodUnits, goodPeople, true)
    await expect(run(tx, await world.as(who), importOrganisation, given)).rejects.toMatchObject({ code })
  }),
)

test('a file that is no table, or another table, is refused in words', async () => {
  await expect(readOrganisation(new TextEncoder().encode('你好').buffer as ArrayBuffer)).rejects.toMatchObject({
    code: 'damaged',
  })
  const book = new ExcelJS.Workbook()
  book.addWorksheet('其他')
  const other = (await book.xlsx.writeBuffer()) as ArrayBuffer
  await expect(readOrganisation(other)).rejects.toMatchObject({ code: 'missing' })
  await expect(readOrganisation(await organisationTemplate())).rejects.toMatchObject({ code: 'empty' })
  book.addWorksheet('单位').getRow(1).values = ['单位全称']
  const headless = (await book.xlsx.writeBuffer()) as ArrayBuffer
  await expect(readOrganisation(headless)).rejects.toThrow('类别')
})
