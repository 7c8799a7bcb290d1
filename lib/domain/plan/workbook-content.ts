import type { CalendarDate } from '../calendar/date'
import { formatLong } from '../calendar/date'
import { taskKindLabels } from '../labels'
import { keyHead, sheetNames } from './workbook'
import type { WorkbookEntryRow } from './workbook-cells'

/** All that a workbook says, before it is a file. */
export type PlanWorkbook = {
  readonly title: string
  readonly tasks: readonly WorkbookEntryRow[]
  readonly indicators: readonly WorkbookEntryRow[]
  /** Names to choose from. */
  readonly units: readonly string[]
  /** Lines of the sheet that explains. */
  readonly notes: readonly string[]
  /** Of a draft, whose rows are known again when they come back; null for a ledger. */
  readonly origin: { readonly planId: number; readonly version: number; readonly nextKey: number } | null
}

export const draftNotes = (title: string, version: number, today: CalendarDate): readonly string[] => [
  '填写说明',
  `本表由“${title}”的草案（第 ${version} 版）于${formatLong(today)}导出。改好后存为 .xlsx，在“导入分工表”上传，逐行核对后再写入草案。`,
  `一、修改：直接改“${sheetNames.tasks}”“${sheetNames.indicators}”的单元格。两张表的名称和第 2 行表头请保留，列的先后可以调整。`,
  '二、新增：在需要的位置插入空行填写；章节留空的，与上一行同章节。请不要复制整行再改：复制的行带着原行的标识。',
  '三、删除：删去整行，或清空该行内容。导入时删除须逐项勾选才会执行。',
  '四、移动：改“章节”或在同一章节内调整行的先后。表中没有的章节会新建，上下级之间用“ › ”隔开。',
  '五、单位：写单位全称，多个单位用顿号隔开，第一个牵头单位为第一牵头。单位库里没有的名称会提示，导入后可对应或新建。',
  `六、类别填${Object.values(taskKindLabels).join('、')}；长期、是否交办填“是”或“否”。`,
  '七、完成时限可写 2027-12-31、2027年底前、2027年6月、2027年第三季度、长期坚持等；请写明年份。',
  `八、隐藏的“${keyHead}”列供系统对照，请勿改动。以 = + - @ 开头的文字前有一个 ' 号，导入时自动去掉。`,
]

export const ledgerNotes = (title: string, today: CalendarDate): readonly string[] => [
  '说明',
  `本表由“${title}”于${formatLong(today)}导出，供查阅、打印。规划已经发布，任务的调整请在系统中办理，本表不能导入。`,
]

const unfit = /[\\/:*?"<>|\n\r\t]/g
export const workbookName = (title: string, today: CalendarDate): string =>
  `${title.replace(unfit, '').trim().slice(0, 80)}-${sheetNames.tasks}-${today}.xlsx`
