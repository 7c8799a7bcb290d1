import { dateFromDayNumber, dateFromParts, dayNumber, calendarDate } from '../calendar/date'
import { deadlineOf } from '../plan-text/due-date'
import { digestOf } from './digest'

/** What the cells of one row say, by field. */
export type EntryTexts = Readonly<Record<string, string>>
export type WorkbookEntryRow = { readonly key: string; readonly texts: EntryTexts }

/** A cell as it is compared: whoever saves a workbook may change line ends, blanks around and signs that nobody sees. */
export const tidyCell = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold them
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFEFF\uFFFE\uFFFF]/g, '')
    .replace(/[ \t\u00A0]+\n/g, '\n')
    .trim()

/** A cell of a workbook takes 32,767 signs. */
const MOST_IN_CELL = 32_000
const cut = '……（内容过长，完整内容见系统）'
export const shortened = (text: string): string =>
  text.length > MOST_IN_CELL ? text.slice(0, MOST_IN_CELL) + cut : text
export const isShortened = (text: string): boolean => text.length > MOST_IN_CELL && text.endsWith(cut)

/** What a program could take for a formula stands behind an apostrophe; reading takes one away again. */
export const guarded = (text: string): string => (/^'*[=+\-@\t]/.test(text) ? `'${text}` : text)
export const unguarded = (text: string): string => (/^'+[=+\-@\t]/.test(text) ? text.slice(1) : text)

export const joinUnits = (names: readonly string[]): string => names.map(tidyCell).join('、')

const separators = /[、，,；;\n\r]+/
/** The names in a cell. Known names that hold a separator themselves stay whole. */
export const splitUnits = (cell: string, known: readonly string[]): readonly string[] => {
  const whole = known.filter((name) => separators.test(name)).sort((a, b) => b.length - a.length)
  const kept: string[] = []
  let text = cell
  for (const name of whole) {
    // Only between separators: a short name inside a longer one is not meant.
    const at = new RegExp(
      `(^|[、，,；;\\n\\s])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?=$|[、，,；;\\n\\s])`,
      'g',
    )
    text = text.replace(at, (_, before: string) => `${before}\u0001${kept.push(name) - 1}\u0001`)
  }
  const names = text
    .split(separators)
    .map((part) => part.replace(/\u0001(\d+)\u0001/g, (_, at: string) => kept[Number(at)] as string).trim())
    .filter(Boolean)
  return [...new Set(names)]
}

export type CellDate = { readonly due: string; readonly ongoing: boolean }

/** Day 1 of a workbook's calendar is 1900-01-01, and it holds a 29 February 1900 that never was. */
const serialZero = dayNumber(calendarDate('1900-01-01')) - 2
const earliestSerial = 18_264

const isDay = (year: number, month: number, day: number): string | null => {
  try {
    return dateFromParts(year, month, day)
  } catch {
    return null
  }
}

const written = /^(\d{4})\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2}))?\s*[日号]?(?:底|末)?\s*(?:之?前|以前|止)?$/
const run = /^(\d{4})(\d{2})(\d{2})$/

/** A time limit in any of the forms in which people write it; null: not understood. An empty cell is none. */
export const readCellDate = (cell: string): CellDate | null => {
  const text = tidyCell(cell)
    .replace(/[－—]/g, '-')
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
  if (text === '' || /^[-–/无]$/.test(text)) return { due: '', ongoing: false }
  const whole = run.exec(text)
  const parts = written.exec(text) ?? whole
  if (parts?.[3]) {
    const day = isDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))
    return day ? { due: day, ongoing: false } : null
  }
  if (/^\d{5}(\.\d+)?$/.test(text) && Number(text) >= earliestSerial) {
    return { due: dateFromDayNumber(serialZero + Math.floor(Number(text))), ongoing: false }
  }
  if (/(?<!\d)(?:0|1[3-9]|[2-9]\d)月/.test(text)) return null
  if (parts && isDay(Number(parts[1]), Number(parts[2]), 1) === null) return null
  const plain = parts ? `${parts[1]}年${Number(parts[2])}月` : /^(19|20)\d\d$/.test(text) ? `${text}年` : text
  const { dueOn, ongoing } = deadlineOf(plain, null)
  return dueOn === null && !ongoing ? null : { due: dueOn ?? '', ongoing }
}

const yes = /^(是|√|✓|对|y|yes|1|true)$/i
const no = /^(否|×|✗|不|n|no|0|false)$/i
export const readYesNo = (cell: string): boolean | null =>
  yes.test(cell.trim()) ? true : no.test(cell.trim()) ? false : null

/** What stands in the hidden column: whose row it is, of which version, and what each of its cells said. */
export type RowStamp = {
  readonly planId: number
  readonly version: number
  /** The draft's counter of keys: what came later has a higher one. */
  readonly nextKey: number
  readonly position: number
  readonly hashes: Readonly<Record<string, string>>
}

export const writeStamp = (
  at: { readonly planId: number; readonly version: number; readonly nextKey: number; readonly position: number },
  texts: EntryTexts,
): string =>
  [
    `p${at.planId}`,
    `v${at.version}`,
    `n${at.nextKey}`,
    `r${at.position}`,
    ...Object.entries(texts).map(([field, text]) => `${field}:${digestOf(text)}`),
  ].join(' ')

export const readStamp = (text: string): RowStamp | null => {
  const head = /^p(\d{1,15}) v(\d{1,9}) n(\d{1,9}) r(\d{1,9})(?: |$)/.exec(text.trim())
  if (!head) return null
  const hashes: Record<string, string> = {}
  for (const [, field, hash] of text.matchAll(/ ([a-zA-Z]+\d*):([0-9a-z]+)/g)) hashes[field as string] = hash as string
  const [planId, version, nextKey, position] = head.slice(1).map(Number) as [number, number, number, number]
  return { planId, version, nextKey, position, hashes }
}
