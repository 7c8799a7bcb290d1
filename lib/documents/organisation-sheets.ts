import type { Worksheet } from 'exceljs'
import { DocumentRefused } from './read/refused'
import { openArchive } from './read/zip'
import { roleLabels, unitKindLabels } from '@/lib/domain/labels'
import { rolesByAdmin } from '@/lib/domain/permission/table'
import type { ImportPersonRow, ImportUnitRow } from '@/lib/domain/account/import-check'

type Column<R> = {
  readonly key: Exclude<keyof R, 'row'>
  readonly head: string
  readonly width: number
  readonly note: string
}

const unitColumns: readonly Column<ImportUnitRow>[] = [
  { key: 'name', head: '单位全称', width: 28, note: '必填' },
  { key: 'kind', head: '类别', width: 18, note: '必填，从列表中选' },
  { key: 'parent', head: '上级单位', width: 24, note: '选填，本表或系统里已有的单位全称' },
  { key: 'isOffice', head: '督查考核办', width: 14, note: '承办规划的单位填“是”' },
  { key: 'aliases', head: '别名', width: 36, note: '选填，用顿号隔开' },
  { key: 'position', head: '排序号', width: 10, note: '选填，小的在前' },
]

const personColumns: readonly Column<ImportPersonRow>[] = [
  { key: 'name', head: '姓名', width: 12, note: '必填' },
  { key: 'userName', head: '用户名', width: 20, note: '必填，登录用；同一人任几职写几行' },
  { key: 'unit', head: '单位', width: 28, note: '必填，单位全称或别名' },
  { key: 'role', head: '角色', width: 18, note: '必填，从列表中选' },
  { key: 'title', head: '职务', width: 16, note: '选填' },
  { key: 'phone', head: '电话', width: 18, note: '选填' },
  { key: 'email', head: '电子邮箱', width: 26, note: '选填' },
]

const lists: Readonly<Record<string, readonly string[]>> = {
  类别: Object.values(unitKindLabels),
  角色: rolesByAdmin.map((role) => roleLabels[role]),
  督查考核办: ['是', '否'],
}

const load = async () => (await import('exceljs')).default

const LAST_ROW = 2000

const readRows = <R extends { row: number }>(sheet: Worksheet | undefined, columns: readonly Column<R>[]): R[] => {
  if (!sheet) return []
  const heads = new Map<string, number>()
  sheet.getRow(1).eachCell((cell, at) => heads.set(cell.text.trim().replace(/[*＊]$/, ''), at))
  const missing = columns.filter((column) => column.note.startsWith('必填') && !heads.has(column.head))
  if (missing.length > 0) {
    throw new DocumentRefused(
      'missing',
      `工作表“${sheet.name}”缺少列：${missing.map((column) => column.head).join('、')}。请使用模板。`,
    )
  }
  if (sheet.rowCount > LAST_ROW)
    throw new DocumentRefused('tooLarge', `工作表“${sheet.name}”超过 ${LAST_ROW} 行，请分次导入。`)
  const rows: R[] = []
  for (let number = 2; number <= sheet.rowCount; number += 1) {
    const line = sheet.getRow(number)
    const texts = columns.map(({ key, head }) => {
      const at = heads.get(head)
      return [key, at === undefined ? '' : line.getCell(at).text.trim().slice(0, 500)] as const
    })
    if (texts.some(([, text]) => text !== '')) rows.push({ row: number, ...Object.fromEntries(texts) } as R)
  }
  return rows
}

/** The rows of sheets 单位 and 人员, texts only. @throws DocumentRefused */
export const readOrganisation = async (
  content: ArrayBuffer,
): Promise<{ units: ImportUnitRow[]; people: ImportPersonRow[] }> => {
  const archive = await openArchive(new Uint8Array(content))
  // Every part is unpacked once within the allowance before the library sees the file.
  for (const name of archive.names.filter((one) => one.endsWith('.xml'))) await archive.text(name)
  const ExcelJS = await load()
  const book = new ExcelJS.Workbook()
  try {
    await book.xlsx.load(content)
  } catch {
    throw new DocumentRefused('damaged', '这不是可以读取的 Excel 工作簿（.xlsx）。请用模板填写后另存为 .xlsx。')
  }
  const [units, people] = [book.getWorksheet('单位'), book.getWorksheet('人员')]
  if (!units && !people) throw new DocumentRefused('missing', '没有找到名为“单位”或“人员”的工作表。请使用模板。')
  const rows = { units: readRows(units, unitColumns), people: readRows(people, personColumns) }
  if (rows.units.length + rows.people.length === 0)
    throw new DocumentRefused('empty', '表格里没有内容。请从第 2 行起填写。')
  return rows
}

/** An empty table with heads, notes and lists to choose from. */
export const organisationTemplate = async (): Promise<ArrayBuffer> => {
  const ExcelJS = await load()
  const book = new ExcelJS.Workbook()
  const sheets = [
    ['单位', unitColumns],
    ['人员', personColumns],
  ] as const
  for (const [name, columns] of sheets) {
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.columns = columns.map(({ key, head, width }) => ({ key, width, header: head }))
    for (const [index, { head, note }] of columns.entries()) {
      const cell = sheet.getRow(1).getCell(index + 1)
      cell.font = { bold: true }
      cell.note = note
      const choices = lists[head]
      if (!choices) continue
      const letter = sheet.getColumn(index + 1).letter
      for (let row = 2; row <= 500; row += 1) {
        sheet.getCell(`${letter}${row}`).dataValidation = {
          type: 'list',
          allowBlank: true,
          formulae: [`"${choices.map((choice) => choice.replaceAll(',', '，')).join(',')}"`],
        }
      }
    }
  }
  return (await book.xlsx.writeBuffer()) as ArrayBuffer
}
