import { narrow } from './characters'

export type Deadline = { text: string; dueOn: string | null; ongoing: boolean }

const LAST_DAY = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const FIVE_YEAR: Record<string, number> = { 十二五: 2015, 十三五: 2020, 十四五: 2025, 十五五: 2030 }

const RECURRING = /每(?:年|半年|季度?|月|周)|逐年/
const ONGOING =
  /长期(坚持|推进|任务|实施|开展)?|持续(推进|实施|开展|坚持|进行)?$|常态化|逐年(推进|实施)|全年(推进|坚持)?$|贯穿/

/** The last day that a printed time limit means, as ISO date. `year` stands in where the text gives none. */
export function lastDayMeant(printed: string, year: number | null): string | null {
  const text = narrow(printed).replace(/\s/g, '')
  const years = [...text.matchAll(/(20\d\d)(?!\d)/g)].map((match) => Number(match[1]))
  // 每年6月底前 comes again: no one day ends it, unless the last year is printed
  if (RECURRING.test(text) && years.length === 0) return null
  const plan = /(十[二三四五]五)[”"]?(期末|末|期间|时期)?/.exec(text)
  const named = /今年|本年|当年|年内|年中|年底|年末|半年|[月季]/.test(text) ? year : null
  const at =
    years.at(-1) ??
    (/明年/.test(text) && year !== null ? year + 1 : named) ??
    (plan ? (FIVE_YEAR[plan[1] as string] ?? null) : null)
  if (at === null) return null
  const month = lastMonth(text)
  const day = /(\d{1,2})月(\d{1,2})日(?!.*月)/.exec(text)
  if (day) return iso(at, Number(day[1]), Number(day[2]))
  const part = /\d月(?:份)?(上旬|初|中旬|中)(?!.*月)/.exec(text)?.[1]
  return iso(at, month, part ? (PART_OF_MONTH[part] as number) : lastDay(at, month))
}

const PART_OF_MONTH: Record<string, number> = { 上旬: 10, 初: 10, 中旬: 20, 中: 15 }

function lastMonth(text: string): number {
  const months = [...text.matchAll(/(?<!\d)(\d{1,2})月/g)]
    .map((match) => Number(match[1]))
    .filter((month) => month >= 1 && month <= 12)
  if (months.length > 0) return months.at(-1) as number
  if (/第?[四4]季度|下半年/.test(text)) return 12
  if (/第?[三3]季度/.test(text)) return 9
  if (/上半年|第?[二2]季度|半年|年中/.test(text)) return 6
  if (/第?[一1]季度/.test(text)) return 3
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
  const flat = narrow(text)
  return { text, dueOn, ongoing: dueOn === null && (ONGOING.test(flat) || RECURRING.test(flat)) }
}

const YEAR =
  '(?:“?十[二三四五]五”?(?:规划)?(?:期末|期间|时期|末)?|今年|明年|当年|每年|每季度|每半年|每月|20\\d\\d年?[—–~至-]+20\\d\\d年|20\\d\\d年)'
const PART = '(?:\\d{1,2}月份?(?:\\d{1,2}日|上旬|中旬|下旬|初|中)?|上半年|下半年|第?[一二三四1-4]季度|年中|年内)'
const POINT = `(?:${YEAR})?(?:${PART})?(?:年?[底末])?(?:之?前|以前)?`
const GOES_ON =
  '(?:年内|全年|每年)?(?:长期|持续|常态化)(?:坚持|推进|实施|开展|进行)?|全年(?:推进)?|(?:自20\\d\\d年起)?每年(?:推进|实施|开展)'
const LIMIT = new RegExp(
  `^((?:到|于|在)?(?:${GOES_ON}|${POINT}))(?:前?(?:基本|全面|全部)?(?:完成|建成|到位|取得(?:明显)?成效)(?:并(?:长期坚持|持续推进))?|前?(?:出台|印发|制定|形成|启动|报送|提出|建立)[^,;。、]{0,14})?(?=[,;。)\\s]|$)`,
)

/** A time limit standing by itself among the names: 2024年6月底前完成, 持续推进. The verb is no part of it. */
export function timeLimit(flat: string): { text: string; length: number } | null {
  const match = LIMIT.exec(flat)
  const text = match?.[1]?.replace(/^[到于在]/, '') ?? ''
  return match && /[年月季五]|持续|长期|常态/.test(text) ? { text, length: match[0].length } : null
}

const IN_PROSE = new RegExp(`(?=[“十今明当每\\d上下第年底末])${POINT}`, 'g')
const NOT_BEFORE = /(?:截至|截止到?|自|从|较|比|与|于|同)$/
const NOT_AFTER = /^(?:三季度|[一二三\d]+(?:年|个|季)|后|期|述|沿|夕|以来|起|开始)/
const DONE = /^[^。;]{0,24}?(?:完成|建成|出台|实现|启动|投(?:入使)?用|印发|制定|达到|上线|全覆盖|开工|开展|形成|消除)/

/** A time limit in running text: one that says 前, 底 or 末, else part of a year by which something is done. */
export function deadlineInProse(printed: string, year: number | null): Deadline | null {
  const flat = narrow(printed)
  let second: Deadline | null = null
  for (const match of flat.matchAll(IN_PROSE)) {
    const text = match[0]
    const after = flat.slice(match.index + text.length)
    if (!/年|月|季度|五/.test(text) || NOT_BEFORE.test(flat.slice(0, match.index)) || NOT_AFTER.test(after)) continue
    const dueOn = lastDayMeant(text, year)
    const recurring = RECURRING.test(text)
    if ((dueOn === null && !recurring) || (dueOn !== null && year !== null && dueOn < `${year}-01-01`)) continue
    const found = {
      text: printed.slice(match.index, match.index + text.length),
      dueOn,
      ongoing: dueOn === null,
    }
    if (/[前底末]$/.test(text)) return found
    if (!recurring && /半年|季度|年中|年内|月(?:上旬|中旬|下旬|初|中|\d+日)?$/.test(text) && DONE.test(after))
      second ??= found
  }
  const ongoing = /(长期坚持|持续推进|长期推进)(?=[)。;]|$)/.exec(flat)
  return second ?? (ongoing ? { text: ongoing[1] as string, dueOn: null, ongoing: true } : null)
}
