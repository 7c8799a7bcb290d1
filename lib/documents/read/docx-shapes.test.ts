import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import { readPlan } from '@/lib/domain/plan-text/read-plan'
import type { SourceDocument } from '@/lib/domain/plan-text/source'
import { readDocument } from './read-document'

/** Word files by their own markup, for what people's files hold and programs do not write. */
async function docx(body: string, parts: Record<string, string> = {}): Promise<SourceDocument> {
  const zip = new JSZip()
  zip.file('[Content_Types].xml', '<Types/>')
  zip.file(
    'word/document.xml',
    `<w:document xmlns:w="w" xmlns:mc="mc" xmlns:wps="wps" xmlns:v="v"><w:body>${body}</w:body></w:document>`,
  )
  for (const [name, content] of Object.entries(parts)) zip.file(`word/${name}.xml`, content)
  return readDocument(await zip.generateAsync({ type: 'uint8array' }), '文件.docx')
}

const run = (text: string, properties = '') =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t>${text}</w:t></w:r>`
const p = (content: string, properties = '') =>
  `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}${content.startsWith('<') ? content : run(content)}</w:p>`
const item = (text: string, numId: number, level: number) =>
  p(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`)
const tc = (content: string, properties = '') =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${content.startsWith('<w:') ? content : p(content)}</w:tc>`
const tr = (cells: string[], properties = '') =>
  `<w:tr>${properties ? `<w:trPr>${properties}</w:trPr>` : ''}${cells.map((cell) => (cell.startsWith('<w:tc') ? cell : tc(cell))).join('')}</w:tr>`
const table = (...rows: string[]) => `<w:tbl>${rows.join('')}</w:tbl>`

const level = (at: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${more}</w:lvl>`

const NUMBERING = `<w:numbering xmlns:w="w">
<w:abstractNum w:abstractNumId="0">${level(0, 'chineseCountingThousand', '%1、')}${level(1, 'chineseCountingThousand', '（%2）')}${level(2, 'decimal', '%3.')}${level(3, 'decimalEnclosedCircleChinese', '%4')}</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="list"/></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="list"/>${level(0, 'chineseCounting', '第%1章 ')}${level(1, 'decimal', '%1.%2', '<w:isLgl/>')}${level(2, 'bullet', '●')}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>`

const texts = (source: SourceDocument) =>
  source.blocks.map((block) =>
    block.kind === 'paragraph'
      ? block.text
      : block.rows
          .map((row) =>
            row
              .map(
                (cell) =>
                  `${cell.text}${cell.rowSpan > 1 || cell.colSpan > 1 ? `[${cell.rowSpan}×${cell.colSpan}]` : ''}`,
              )
              .join('|'),
          )
          .join('\n'),
  )

describe('Word numbering', () => {
  it('several levels that begin again under each heading', async () => {
    const source = await docx(
      [
        item('总体要求', 1, 0),
        item('指导思想', 1, 1),
        item('主要任务', 1, 0),
        item('发展产业', 1, 1),
        item('甲工程', 1, 2),
        item('一期', 1, 3),
        item('二期', 1, 3),
        item('乙工程', 1, 2),
        item('改善民生', 1, 1),
        item('丙工程', 1, 2),
        item('另起', 2, 2),
        item('再续', 2, 2),
      ].join(''),
      { numbering: NUMBERING },
    )
    expect(texts(source)).toEqual([
      '一、总体要求',
      '（一）指导思想',
      '二、主要任务',
      '（一）发展产业',
      '1.甲工程',
      '①一期',
      '②二期',
      '2.乙工程',
      '（二）改善民生',
      '1.丙工程',
      '1.另起',
      '2.再续',
    ])
  })

  it('lists of a style, through what it is based on; legal numbers; bullets stay away', async () => {
    const source = await docx(
      [
        p('总则', '<w:pStyle w:val="own"/>'),
        item('目的', 3, 1),
        item('其一', 3, 2),
        p('任务', '<w:pStyle w:val="own"/>'),
        item('范围', 3, 1),
      ].join(''),
      {
        numbering: NUMBERING,
        styles: `<w:styles xmlns:w="w"><w:style w:styleId="base"><w:name w:val="章"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style><w:style w:styleId="own"><w:name w:val="我的章"/><w:basedOn w:val="base"/></w:style></w:styles>`,
      },
    )
    expect(texts(source)).toEqual(['第一章 总则', '1.1 目的', '其一', '第二章 任务', '2.1 范围'])
  })
})

describe('what a Word file holds beside its text', () => {
  it('tracked changes: what is put in stands, what is taken out does not', async () => {
    const del = '<w:del w:id="1"/>'
    const source = await docx(
      [
        p(
          `${run('到2025年建成')}<w:del>${run('5')}</w:del><w:ins>${run('8')}</w:ins>${run('处')}`,
          '<w:numPr><w:numId w:val="1"/></w:numPr><w:pPrChange><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:pPrChange>',
        ),
        p(run('本段前半'), `<w:rPr>${del}</w:rPr>`),
        p(run('与后半合一。')),
        p(`<w:del>${run('整段删去')}</w:del>`, `<w:rPr>${del}</w:rPr>`),
        p(`<w:moveFrom>${run('移走的话')}</w:moveFrom>`, '<w:rPr><w:moveFrom/></w:rPr>'),
        p(`<w:moveTo>${run('移来的话')}</w:moveTo>`),
        table(tr(['任务', '单位']), tr(['删去的行', '市教育局'], del), tr(['留下的行', '市民政局'])),
      ].join(''),
      { numbering: NUMBERING },
    )
    expect(texts(source)).toEqual([
      '一、到2025年建成8处',
      '本段前半与后半合一。',
      '移来的话',
      '任务|单位\n留下的行|市民政局',
    ])
  })

  it('text boxes once, hidden text, field codes, notes and contents not at all', async () => {
    const box = `<w:txbxContent>${p('专栏1 示例工程')}${p('1.甲工程。')}</w:txbxContent>`
    const source = await docx(
      [
        p('目录', '<w:pStyle w:val="toc"/>'),
        p(
          `${run('正文')}<w:r><mc:AlternateContent><mc:Choice><wps:txbx>${box}</wps:txbx></mc:Choice><mc:Fallback><v:textbox>${box}</v:textbox></mc:Fallback></mc:AlternateContent></w:r>${run('暗', '<w:vanish/>')}${run('续')}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>`,
        ),
      ].join(''),
      {
        styles: '<w:styles xmlns:w="w"><w:style w:styleId="toc"><w:name w:val="toc 1"/></w:style></w:styles>',
        footnotes: `<w:footnotes xmlns:w="w"><w:footnote>${p('脚注的话')}</w:footnote></w:footnotes>`,
      },
    )
    expect(texts(source).filter(Boolean)).toEqual(['专栏1 示例工程', '1.甲工程。', '正文续'])
  })

  it('merged cells over rows and columns, rows that begin further right, tables in tables', async () => {
    const inner = table(tr(['重点任务', '责任单位']), tr(['甲工程建设', '市教育局']), tr(['乙工程建设', '市民政局']))
    const source = await docx(
      table(
        tr([tc('领域', '<w:vMerge w:val="restart"/>'), tc('目标', '<w:gridSpan w:val="2"/>')]),
        tr([tc('', '<w:vMerge/>'), '2023年', '2025年']),
        tr(['1', '2'], '<w:gridBefore w:val="1"/>'),
        tr(['教育', tc('甲', '<w:hMerge w:val="restart"/>'), tc('', '<w:hMerge/>')]),
      ) +
        table(tr([tc(p('外框的话') + inner + p(''))])) +
        table(tr(['左', tc(inner + p(''))])),
    )
    expect(texts(source).filter(Boolean)).toEqual([
      '领域[2×1]|目标[1×2]\n2023年|2025年\n|1|2\n教育|甲[1×2]',
      '外框的话',
      '重点任务|责任单位\n甲工程建设|市教育局\n乙工程建设|市民政局',
      '左|重点任务\t责任单位\n甲工程建设\t市教育局\n乙工程建设\t市民政局',
    ])
    expect(readPlan(source).tasks.map((task) => [task.title, task.leadUnits])).toEqual([
      ['甲工程建设', ['市教育局']],
      ['乙工程建设', ['市民政局']],
    ])
  })

  it('a heading over each table of tasks', async () => {
    const one = (title: string) =>
      table(tr(['序号', '工作任务', '牵头单位', '完成时限']), tr(['1', title, '市教育局', '2025年底前']))
    const source = await docx(
      [p('甲市示例工作分工方案'), p('一、发展产业'), one('建设甲园区'), p('二、改善民生'), one('建设乙学校')].join(''),
    )
    expect(readPlan(source).tasks.map((task) => [task.title, task.path[0]])).toEqual([
      ['建设甲园区', '一、发展产业'],
      ['建设乙学校', '二、改善民生'],
    ])
  })
})
