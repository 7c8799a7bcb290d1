import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import { readPlan } from '@/lib/domain/plan-text/read-plan'
import { readDocument } from './read-document'
import { DocumentRefused, type RefusalCode } from './refused'

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

  it('a web page nested without end', async () => {
    const page = `<html><body>${'<div>'.repeat(20_000)}正文${'</div>'.repeat(20_000)}</body></html>`
    expect(await refusal(bytes(page), '深.html')).toBe('damaged')
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
