import { narrow } from './characters'

/** A clause with the years that it is promised for, its own date cut off. */
export type DatedClause = {
  years: number[]
  /** The clause as printed, with its date. */
  printed: string
  /** The same from its last comma on: a piece of the text as it stands. */
  tail: string
  /** Without date and lead-in, narrow signs. */
  body: string
  /** The years come from an earlier clause. */
  inherited: boolean
  /** A sign was lost behind the year. */
  damaged: boolean
}

const LEAD = '(?:[\\u4e00-\\u9fff“”]{0,8}?)'
const DATE = new RegExp(
  `^(?:其中|并|且|力争|争取|确保|预计|计划|努力|原则上|规划|要|将|同时|分别)*(?:${LEAD}(?:到|至|截至|截止))?(20[1-5]\\d)(?:(?:年|(?=[^\\d年]))|(?=\\d{2}[-—~]\\d{2}岁))(?:[底末]|年底|年末)?(?:前|之前)?(?:(?:和|、|及|与)(20[1-5]\\d)年?(?:[底末])?(?:前)?)?(?!以来|起|开始|度|[—\\-~至]+\\s*20|版|第|〕|\\d{0,2}月\\d{1,2}日)`,
)
const YEAR_END = /^(?:力争|争取|确保|计划)?(?:今年|本年)?年?[底末]前?,?$/

const GOES_ON = /^(?:同时|并|力争)?(?:建成|新建|新增|培育|培训|打造|创建|建设|改造)[^。]{0,30}\d/

/** Splits a paragraph into clauses and carries each date to the clauses of its sentence that have none. */
export function datedClauses(text: string, from: number): DatedClause[] {
  const found: DatedClause[] = []
  let years: number[] = []
  for (const sentence of sentences(text)) {
    // the next sentence goes on with the same date only where it goes on counting
    if (!GOES_ON.test(narrow(sentence).trim())) years = []
    let damaged = false
    let pending = ''
    for (const printed of splitClauses(sentence)) {
      const flat = narrow(printed).replace(/\s+/g, '')
      const date = DATE.exec(flat)
      let body = flat
      let own = false
      if (date) {
        const named = [date[1], date[2]].filter(Boolean).map(Number)
        if (named.every((year) => year >= from)) {
          years = named
          damaged = !/^.*?20\d\d(?!\d)/.test(flat)
          own = true
          body = flat.slice(date[0].length).replace(/^,/, '')
          if (body === '' || YEAR_END.test(body)) {
            pending = printed
            continue
          }
        } else years = []
      } else if (
        /20[012]\d年/.test(flat.replace(/《[^《》]{0,120}》|\([^()]{0,200}\)/g, '')) &&
        !/20[2-5]\d年/.test(flat)
      )
        years = []
      if (years.length === 0) continue
      const whole = pending ? `${pending},${printed}` : printed
      found.push({
        years,
        printed: whole.trim(),
        tail: printed.trim(),
        body,
        inherited: !own && pending === '',
        damaged,
      })
      pending = ''
    }
  }
  return found
}

function sentences(text: string): string[] {
  return splitAt(text, '。!?')
}

/** Commas and semicolons divide clauses, but not inside brackets, titles and quotes. */
function splitClauses(sentence: string): string[] {
  // a comma lost before a year: 课时2025年，
  const whole = sentence.replace(/(?<=[\u4e00-\u9fff])(?<![到至于在从自和与及、])(20[1-5]\d年[,，])/g, ',$1')
  return splitAt(whole, ',，;；').filter((clause) => clause.trim() !== '')
}

function splitAt(text: string, signs: string): string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const sign of text) {
    if ('(（《“['.includes(sign)) depth += 1
    if (')）》”]'.includes(sign)) depth = Math.max(0, depth - 1)
    if (signs.includes(sign) && (depth === 0 || sign === '。')) {
      depth = 0
      parts.push(part)
      part = ''
    } else part += sign
  }
  return [...parts, part].filter((one) => one.trim() !== '')
}
