import type { CalendarDate } from '../calendar/date'

/** A table in a document: columns with their share of the width (any unit, only the proportion counts). */
export type OfficialTable = {
  readonly caption: string | null
  readonly columns: readonly { readonly head: string; readonly share: number; readonly isNumber?: boolean }[]
  readonly rows: readonly (readonly string[])[]
}

export type OfficialPicture = {
  readonly png: Uint8Array
  /** In pixels; the writer keeps the proportion and fits the width of the text. */
  readonly width: number
  readonly height: number
  readonly caption: string
}

/**
 * What stands in the body, top to bottom. Headings are numbered by the writer of the text, as GB/T 9704-2012, 7.3.3 asks:
 * 一、 / （一） / 1. / （1）.
 */
export type OfficialBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'table'; readonly table: OfficialTable }
  | { readonly kind: 'picture'; readonly picture: OfficialPicture }

/** A document of an office in the elements of GB/T 9704-2012《党政机关公文格式》; what is null is left out. */
export type OfficialDocument = {
  /** 发文机关标志, the red head; a departmental form may do without. */
  readonly masthead: string | null
  /** 发文字号, as 巩政督〔2026〕3号. */
  readonly docNumber: string | null
  /** 签发人, only where a document goes upwards. */
  readonly signer: string | null
  readonly title: string
  /** 主送机关. */
  readonly addressees: readonly string[]
  readonly blocks: readonly OfficialBlock[]
  /** 附件说明: the names only. */
  readonly attachments: readonly string[]
  /** 发文机关署名. */
  readonly signature: string | null
  /** 成文日期; null while it is a draft. */
  readonly on: CalendarDate | null
  /** 抄送机关. */
  readonly copies: readonly string[]
  /** 印发机关. */
  readonly printedBy: string | null
  /** Printed above everything, as 示例 or 草稿，未经审定. */
  readonly mark: string | null
}

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 1 to 99 in Chinese numerals, for headings. */
export const chineseNumber = (value: number): string => {
  if (!Number.isInteger(value) || value < 1 || value > 99) throw new RangeError(`no heading number: ${value}`)
  const tens = Math.floor(value / 10)
  const ones = value % 10
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? digits[ones] : ''}`
}

/** The numbers before headings, counted by level; a heading of a higher level starts the ones below anew. */
export const numberHeadings = (blocks: readonly OfficialBlock[]): readonly OfficialBlock[] => {
  const counts = [0, 0, 0]
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block
    const at = block.level - 1
    const count = (counts[at] ?? 0) + 1
    counts[at] = count
    counts.fill(0, block.level)
    const number =
      block.level === 1 ? `${chineseNumber(count)}、` : block.level === 2 ? `（${chineseNumber(count)}）` : `${count}.`
    return { ...block, text: `${number}${block.text}` }
  })
}
