import { load } from 'cheerio'
import type { SourceBlock, SourceCell, SourceDocument, SourceTable } from '@/lib/domain/plan-text/source'
import { contentRoot, metadata, type Node, type Root } from './html-content'
import { DocumentRefused } from './refused'
import { cleanText, decodeText } from './text'

const DEEPEST = 900
const MOST_CELLS = 60_000
const NO_TEXT = new Set([
  'script',
  'style',
  'noscript',
  'iframe',
  'object',
  'embed',
  'svg',
  'nav',
  'form',
  'button',
  'select',
  'input',
  'textarea',
  'template',
  'head',
  'video',
  'audio',
  'canvas',
])
const BLOCK = new Set([
  'p',
  'div',
  'section',
  'article',
  'main',
  'header',
  'footer',
  'aside',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'tr',
  'td',
  'th',
  'table',
  'tbody',
  'thead',
  'blockquote',
  'center',
  'pre',
  'figure',
  'fieldset',
  'body',
  'html',
  'address',
  'hr',
  'caption',
])

export function readHtml(bytes: Uint8Array): SourceDocument {
  try {
    return pageOf(bytes)
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep()
    throw error
  }
}

function pageOf(bytes: Uint8Array): SourceDocument {
  const html = decodeText(bytes)
  checkDepth(html)
  const $ = load(html)
  const meta = metadata($)
  const content = contentRoot($)
  const blocks: SourceBlock[] = []
  const state = { line: 0, cells: 0, text: '', level: undefined as number | undefined }
  const flush = () => {
    const text = cleanText(state.text)
      .replace(/[ \t\r\n]+/g, ' ')
      .trim()
    state.text = ''
    if (text === '') return
    state.line += 1
    blocks.push({ kind: 'paragraph', line: state.line, text, ...(state.level ? { level: state.level } : {}) })
  }
  const walk = (node: Node) => {
    if (node.type === 'text') {
      state.text += node.data
      return
    }
    if (node.type !== 'tag') return
    const name = node.name.toLowerCase()
    if (NO_TEXT.has(name) || isHidden(node.attribs)) return
    if (name === 'br') {
      flush()
      return
    }
    if (name === 'table') {
      flush()
      if (!isLayout($, node)) {
        blocks.push(tableOf($, node, state))
        return
      }
    }
    const block = BLOCK.has(name)
    if (block) flush()
    const heading = /^h([1-6])$/.exec(name)
    const before = state.level
    if (heading) state.level = Number(heading[1])
    for (const child of node.children) walk(child)
    if (block) flush()
    state.level = before
  }
  walk(content)
  flush()
  if (blocks.length === 0) throw new DocumentRefused('empty', '网页中没有正文文字，请确认保存的是完整网页。')
  return { format: 'html', blocks: withoutStyledTitles(blocks), meta }
}

/** Tags that close themselves, or that pages leave open. */
const LEFT_OPEN =
  /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|param|p|li|dt|dd|td|th|tr|tbody|thead|tfoot|option|html|body|head)$/i

/** Counted before anything is built: building is slow where thousands of elements stand in one another. */
function checkDepth(html: string) {
  let depth = 0
  for (const match of html.matchAll(/<(\/)?([a-z][a-z0-9:-]{0,30})/gi)) {
    if (LEFT_OPEN.test(match[2] as string)) continue
    depth = Math.max(0, depth + (match[1] ? -1 : 1))
    if (depth > DEEPEST) throw tooDeep()
  }
}

const tooDeep = () => new DocumentRefused('damaged', '网页的结构嵌套过深，请只保留正文后重新上传。')

const isHidden = (attributes: Record<string, string> | undefined): boolean =>
  /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes?.style ?? '') || attributes?.hidden !== undefined

/** Tables that only arrange the page: one column, tables within, or paragraphs of running text. */
function isLayout($: Root, node: Node): boolean {
  const table = $(node as never)
  if (table.find('table').length > 0) return true
  const rows = table.find('tr').toArray()
  if (rows.length <= 1) return true
  const longest = Math.max(
    0,
    ...table
      .find('td,th')
      .toArray()
      .map((cell) => $(cell).find('p').length),
  )
  const widths = rows.map((row) => $(row).children('td,th').length)
  return Math.max(0, ...widths) <= 1 || longest > 25
}

function tableOf($: Root, node: Node, state: { line: number; cells: number }): SourceTable {
  state.line += 1
  const start = state.line
  const caption = $(node as never)
    .find('caption')
    .first()
    .text()
    .trim()
  const rows = $(node as never)
    .find('tr')
    .toArray()
    .map((row) =>
      $(row)
        .children('td,th')
        .toArray()
        .map((cell): SourceCell => {
          state.cells += 1
          state.line += 1
          if (state.cells > MOST_CELLS)
            throw new DocumentRefused('tooLarge', '网页中的表格过大，请只保留规划正文和指标表后重新上传。')
          $(cell).find('br').replaceWith('\n')
          $(cell).find('p,div').append('\n')
          const text = cleanText($(cell).text())
            .replace(/[ \t\r]+/g, ' ')
            .replace(/\s*\n\s*/g, '\n')
            .trim()
          const span = (name: string) => Math.min(1000, Math.max(1, Number($(cell).attr(name)) || 1))
          return { text, line: state.line, rowSpan: span('rowspan'), colSpan: Math.min(64, span('colspan')) }
        }),
    )
  return { kind: 'table', line: start, rows, ...(caption ? { caption } : {}) }
}

/** h1 is the page's own title, no chapter of the plan. */
function withoutStyledTitles(blocks: SourceBlock[]): SourceBlock[] {
  return blocks.map((block) => {
    if (block.kind !== 'paragraph' || block.level !== 1) return block
    const { level: _, ...rest } = block
    return rest
  })
}
