import type { SourceDocument, SourceTable } from '@/lib/domain/plan-text/source'
import { readDoc } from './doc'
import { readDocx } from './docx'
import { readHtml } from './html'
import { readPdf } from './pdf'
import { DocumentRefused } from './refused'
import { readCsv, readXlsx } from './sheet'
import { decodeText, readText } from './text'

const LARGEST = 50 * 1024 * 1024
/** Text beyond these is no plan, and is refused before any rule sees it. */
const LARGEST_TEXT = 8 * 1024 * 1024
const MOST_PARAGRAPHS = 200_000
const LONGEST_PARAGRAPH = 60_000
const MOST_PLACES = 600_000

const startsWith = (bytes: Uint8Array, signature: number[]): boolean => signature.every((byte, i) => bytes[i] === byte)

function includes(bytes: Uint8Array, text: string, encoding: BufferEncoding): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(text, encoding))
}

/** Reads a file into paragraphs and tables. The content decides what the file is; the name only helps among text formats. */
export async function readDocument(bytes: Uint8Array, fileName: string): Promise<SourceDocument> {
  if (bytes.length === 0) throw new DocumentRefused('empty', '文件是空的，请重新选择文件。')
  if (bytes.length > LARGEST)
    throw new DocumentRefused('tooLarge', '文件超过 50 MB，请压缩图片或只保留正文后重新上传。')
  const source = await readByContent(bytes, fileName)
  if (
    source.blocks.length > MOST_PARAGRAPHS ||
    source.blocks.some((block) => block.kind === 'paragraph' && block.text.length > LONGEST_PARAGRAPH)
  ) {
    throw new DocumentRefused('tooLarge', '文件的段落过多或过长，不像规划文件，请只保留正文后重新上传。')
  }
  if (source.blocks.some((block) => block.kind === 'table' && isGiant(block)))
    throw new DocumentRefused('tooLarge', '文件中的表格过大，请只保留规划正文和指标表后重新上传。')
  const hasText = source.blocks.some((block) =>
    block.kind === 'paragraph'
      ? block.text.trim() !== ''
      : block.rows.some((row) => row.some((cell) => cell.text !== '')),
  )
  if (!hasText) throw new DocumentRefused('empty', '文件中没有文字，请确认上传的是规划正文。')
  return source
}

/** By the places that cells cover once their merges are written out. */
function isGiant(table: SourceTable): boolean {
  let places = 0
  for (const [y, row] of table.rows.entries())
    for (const cell of row) {
      places += Math.min(cell.rowSpan, table.rows.length - y) * Math.min(cell.colSpan, 64)
      if (places > MOST_PLACES || cell.text.length > LONGEST_PARAGRAPH) return true
    }
  return false
}

async function readByContent(bytes: Uint8Array, fileName: string): Promise<SourceDocument> {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (head.includes('%PDF-')) return readPdf(bytes)
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) {
    if (includes(bytes, 'word/', 'latin1')) return readDocx(bytes)
    if (includes(bytes, 'xl/', 'latin1')) return readXlsx(bytes)
    throw new DocumentRefused('wrongExtension', otherArchive(bytes))
  }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    if (includes(bytes, 'EncryptedPackage', 'utf16le'))
      throw new DocumentRefused('encrypted', '文件设有密码，请取消密码后重新上传。')
    if (includes(bytes, 'WordDocument', 'utf16le')) return readDoc(bytes)
    if (includes(bytes, 'Workbook', 'utf16le'))
      throw new DocumentRefused(
        'wrongExtension',
        '这是旧版 Excel（.xls）文件，请用 Excel 或 WPS 另存为 .xlsx 后重新上传。',
      )
    throw new DocumentRefused('wrongExtension', '这是旧格式的文件，请用办公软件另存为 .docx 或 .xlsx 后重新上传。')
  }
  if (head.startsWith('{\\rtf'))
    throw new DocumentRefused('wrongExtension', '这是 RTF 文件，请另存为 .docx 后重新上传。')
  if (bytes.length > LARGEST_TEXT)
    throw new DocumentRefused('tooLarge', '文本过长，不像规划文件，请只保留正文后重新上传。')
  if (/^(\x89PNG|\xff\xd8\xff|GIF8|BM|II\*|MM\0|MZ|\x7fELF|Rar!|7z\xbc\xaf|\x1f\x8b)/.test(head)) {
    throw new DocumentRefused(
      'notADocument',
      '这是图片或程序文件，请上传 Word、PDF、Excel、网页或纯文本格式的规划文件。',
    )
  }
  const text = decodeText(bytes)
  if (looksLikeHtml(text, extension)) return readHtml(bytes)
  if (extension === 'csv') return readCsv(bytes)
  return readText(bytes, extension === 'md' ? 'md' : 'txt')
}

function otherArchive(bytes: Uint8Array): string {
  if (includes(bytes, 'OFD.xml', 'latin1')) return '这是 OFD 版式文件，请用 OFD 阅读器另存为 PDF 或 Word 后重新上传。'
  if (includes(bytes, 'application/vnd.oasis.opendocument', 'latin1'))
    return '这是 ODF 格式的文件，请用办公软件另存为 .docx 或 .xlsx 后重新上传。'
  return '这是压缩包或其他格式的文件，请解压后上传其中的 Word、PDF 或 Excel 文件。'
}

function looksLikeHtml(text: string, extension: string): boolean {
  const start = text.slice(0, 3000)
  return (
    /<!doctype html|<html[\s>]|<body[\s>]/i.test(start) ||
    (/^html?$/.test(extension) && /<(p|div|table|span|br)\b/i.test(text))
  )
}
