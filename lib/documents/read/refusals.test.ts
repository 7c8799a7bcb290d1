import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import JSZip from 'jszip'
import { describe, expect, it, vi } from 'vitest'
import { readPlan } from '@/lib/domain/plan-text/read-plan'
import { madePdf, setPages } from './made-pdf'
import { readDocument } from './read-document'
import { DocumentRefused, type RefusalCode } from './refused'

vi.setConfig({ testTimeout: 60_000 })

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

async function docx(document: string, more: Record<string, string> = {}): Promise<Uint8Array> {
  const zip = new JSZip()
  zip.file('[Content_Types].xml', '<Types/>')
  zip.file('word/document.xml', document)
  for (const [name, content] of Object.entries(more)) zip.file(name, content)
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
}

async function refusal(file: Uint8Array, name: string): Promise<RefusalCode> {
  const error = await readDocument(file, name).then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(DocumentRefused)
  expect((error as DocumentRefused).message).toMatch(/[\u4e00-\u9fff].*(上传|选择)/)
  return (error as DocumentRefused).code
}

const body = (inner: string): string => `<w:document xmlns:w="w"><w:body>${inner}</w:body></w:document>`

describe('files that are refused', () => {
  it.each<[string, Uint8Array, RefusalCode]>([
    ['空文件.txt', new Uint8Array(), 'empty'],
    ['空白.txt', bytes(' \n \n'), 'empty'],
    ['图片.docx', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), 'notADocument'],
    ['坏.docx', Uint8Array.from([0x50, 0x4b, 3, 4, ...bytes('word/document.xml cut short')]), 'damaged'],
    ['坏.pdf', bytes('%PDF-1.7\nnothing that follows is a PDF'), 'damaged'],
    ['富文本.doc', bytes('{\\rtf1 text}'), 'wrongExtension'],
    ['一段.txt', bytes('长'.repeat(100_000)), 'tooLarge'],
  ])('%s', async (name, file, code) => {
    expect(await refusal(file, name)).toBe(code)
  })

  it('a protected office file', async () => {
    const file = new Uint8Array(4096)
    file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    file.set(Buffer.from('EncryptedPackage', 'utf16le'), 1024)
    expect(await refusal(file, '密.docx')).toBe('encrypted')
  })

  it('a zip that is no office file', async () => {
    const zip = new JSZip()
    zip.file('a.txt', 'text')
    expect(await refusal(await zip.generateAsync({ type: 'uint8array' }), '包.docx')).toBe('wrongExtension')
  })

  it('a zip bomb, without unpacking it', async () => {
    const file = await docx(body(`<w:p><w:r><w:t>${'0'.repeat(120 * 1024 * 1024)}</w:t></w:r></w:p>`))
    expect(file.length).toBeLessThan(1024 * 1024)
    expect(await refusal(file, '炸弹.docx')).toBe('tooLarge')
  }, 120_000)

  it('entities, nesting and giant tables in Word files', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${body('<w:p/>')}`
    expect(await refusal(await docx(bomb), '实体.docx')).toBe('notADocument')
    const deep = '<w:sdt>'.repeat(5000) + '</w:sdt>'.repeat(5000)
    expect(await refusal(await docx(body(deep)), '深.docx')).toBe('damaged')
    const cells = `<w:tbl><w:tr>${'<w:tc><w:p/></w:tc>'.repeat(70_000)}</w:tr></w:tbl>`
    expect(await refusal(await docx(body(cells)), '大表.docx')).toBe('tooLarge')
  })

  it.each([
    ['divisions', '<div>'.repeat(20_000)],
    ['unknown elements', '<x-a>'.repeat(200_000)],
    ['letters', '<b>'.repeat(50_000)],
    ['tables', '<table><tr><td>'.repeat(5000)],
  ])('a web page of %s nested without end', async (_, open) => {
    expect(await refusal(bytes(`<html><body>${open}正文</body></html>`), '深.html')).toBe('damaged')
  })

  it('tables whose merges cover far more than they hold', async () => {
    const rows = '<tr><td rowspan="1000" colspan="64">甲</td></tr>'.repeat(2000)
    expect(
      await refusal(
        bytes(`<html><body><table>${rows}<tr><td>乙</td><td>丙</td></tr></table></body></html>`),
        '并.html',
      ),
    ).toBe('tooLarge')
    expect(await refusal(bytes('甲\t'.repeat(500_000)), '表.txt')).toBe('tooLarge')
    expect(await refusal(bytes('甲,'.repeat(500_000)), '表.csv')).toBe('tooLarge')
  })
})

async function xlsx(sheet: string, more: Record<string, string> = {}): Promise<Uint8Array> {
  const zip = new JSZip()
  zip.file(
    'xl/workbook.xml',
    '<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="a"/></sheets></workbook>',
  )
  zip.file(
    'xl/_rels/workbook.xml.rels',
    '<Relationships><Relationship Id="a" Target="worksheets/s.xml"/></Relationships>',
  )
  zip.file('xl/worksheets/s.xml', `<worksheet>${sheet}</worksheet>`)
  for (const [name, content] of Object.entries(more)) zip.file(name, content)
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
}

describe('workbooks and archives that are refused', () => {
  it('more cells than any plan has, and one long string in every cell', async () => {
    const cells = `<sheetData><row>${'<c><v>1</v></c>'.repeat(500_000)}</row></sheetData>`
    expect(await refusal(await xlsx(cells), '大.xlsx')).toBe('tooLarge')
    const repeated = `<sheetData><row>${'<c t="s"><v>0</v></c>'.repeat(100_000)}</row></sheetData>`
    const long = { 'xl/sharedStrings.xml': `<sst><si><t>${'长'.repeat(1_000_000)}</t></si></sst>` }
    expect(await refusal(await xlsx(repeated, long), '同.xlsx')).toBe('tooLarge')
    const rows = `<sheetData>${'<row><c t="str"><v>甲</v></c></row>'.repeat(30_000)}</sheetData>`
    expect(await refusal(await xlsx(rows), '长.xlsx')).toBe('tooLarge')
  }, 60_000)

  it('reads past a merge, a column and a row that reach over the whole sheet', async () => {
    const sheet = `<cols><col min="1" max="16384" width="9"/></cols><sheetData><row r="1"><c r="A1" t="str"><v>任务</v></c><c r="B1" t="str"><v>责任单位</v></c></row>
      <row r="2"><c r="A2" t="str"><v>新建学校2所</v></c><c r="B2" t="str"><v>市教育局</v></c></row><row r="1048576"><c r="XFD1048576"/></row></sheetData>
      <mergeCells><mergeCell ref="C1:XFD1048576"/></mergeCells><dataValidations><dataValidation sqref="A1:XFD1048576"/></dataValidations>`
    const started = process.cpuUsage()
    const reading = readPlan(await readDocument(await xlsx(sheet), '宽.xlsx'))
    expect(reading.tasks.map((task) => task.leadUnits)).toEqual([['市教育局']])
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(3)
  })

  it('entities in a workbook, a workbook cut short, a workbook without sheets', async () => {
    const bomb = await xlsx('', { 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "aa">]><workbook/>' })
    expect(await refusal(bomb, '实体.xlsx')).toBe('notADocument')
    const whole = await xlsx('<sheetData/>')
    expect(await refusal(whole.slice(0, whole.length - 30), '短.xlsx')).toBe('damaged')
    expect(await refusal(whole, '空.xlsx')).toBe('empty')
  })

  it.each([
    ['词.docm', 'word/vbaProject.bin', 'word/document.xml'],
    ['表.xlsm', 'xl/vbaProject.bin', 'xl/workbook.xml'],
  ])('macros: %s', async (name, macro, main) => {
    const zip = new JSZip()
    zip.file(main, '<x/>')
    zip.file(macro, 'code')
    expect(await refusal(await zip.generateAsync({ type: 'uint8array' }), name)).toBe('macros')
  })

  it('more parts than any document has', async () => {
    const zip = new JSZip()
    for (let i = 0; i < 4100; i++) zip.file(`word/${i}.xml`, '')
    expect(await refusal(await zip.generateAsync({ type: 'uint8array' }), '多.docx')).toBe('tooLarge')
  })

  it.each([
    ['旧.xls', 'Workbook', /另存为 \.xlsx/],
    ['演示.ppt', 'PowerPoint Document', /另存为 \.docx/],
  ])('old formats: %s', async (name, stream, advice) => {
    const file = new Uint8Array(4096)
    file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    file.set(Buffer.from(stream, 'utf16le'), 1024)
    await expect(readDocument(file, name)).rejects.toThrow(advice)
    expect(await refusal(file, name)).toBe('wrongExtension')
  })

  it('a Word 97 file cut short', async () => {
    const file = new Uint8Array(2048)
    file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    file.set(Buffer.from('WordDocument', 'utf16le'), 1024)
    expect(await refusal(file, '短.doc')).toBe('damaged')
  })

  it('OFD and ODF say what to do', async () => {
    const zip = new JSZip()
    zip.file('OFD.xml', '<ofd/>')
    await expect(readDocument(await zip.generateAsync({ type: 'uint8array' }), '文.ofd')).rejects.toThrow('OFD')
    const odf = new JSZip()
    odf.file('mimetype', 'application/vnd.oasis.opendocument.text')
    await expect(readDocument(await odf.generateAsync({ type: 'uint8array' }), '文.odt')).rejects.toThrow('ODF')
  })
})

describe('PDF files that are refused', () => {
  const plan = () =>
    Buffer.from(
      madePdf(setPages(['甲市示例工作方案', '一、主要任务', '（一）加强示例管理。健全机制，完善政策，推动工作。'])),
    )

  it('cut short', async () => {
    const file = plan()
    expect(await refusal(file.subarray(0, file.length * 0.7), '短.pdf')).toBe('damaged')
  })

  it('locked with a password', async () => {
    const secret = `/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >> /ID [<61><61>]`
    const file = Buffer.from(plan().toString('latin1').replace('trailer\n<<', `trailer\n<< ${secret}`), 'latin1')
    expect(await refusal(file, '密.pdf')).toBe('encrypted')
  })

  it('pictures of pages, and more pages than any plan has', async () => {
    expect(await refusal(madePdf([{ texts: [] }, { texts: [] }]), '扫描.pdf')).toBe('scanned')
    expect(await refusal(madePdf(Array.from({ length: 601 }, () => ({ texts: [] }))), '厚.pdf')).toBe('tooManyPages')
  })
})

describe('what a file refers to outside itself', () => {
  it('is never fetched', async () => {
    let visits = 0
    const server = createServer((_, response) => {
      visits += 1
      response.end('外面')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`
    const text = '一、主要任务。加强管理，完善服务，推动工作取得成效。'
    try {
      const relation = `<Relationships><Relationship Id="a" Target="${url}" TargetMode="External" Type="attachedTemplate"/></Relationships>`
      const word = body(`<w:p><w:r><w:t>${text}</w:t></w:r><w:hyperlink r:id="a" xmlns:r="r"/></w:p><w:altChunk/>`)
      await readDocument(
        await docx(word, { 'word/_rels/document.xml.rels': relation, 'word/_rels/settings.xml.rels': relation }),
        '引.docx',
      )
      const sheet = `<sheetData><row><c t="str"><f>WEBSERVICE("${url}")</f><v>${text}</v></c></row></sheetData>`
      await readDocument(await xlsx(sheet, { 'xl/externalLinks/_rels/e.xml.rels': relation }), '引.xlsx')
      const page = `<html><head><base href="${url}"><link rel="stylesheet" href="${url}"><script src="${url}"></script><script>fetch("${url}")</script></head><body><img src="${url}" onerror="fetch('${url}')"><iframe src="${url}"></iframe><p>${text}</p></body></html>`
      const source = await readDocument(bytes(page), '引.html')
      expect(source.blocks.map((block) => (block.kind === 'paragraph' ? block.text : ''))).toEqual([text])
      const pdf = Buffer.from(madePdf([{ texts: [{ text, x: 72, y: 700 }] }])).toString('latin1')
      await readDocument(
        Buffer.from(pdf.replace('/Type /Catalog', `/Type /Catalog /OpenAction << /S /URI /URI (${url}) >>`), 'latin1'),
        '引.pdf',
      )
      expect(visits).toBe(0)
    } finally {
      server.close()
    }
  })
})

describe('text made to slow the rules down', () => {
  it.each([
    ['open brackets', '一、主要任务\n' + '（责任单位：'.repeat(8000)],
    ['open titles', '一、主要任务\n到2025年' + '《'.repeat(40_000)],
    ['headings', '一、主要任务\n' + '1．加强管理\n'.repeat(6000)],
    ['table headings', '领域\n序号\n指标\n2020年\n'.repeat(3000)],
    [
      'units',
      '一、主要任务\n' +
        Array.from({ length: 3000 }, (_, i) => `（${(i % 9) + 1}）做好工作。（责任单位：市甲${i}局、市乙${i}局）`).join(
          '\n',
        ),
    ],
  ])(
    '%s',
    async (_, text) => {
      const started = process.cpuUsage()
      readPlan(await readDocument(bytes(text), '慢.txt'))
      const { user, system } = process.cpuUsage(started)
      expect((user + system) / 1e6).toBeLessThan(8)
    },
    30_000,
  )
})
