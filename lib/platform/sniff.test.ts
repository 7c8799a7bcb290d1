import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Document, Packer, Paragraph } from 'docx'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import JSZip from 'jszip'
import { afterAll, describe, expect, test } from 'vitest'
import { sniff } from '@/lib/platform/sniff'

const folder = mkdtempSync(join(tmpdir(), 'luoshi-sniff-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function sniffed(content: Uint8Array | string) {
  const path = join(folder, 'sample')
  writeFileSync(path, content)
  return sniff(path)
}

async function zip(...names: string[]): Promise<Buffer> {
  const made = new JSZip()
  for (const name of names) made.file(name, 'x')
  return made.generateAsync({ type: 'nodebuffer' })
}

/** A minimal OLE compound file (MS-CFB): table in sector 0, a directory of two sectors with `apart` sectors between them. */
function compoundFile(streams: string[], apart = 1): Buffer {
  const file = Buffer.alloc(512 * (4 + apart))
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file)
  file.writeUInt16LE(0xfffe, 28)
  file.writeUInt16LE(9, 30)
  file.writeUInt32LE(1, 44)
  file.writeUInt32LE(1, 48)
  file.writeUInt32LE(0xfffffffe, 68)
  file.fill(0xff, 76, 512)
  file.writeUInt32LE(0, 76)
  file.writeUInt32LE(2 + apart, 512 + 4)
  file.writeUInt32LE(0xfffffffe, 512 + 4 * (2 + apart))
  const names = ['Root Entry', '\u0005SummaryInformation', '1Table', 'Data', ...streams]
  for (const [index, name] of names.entries()) {
    const at = (index < 4 ? 2 * 512 : (3 + apart) * 512) + (index % 4) * 128
    file.write(name, at, 'utf16le')
    file.writeUInt16LE(2 * name.length + 2, at + 64)
  }
  return file
}

describe('documents', () => {
  test('a Word document', async () => {
    const made = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('健康主题公园')] }] }))
    expect(await sniffed(made)).toMatchObject({ ext: 'docx', kind: 'office' })
  })

  test('an Excel workbook', async () => {
    const book = new ExcelJS.Workbook()
    book.addWorksheet('台账').addRow(['任务', '进度'])
    expect(await sniffed(new Uint8Array(await book.xlsx.writeBuffer()))).toMatchObject({ ext: 'xlsx', kind: 'office' })
  })

  test('presentations and fixed-layout documents by their parts', async () => {
    expect(await sniffed(await zip('[Content_Types].xml', 'ppt/presentation.xml'))).toMatchObject({ ext: 'pptx' })
    expect(await sniffed(await zip('OFD.xml', 'Doc_0/Document.xml'))).toMatchObject({
      ext: 'ofd',
      mime: 'application/ofd',
    })
  })

  test.each([
    ['WordDocument', 'doc'],
    ['Workbook', 'xls'],
    ['Book', 'xls'],
    ['PowerPoint Document', 'ppt'],
  ])('Office 97 with the stream %s, wherever its directory lies', async (stream, ext) => {
    expect(await sniffed(compoundFile([stream]))).toMatchObject({ ext, kind: 'office' })
    expect(await sniffed(compoundFile([stream], 7))).toMatchObject({ ext })
  })

  test('a document locked with a password is told apart', async () => {
    expect(await sniffed(compoundFile(['EncryptionInfo', 'EncryptedPackage']))).toMatchObject({ kind: 'encrypted' })
  })

  test('PDF and images', async () => {
    expect(await sniffed('%PDF-1.7\n1 0 obj')).toMatchObject({ kind: 'pdf' })
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    expect(await sniffed(Buffer.from(png, 'base64'))).toMatchObject({ mime: 'image/png', kind: 'image' })
  })

  test('text in UTF-8 and GB18030, also where a character lies across the boundary of two reads', async () => {
    expect(await sniffed('牵头单位：卫健委\r\n')).toMatchObject({ mime: 'text/plain', kind: 'text' })
    expect(await sniffed(iconv.encode('各乡镇政府；配合单位㐀'.repeat(20_000), 'gb18030'))).toMatchObject({
      kind: 'text',
    })
    expect(await sniffed(`a${'健'.repeat(60_000)}`)).toMatchObject({ kind: 'text' })
  })

  test('a web page is for importing plans only', async () => {
    expect(await sniffed('\ufeff<!DOCTYPE html><html><body>规划</body></html>')).toMatchObject({ kind: 'html' })
    expect(await sniffed('<?xml version="1.0"?><html xmlns="x"><head></head></html>')).toMatchObject({ kind: 'html' })
  })
})

const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(600)])
test.each<[string, () => Uint8Array | string | Promise<Buffer>]>([
  ['nothing', () => ''],
  ['a Windows program', () => program],
  ['a Linux program', () => Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(80)])],
  ['a shell script', () => '#!/bin/sh\nrm -rf ~\n'],
  ['a PHP script', () => '<?php system($_GET[0]);'],
  ['SVG', () => '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['SVG behind an XML declaration', () => '<?xml version="1.0"?><svg/>'],
  ['XML', () => '<?xml version="1.0"?><plan/>'],
  ['text with a script in it', () => `说明\n<script>alert(1)</script>`],
  ['an archive', () => zip('清单.txt')],
  ['half of an Office document', () => zip('word/document.xml')],
  ['a document with macros', () => zip('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin')],
  ['a cut-off zip file', async () => (await zip('[Content_Types].xml', 'word/document.xml')).subarray(0, 80)],
  ['an installer in a compound file', () => compoundFile(['MsiStuff'])],
  [
    'a compound file whose directory runs in a circle',
    () => {
      const file = compoundFile(['Anything'], 0)
      file.writeUInt32LE(1, 512 + 8)
      return file
    },
  ],
  ['a compound file of its header alone', () => compoundFile(['WordDocument']).subarray(0, 512)],
  ['data with zero bytes', () => Buffer.from([65, 0, 66, 0])],
  ['bytes of no encoding', () => Buffer.from([0xff, 0xff, 0x41, 0x80, 0x20])],
])('%s is refused', async (_name, content) => {
  expect(await sniffed(await content())).toBeNull()
})

const published = resolve('../shared/plans/formats')
test.skipIf(!existsSync(published)).each([
  ['xiangfu.doc', 'doc', 'office'],
  ['lianyungang.doc', 'doc', 'office'],
  ['xiangfu.docx', 'docx', 'office'],
  ['xiangfu.pdf', 'pdf', 'pdf'],
  ['xiangfu.html', 'html', 'html'],
  ['lianyungang-gb18030.txt', 'txt', 'text'],
  ['xiangfu-fengong.csv', 'txt', 'text'],
])('the published %s', async (name, ext, kind) => {
  expect(await sniff(join(published, name))).toMatchObject({ ext, kind })
})
