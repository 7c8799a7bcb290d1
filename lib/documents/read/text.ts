import iconv from 'iconv-lite'
import type { SourceBlock, SourceCell, SourceDocument, SourceTable } from '@/lib/domain/plan-text/source'
import { DocumentRefused } from './refused'

/** Bytes of a text file as text: UTF-8, UTF-16 or GB18030, with or without byte order mark. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return iconv.decode(Buffer.from(bytes), 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return iconv.decode(Buffer.from(bytes), 'utf-16be')
  const zeros = [0, 0]
  const sample = Math.min(bytes.length, 4096)
  for (let i = 0; i < sample; i++) if (bytes[i] === 0) zeros[i % 2] = (zeros[i % 2] as number) + 1
  const [even, odd] = zeros as [number, number]
  if (even + odd > 0) {
    // UTF-16 without mark: the zero half of line ends and digits always falls on the same side
    if (odd > 0 && even === 0) return iconv.decode(Buffer.from(bytes), 'utf-16le')
    if (even > 0 && odd === 0) return iconv.decode(Buffer.from(bytes), 'utf-16be')
    throw new DocumentRefused(
      'notADocument',
      '这个文件不是文本文件，请上传 Word、PDF、Excel、网页或纯文本格式的规划文件。',
    )
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const text = iconv.decode(Buffer.from(bytes), 'gb18030')
    const broken = text.match(/\ufffd/g)?.length ?? 0
    if (broken > Math.max(3, text.length * 0.02)) {
      throw new DocumentRefused('damaged', '文件的文字编码无法识别，请另存为 UTF-8 或 GB18030 后重新上传。')
    }
    return text
  }
}

/** Signs that only disturb: zero width, soft hyphens, and the look-alikes that PDF fonts leave (⼀ for 一). */
export function cleanText(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad\u0000-\u0008\u000b\u000e-\u001f]/g, '')
    .replace(/[\u2e80-\u2fdf\uf900-\ufaff]/g, (sign) => RADICALS.get(sign) ?? sign.normalize('NFKC'))
}

/** Radicals that Unicode gives no plain form for, and that PDF fonts hand out for the sign itself: ⺠ for 民. */
const RADICALS = new Map(
  [
    '⺁厂⺊卜⺌小⺎兀⺒巳⺓幺⺗心⺙攴⺝月⺟母⺠民⺢水⺣火⺤爪⺪疋⺫目⺬示⺮竹⺯糸⺳网⺵网⺶羊⺷羊⺸羊⺹老⺻聿⺼肉⺽臼',
    '⻁虎⻂衣⻃西⻄西⻅见⻆角⻈言⻉贝⻊足⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻯竜⻰龙⻱龟',
  ].flatMap((pairs) => [...pairs.matchAll(/(.)(.)/gu)].map((pair) => [pair[1], pair[2]] as [string, string])),
)

const MOST_CELLS = 400_000

export function textBlocks(text: string): SourceBlock[] {
  let cells = 0
  for (const sign of text) if (sign === '\t' || sign === '|') cells += 1
  if (cells > MOST_CELLS)
    throw new DocumentRefused('tooLarge', '文本中的表格过大，请只保留规划正文和指标表后重新上传。')
  const lines = cleanText(text)
    .replace(/\f/g, '\n')
    .split(/\r\n|\r|\n/)
  const blocks: SourceBlock[] = []
  for (let at = 0; at < lines.length; at++) {
    const table = tabTable(lines, at) ?? pipeTable(lines, at)
    if (table) {
      blocks.push(table.block)
      at = table.end
      continue
    }
    const line = lines[at] as string
    const heading = /^(#{1,6})\s+(.*)$/.exec(line)
    if (heading) {
      blocks.push({
        kind: 'paragraph',
        line: at + 1,
        text: (heading[2] as string).trim(),
        level: (heading[1] as string).length,
      })
    } else
      blocks.push({ kind: 'paragraph', line: at + 1, text: line.replace(/\*\*/g, '').replace(/^>\s+/, '').trimEnd() })
  }
  return blocks
}

export function readText(bytes: Uint8Array, format: 'txt' | 'md'): SourceDocument {
  return { format, blocks: textBlocks(decodeText(bytes)), meta: {} }
}

/** Lines whose cells are divided by tabs, as a table copied from Word comes out. */
function tabTable(lines: string[], from: number): { block: SourceTable; end: number } | null {
  const cellsOf = (line: string) => line.replace(/\s+$/, '').split('\t')
  if (cellsOf(lines[from] as string).length < 3) return null
  const rows: SourceCell[][] = []
  let end = from
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] as string
    if (line.trim() === '' && at + 1 < lines.length && cellsOf(lines[at + 1] as string).length >= 3) continue
    const cells = cellsOf(line)
    if (cells.length < 3) break
    rows.push(cells.map((text) => ({ text: text.trim(), line: at + 1, rowSpan: 1, colSpan: 1 })))
    end = at
  }
  return rows.length >= 3 ? { block: { kind: 'table', line: from + 1, rows }, end } : null
}

/** A Markdown table. */
function pipeTable(lines: string[], from: number): { block: SourceTable; end: number } | null {
  const isRow = (line: string | undefined) => line !== undefined && /^\s*\|.*\|\s*$/.test(line)
  const isRule = (line: string | undefined) =>
    line !== undefined && /^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$/.test(line)
  if (!isRow(lines[from]) || !isRule(lines[from + 1])) return null
  const rows: SourceCell[][] = []
  let end = from
  for (let at = from; isRow(lines[at]) || isRule(lines[at]); at++) {
    end = at
    if (isRule(lines[at])) continue
    const cells = (lines[at] as string)
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
    rows.push(
      cells.map((text) => ({ text: text.replace(/<br\s*\/?>/g, '\n').trim(), line: at + 1, rowSpan: 1, colSpan: 1 })),
    )
  }
  return { block: { kind: 'table', line: from + 1, rows }, end }
}
