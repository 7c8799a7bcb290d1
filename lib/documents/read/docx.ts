import { SaxesParser } from 'saxes'
import type { SourceBlock, SourceDocument } from '@/lib/domain/plan-text/source'
import { type Numbering, readNumbering, readStyles, type Styles } from './docx-numbering'
import { closeCell, closeRow, type OpenTable, openRow, openTable, skipColumns, tableBlocks } from './docx-table'
import { DocumentRefused } from './refused'
import { cleanText } from './text'
import { type Archive, openArchive } from './zip'

const DEEPEST = 200
const MOST_CELLS = 60_000

export async function readDocx(bytes: Uint8Array): Promise<SourceDocument> {
  const archive = await openArchive(bytes)
  const main = archive.has('word/document.xml')
    ? 'word/document.xml'
    : archive.names.find((name) => /^word\/document\d*\.xml$/.test(name))
  if (!main) throw new DocumentRefused('damaged', '这个 Word 文件没有正文，请用办公软件重新保存后上传。')
  const numbering = readNumbering(await part(archive, 'word/numbering.xml'))
  const styles = readStyles(await part(archive, 'word/styles.xml'))
  return { format: 'docx', blocks: parseBody(await archive.text(main), numbering, styles), meta: {} }
}

const part = async (archive: Archive, name: string): Promise<string | null> =>
  archive.has(name) ? archive.text(name) : null

type OpenParagraph = {
  text: string
  style: string | null
  numId: string | null
  ilvl: number
  level: number | null
  /** Its end is deleted by a tracked change: it goes on in the next paragraph. */
  open: boolean
}

/** Parts whose text is no text of the document as it reads now. */
const SKIPPED = new Set([
  'w:del',
  'w:moveFrom',
  'mc:Fallback',
  'w:instrText',
  'w:delText',
  'w:rt',
  'w:footnoteReference',
  'w:tblGrid',
  // what tracked changes keep of the properties as they were
  'w:pPrChange',
  'w:rPrChange',
  'w:tblPrChange',
  'w:trPrChange',
  'w:tcPrChange',
  'w:sectPrChange',
  'w:numberingChange',
])

function parseBody(xml: string, numbering: Numbering, styles: Styles): SourceBlock[] {
  const blocks: SourceBlock[] = []
  const tables: OpenTable[] = []
  const paragraphs: OpenParagraph[] = []
  let line = 0
  let skipping = 0
  let depth = 0
  const path: string[] = []
  let cells = 0
  let inText = false
  let inRun = false
  let hidden = false
  let carried = ''

  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1
    if (depth > DEEPEST) throw new DocumentRefused('damaged', '文件的结构嵌套过深，请用办公软件重新保存后上传。')
    if (skipping === 0 && (name === 'w:del' || name === 'w:moveFrom')) deletedMark(path.at(-1), path.at(-2))
    if (skipping > 0 || SKIPPED.has(name)) {
      skipping += 1
      return
    }
    path.push(name)
    const value = String(attributes['w:val'] ?? '')
    const table = tables.at(-1)
    const paragraph = paragraphs.at(-1)
    switch (name) {
      case 'w:tbl':
        tables.push(openTable(line + 1))
        break
      case 'w:tr':
        if (table) openRow(table)
        break
      case 'w:gridBefore':
        if (table) skipColumns(table, Number(value) || 0, line + 1)
        break
      case 'w:hMerge':
        if (table?.cell) table.cell.joinsLeft = value !== 'restart'
        break
      case 'w:r':
        inRun = true
        hidden = false
        break
      case 'w:vanish':
        if (inRun && value !== '0' && value !== 'false') hidden = true
        break
      case 'w:tc':
        cells += 1
        if (cells > MOST_CELLS)
          throw new DocumentRefused('tooLarge', '文件中的表格过大，请只保留规划正文和指标表后重新上传。')
        if (table) table.cell = { parts: [], line: line + 1, colSpan: 1, merge: null, joinsLeft: false }
        break
      case 'w:gridSpan':
        if (table?.cell) table.cell.colSpan = Math.min(64, Math.max(1, Number(value) || 1))
        break
      case 'w:vMerge':
        if (table?.cell) table.cell.merge = value === 'restart' ? 'restart' : 'continue'
        break
      case 'w:p':
        line += 1
        paragraphs.push({ text: '', style: null, numId: null, ilvl: 0, level: null, open: false })
        break
      case 'w:pStyle':
        if (paragraph) paragraph.style = value
        break
      case 'w:numId':
        if (paragraph) paragraph.numId = value
        break
      case 'w:ilvl':
        if (paragraph) paragraph.ilvl = Number(value) || 0
        break
      case 'w:outlineLvl':
        if (paragraph && Number(value) < 9) paragraph.level = Number(value) + 1
        break
      case 'w:t':
        inText = true
        break
      case 'w:tab':
        if (paragraph && attributes['w:pos'] === undefined && attributes['w:val'] === undefined) paragraph.text += '\t'
        break
      case 'w:br':
      case 'w:cr':
        if (paragraph) paragraph.text += '\n'
        break
      case 'w:noBreakHyphen':
        if (paragraph) paragraph.text += '-'
        break
    }
  })
  parser.on('text', (text) => {
    const paragraph = paragraphs.at(-1)
    if (inText && skipping === 0 && !hidden && paragraph) paragraph.text += text
  })
  parser.on('closetag', ({ name }) => {
    depth -= 1
    if (skipping > 0) {
      skipping -= 1
      return
    }
    path.pop()
    const table = tables.at(-1)
    if (name === 'w:t') inText = false
    else if (name === 'w:r') {
      inRun = false
      hidden = false
    } else if (name === 'w:p') {
      const paragraph = paragraphs.pop()
      if (paragraph) place(paragraph, table)
    } else if (name === 'w:tc' && table?.cell) closeCell(table)
    else if (name === 'w:tr' && table) closeRow(table)
    else if (name === 'w:tbl') {
      tables.pop()
      const outer = tables.at(-1)
      if (!table) return
      if (outer?.cell) outer.cell.parts.push(table)
      else blocks.push(...tableBlocks(table))
    }
  })
  const deletedMark = (parent: string | undefined, grandparent: string | undefined) => {
    const table = tables.at(-1)
    const paragraph = paragraphs.at(-1)
    if (parent === 'w:trPr' && table) table.deleted = true
    else if (parent === 'w:rPr' && grandparent === 'w:pPr' && paragraph) paragraph.open = true
  }
  const place = (paragraph: OpenParagraph, table: OpenTable | undefined) => {
    const style = paragraph.style ? styles.get(paragraph.style) : undefined
    if (paragraph.open) {
      carried += paragraph.text
      return
    }
    const whole = carried + paragraph.text
    carried = ''
    if (/^(toc|目录)/i.test(style?.name ?? '')) return
    const listed = paragraph.numId === null ? numberedBy(styles, paragraph.style) : null
    const numId = paragraph.numId ?? listed?.numId ?? null
    const text = cleanText(whole)
    const label = numId && numId !== '0' && text.trim() ? numbering.label(numId, listed?.ilvl ?? paragraph.ilvl) : ''
    const level = paragraph.level ?? headingLevel(styles, paragraph.style)
    for (const [at, one] of (label + text).split('\n').entries()) {
      if (table?.cell) table.cell.parts.push(one)
      else
        blocks.push({
          kind: 'paragraph',
          line,
          text: one,
          ...(level !== null && at === 0 && one.trim() ? { level } : {}),
          ...(style?.name ? { style: style.name } : {}),
        })
    }
  }
  try {
    parser.write(xml).close()
  } catch (error) {
    if (error instanceof DocumentRefused) throw error
    throw new DocumentRefused('damaged', 'Word 文件的内容已损坏，请用办公软件重新保存后上传。')
  }
  return blocks
}

/** The list that a paragraph's style, or one that it is based on, belongs to. */
function numberedBy(styles: Styles, id: string | null): { numId: string; ilvl: number } | null {
  for (let at = id, hops = 0; at && hops < 10; hops++) {
    const style = styles.get(at)
    if (!style) return null
    if (style.numId !== null) return { numId: style.numId, ilvl: style.ilvl }
    at = style.basedOn
  }
  return null
}

function headingLevel(styles: Styles, id: string | null): number | null {
  for (let at = id, hops = 0; at && hops < 10; hops++) {
    const style = styles.get(at)
    if (!style) return null
    const named = /^(?:heading|标题)\s*(\d)$/i.exec(style.name)
    if (named) return Number(named[1])
    if (style.level !== null && style.level < 10) return style.level
    at = style.basedOn
  }
  return null
}
