import { narrow } from './characters'

export type Deadline = { text: string; dueOn: string | null; ongoing: boolean }

const LAST_DAY = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const FIVE_YEAR: Record<string, number> = { 十二五: 2015, 十三五: 2020, 十四五: 2025, 十五五: 2030 }

const ONGOING =
  /长期(坚持|推进|任务)?|持续(推进|实施|开展|坚持|进行)?$|常态化|逐年(推进|实施)|^每年|全年(推进|坚持)?$|贯穿/

/** The last day that a printed time limit means, as ISO date. `year` stands in where the text gives none. */
export function lastDayMeant(printed: string, year: number | null): string | null {
  const text = narrow(printed).replace(/\s/g, '')
  const years = [...text.matchAll(/(20\d\d)(?!\d)/g)].map((match) => Number(match[1]))
  const plan = /(十[二三四五]五)[”"]?(期末|末|期间|时期)?/.exec(text)
  const at =
    years.at(-1) ??
    (/今年|本年|年内|年底|年末|半年|[月季]/.test(text) ? year : null) ??
    (plan ? (FIVE_YEAR[plan[1] as string] ?? null) : null)
  if (at === null) return null
  const month = lastMonth(text)
  const day = /(\d{1,2})月(\d{1,2})日/.exec(text)
  if (day) return iso(at, Number(day[1]), Number(day[2]))
  return iso(at, month, lastDay(at, month))
}

function lastMonth(text: string): number {
  const months = [...text.matchAll(/(?<!\d)(\d{1,2})月/g)]
    .map((match) => Number(match[1]))
    .filter((month) => month >= 1 && month <= 12)
  if (months.length > 0) return months.at(-1) as number
  if (/上半年|第?[二2]季度|半年/.test(text) && !/下半年/.test(text)) return 6
  if (/第?[一1]季度/.test(text)) return 3
  if (/第?[三3]季度/.test(text)) return 9
  return 12
}

const lastDay = (year: number, month: number): number =>
  month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0) ? 29 : (LAST_DAY[month - 1] as number)

const iso = (year: number, month: number, day: number): string | null =>
  month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month)
    ? `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    : null

export function deadlineOf(printed: string, year: number | null): Deadline {
  const text = printed.trim().replace(/[。;；,，]+$/, '')
  const dueOn = lastDayMeant(text, year)
  return { text, dueOn, ongoing: dueOn === null && ONGOING.test(narrow(text)) }
}

const IN_PROSE =
  /(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日)?|上半年|第?[一二三四]季度)?(?:底|末|年底|年末)?(?:之?前|以前)|(?:20\d\d)年(?:年?底|年?末)前?/g

/** A time limit in running text: only one that says 前, 底 or 末. */
export function deadlineInProse(printed: string, year: number | null): Deadline | null {
  const flat = narrow(printed)
  for (const match of flat.matchAll(IN_PROSE)) {
    const text = match[0]
    if (!/年|月|季度/.test(text) || !/[前底末]$/.test(text)) continue
    const dueOn = lastDayMeant(text, year)
    if (dueOn) return { text: printed.slice(match.index, match.index + text.length), dueOn, ongoing: false }
  }
  const ongoing = /(长期坚持|持续推进|长期推进)(?=[)。;]|$)/.exec(flat)
  return ongoing ? { text: ongoing[1] as string, dueOn: null, ongoing: true } : null
}
