import type { WorkbookSheet } from './workbook'
import type { EntryTexts } from './workbook-cells'

/** One row as the file has it, by field; the number is the one at the row's head in the spreadsheet. */
export type ReadRow = { readonly row: number; readonly key: string; readonly stamp: string; readonly texts: EntryTexts }
export type ReadSheet = { readonly fields: readonly string[]; readonly rows: readonly ReadRow[] }
export type ReadWorkbook = { readonly tasks: ReadSheet | null; readonly indicators: ReadSheet | null }

export type WorkbookField = {
  readonly name: string
  readonly label: string
  readonly before: string
  readonly after: string
}
export type DifferenceKind = 'new' | 'changed' | 'conflict' | 'moved' | 'gone' | 'returned'
/** Something that taking the workbook would do, decided one by one. */
export type Difference = {
  readonly id: string
  readonly sheet: WorkbookSheet
  readonly kind: DifferenceKind
  /** Of the draft's entry; null for a new row. */
  readonly key: string | null
  /** In the spreadsheet; null for an entry that is not in it. */
  readonly row: number | null
  readonly title: string
  readonly fields: readonly WorkbookField[]
  readonly notes: readonly string[]
  /** Whether it is taken unless someone says otherwise; null: a person must say. */
  readonly taken: boolean | null
}
export type RefusedRow = {
  readonly sheet: WorkbookSheet
  readonly row: number
  readonly title: string
  readonly why: string
}
export type WorkbookComparison = {
  readonly differences: readonly Difference[]
  readonly refused: readonly RefusedRow[]
  /** Rows that say what the draft says. */
  readonly same: number
  /** The version that the workbook was made from; null where no row says it. */
  readonly version: number | null
}
