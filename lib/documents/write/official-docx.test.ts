import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { readDocument } from '@/lib/documents/read/read-document'
import { calendarDate } from '@/lib/domain/calendar/date'
import type { OfficialDocument } from '@/lib/domain/official/document'
import { writeOfficialDocx } from './official-docx'

const notice: OfficialDocument = {
  masthead: '示例市推进委员会办公室文件',
  docNumber: '示推办〔2026〕3号',
  signer: null,
  title: '关于示例行动专项督查情况的通报',
  addressees: ['各县区人民政府', '市直有关单位'],
  blocks: [
    { kind: 'paragraph', text: '根据年度督查计划，组织了专项督查。\n现将情况通报如下。' },
    { kind: 'heading', level: 1, text: '基本情况' },
    {
      kind: 'table',
      table: {
        caption: '问题清单',
        columns: [
          { head: '单位', share: 2 },
          { head: '问题', share: 5 },
          { head: '件数', share: 1, isNumber: true },
        ],
        rows: [
          ['市示例局', '台账缺失', '2'],
          ['市样本局', '进度滞后', '11'],
        ],
      },
    },
    { kind: 'heading', level: 1, text: '工作要求' },
    { kind: 'heading', level: 2, text: '限期整改' },
    { kind: 'paragraph', text: '请于十五日内报送整改方案。' },
  ],
  attachments: ['整改清单', '责任分工表'],
  signature: '示例市推进委员会办公室',
  on: calendarDate('2026-11-20'),
  copies: ['市委办公室', '市政府办公室'],
  printedBy: '示例市推进委员会办公室',
  mark: '示例',
}

const linesOf = async (document: OfficialDocument): Promise<string[]> => {
  const { blocks } = await readDocument(await writeOfficialDocx(document), '通报.docx')
  return blocks
    .flatMap((block) => (block.kind === 'paragraph' ? [block.text] : block.rows.flat().map((cell) => cell.text)))
    .filter((text) => text.trim() !== '')
}

const parts = async (document: OfficialDocument) => {
  const zip = await JSZip.loadAsync(await writeOfficialDocx(document))
  const text = async (name: string) => (await zip.file(name)?.async('string')) ?? ''
  return { body: await text('word/document.xml'), settings: await text('word/settings.xml') }
}

test('the document reads back in order: head, number, title, addressee, numbered headings, table, signature, imprint', async () => {
  const lines = await linesOf(notice)
  const wanted = [
    '示例市推进委员会办公室文件',
    '示推办〔2026〕3号',
    '关于示例行动专项督查情况的通报',
    '各县区人民政府、市直有关单位：',
    '根据年度督查计划，组织了专项督查。',
    '现将情况通报如下。',
    '一、基本情况',
    '问题清单',
    '市样本局',
    '二、工作要求',
    '（一）限期整改',
    '请于十五日内报送整改方案。',
    '附件：1.整改清单',
    '2.责任分工表',
    '示例市推进委员会办公室',
    '2026年11月20日',
    '抄送：市委办公室，市政府办公室。',
  ]
  let from = 0
  for (const one of wanted) {
    const at = lines.findIndex((text, index) => index >= from && text.includes(one))
    expect(at, one).toBeGreaterThanOrEqual(from)
    from = at
  }
})

test('type area, lines and letters are those of GB/T 9704-2012, 5.2', async () => {
  const { body, settings } = await parts(notice)
  const margin = /<w:pgMar ([^>]*)\/>/.exec(body)?.[1] ?? ''
  const side = (name: string) => Number(new RegExp(`w:${name}="(\\d+)"`).exec(margin)?.[1])
  const millimetres = (twips: number) => (twips / 1440) * 25.4
  expect(millimetres(side('top'))).toBeCloseTo(37, 1)
  expect(millimetres(side('left'))).toBeCloseTo(28, 1)
  const [, width, height] = /<w:pgSz w:w="(\d+)" w:h="(\d+)"/.exec(body) ?? []
  expect(millimetres(Number(width) - side('left') - side('right'))).toBeCloseTo(156, 1)
  expect(millimetres(Number(height) - side('top') - side('bottom'))).toBeCloseTo(225, 1)
  expect(body).toContain('w:line="579" w:lineRule="exact"')
  expect(settings).toContain('evenAndOddHeaders')
})

test('what is null is left out: a plain form has no red head, no number, no imprint', async () => {
  const { body } = await parts({
    ...notice,
    masthead: null,
    docNumber: null,
    copies: [],
    printedBy: null,
    attachments: [],
    signature: null,
    on: null,
    mark: null,
  })
  expect(body).not.toMatch(/FF0000|抄送|印发|附件/)
})

test('signs that no Word file can hold are left out, all others stay', async () => {
  const lines = await linesOf({ ...notice, blocks: [{ kind: 'paragraph', text: '前\u0000\u001b<b>&“后”𠮷' }] })
  expect(lines).toContain('前<b>&“后”𠮷')
})
