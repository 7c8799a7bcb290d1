import { open, stat } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import type { Sniffed } from '@/lib/platform/file-kind'
import { compoundFileKind } from '@/lib/platform/sniff-compound'
import { textKind } from '@/lib/platform/sniff-text'
import { zipEntries } from '@/lib/platform/sniff-zip'

const images = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/bmp',
  'image/tiff',
  'image/heic',
  'image/heif',
  'image/avif',
])

const office = 'application/vnd.openxmlformats-officedocument'
const officeDocuments: { parts: string[]; mime: string; ext: string }[] = [
  { parts: ['[Content_Types].xml', 'word/document.xml'], mime: `${office}.wordprocessingml.document`, ext: 'docx' },
  { parts: ['[Content_Types].xml', 'xl/workbook.xml'], mime: `${office}.spreadsheetml.sheet`, ext: 'xlsx' },
  {
    parts: ['[Content_Types].xml', 'ppt/presentation.xml'],
    mime: `${office}.presentationml.presentation`,
    ext: 'pptx',
  },
  // GB/T 33190, the fixed-layout format of Chinese authorities
  { parts: ['OFD.xml'], mime: 'application/ofd', ext: 'ofd' },
]

const openDocument: Record<string, string> = {
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
}

/**
 * What a file is by its content alone, whatever it is called. Null means: not one of the kinds that may be uploaded
 * (programs, scripts, archives, SVG and XML, documents with macros, anything unknown, nothing at all).
 */
export async function sniff(path: string): Promise<Sniffed | null> {
  const { size } = await stat(path)
  if (size === 0) return null
  const found = await fileTypeFromFile(path)
  const mime = found?.mime ?? ''
  if (images.has(mime) && found) return { mime, ext: found.ext, kind: 'image' }
  if (mime === 'application/pdf') return { mime, ext: 'pdf', kind: 'pdf' }
  if (mime === 'application/rtf') return { mime, ext: 'rtf', kind: 'office' }
  if (openDocument[mime]) return { mime, ext: openDocument[mime], kind: 'office' }
  if (mime === 'application/x-cfb') return compoundFileKind(path)
  if (await startsWith(path, 'PK\x03\x04')) return zipKind(path)
  if (!found || mime === 'application/xml') return textKind(path)
  return null
}

async function zipKind(path: string): Promise<Sniffed | null> {
  const names = await zipEntries(path)
  if (!names || names.some((name) => /vbaProject\.bin$/i.test(name))) return null
  const known = officeDocuments.find(({ parts }) => parts.every((part) => names.includes(part)))
  return known ? { mime: known.mime, ext: known.ext, kind: 'office' } : null
}

async function startsWith(path: string, signature: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const { buffer } = await file.read(Buffer.alloc(signature.length), 0, signature.length, 0)
    return buffer.toString('latin1') === signature
  } finally {
    await file.close()
  }
}
