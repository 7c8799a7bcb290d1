import { bare } from './characters'
import type { Passage } from './passages'
import type { ReadWarning } from './reading'

export type IssueDate = { date: string | null; doubt: ReadWarning | null }

const CHINESE = '〇一二三四五六七八九'

/** 成文日期: the date under the signature, not that of the web page or of the printing. */
export function issueDate(passages: Passage[], fromMeta: string | undefined): IssueDate {
  const sure = (date: string | null): IssueDate => ({ date, doubt: null })
  for (const passage of passages) {
    const text = bare(passage.text).replace(/\(此页.*|\(此件.*/, '')
    const match = /^(?:成文日期:?)?(20\d\d)年(\d{1,2})月(\d{1,2})日$/.exec(text)
    if (match) return sure(iso(Number(match[1]), Number(match[2]), Number(match[3])))
    const chinese = chineseDate(text)
    if (chinese) return sure(chinese)
  }
  for (const passage of passages.slice(0, 60)) {
    const labelled = /成文日期\s*:?\s*(20\d\d)\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})/.exec(passage.flat)
    if (labelled) return sure(iso(Number(labelled[1]), Number(labelled[2]), Number(labelled[3])))
  }
  if (fromMeta) return sure(fromMeta)
  for (const passage of passages.slice(0, 60)) {
    const match = /^[•·\s]*(20\d\d)-(\d{1,2})-(\d{1,2})$/.exec(passage.flat.trim())
    if (match) return sure(iso(Number(match[1]), Number(match[2]), Number(match[3])))
  }
  return damaged(passages)
}

/** 年 and 月 lost: 2022610日. Where two readings are possible, the later one, with a warning. */
function damaged(passages: Passage[]): IssueDate {
  for (const passage of passages) {
    const match = /(?:^|\s)(20\d\d)(\d{2,4})日?$/.exec(passage.flat.trim())
    if (!match || passage.flat.length > 80) continue
    const [year, digits] = [Number(match[1]), match[2] as string]
    const readings = [1, 2]
      .filter((cut) => cut < digits.length && digits[cut] !== '0' && digits[0] !== '0')
      .map((cut) => iso(year, Number(digits.slice(0, cut)), Number(digits.slice(cut))))
      .filter((date): date is string => date !== null)
      .sort()
    const date = readings.at(-1)
    if (!date) continue
    const other = readings.length > 1 ? `，也可能是${readings[0]}` : ''
    return {
      date,
      doubt: {
        line: passage.line,
        code: 'lostCharacter',
        message: `成文日期“${match[0].trim()}”缺字，按${date}读入${other}，请核对。`,
      },
    }
  }
  return { date: null, doubt: null }
}

function chineseDate(text: string): string | null {
  const match =
    /^(二[〇○零ОO0][一二三四五六七八九〇○零]{2})年(十?[一二三四五六七八九]?)月(二?三?十?[一二三四五六七八九]?)日$/.exec(
      text,
    )
  if (!match) return null
  const digit = (sign: string) => Math.max(0, CHINESE.indexOf(sign))
  const small = (number: string) => {
    const [tens, ones] = number.includes('十') ? number.split('十') : [null, number]
    return tens === null ? digit(ones as string) : (tens ? digit(tens as string) : 1) * 10 + (ones ? digit(ones) : 0)
  }
  const year = [...(match[1] as string)].reduce((sum, sign) => sum * 10 + digit(sign), 0)
  return iso(year, small(match[2] as string), small(match[3] as string))
}

function iso(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
