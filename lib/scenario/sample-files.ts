import { deflateSync } from 'node:zlib'
import { Document, Packer, Paragraph, TextRun } from 'docx'
import { handleUpload, uploadPath } from '@/lib/platform/uploads'

/** An invented piece of evidence. The same words make the same bytes, so it is stored once however often it is sent. */
export type SampleFile = {
  readonly name: string
  readonly kind: 'txt' | 'pdf' | 'png' | 'docx'
  readonly words: string
}

/** A one-page PDF whose text stands in a font that readers bring themselves (UniGB-UCS2-H). */
const pdf = (words: string): Buffer => {
  const hex = Buffer.from(words, 'utf16le').swap16().toString('hex')
  const stream = `BT /F1 20 Tf 72 740 Td <${hex}> Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const count = objects.length + 1
  return Buffer.from(
    `${text}xref\n0 ${count}\n0000000000 65535 f \n${table}trailer << /Size ${count} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  )
}

const crcTable = Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value >>> 0
})
const crc = (bytes: Buffer): number => {
  let value = 0xffffffff
  for (const byte of bytes) value = (crcTable[(value ^ byte) & 255] as number) ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}

/** A picture of bands whose shades follow from the words: stands for a site photo and cannot be taken for one. */
const png = (words: string): Buffer => {
  const [width, height] = [640, 400]
  const rows = Buffer.alloc((width * 3 + 1) * height)
  const shades = [...Buffer.from(words)]
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const band = shades[Math.floor((x / width) * Math.min(shades.length, 12))] ?? 128
      const at = y * (width * 3 + 1) + 1 + x * 3
      const light = 150 + ((band * 7) % 80) - Math.floor((y / height) * 40)
      rows[at] = light - 20
      rows[at + 1] = light
      rows[at + 2] = light + 10
    }
  }
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length, 0)
    frame.writeUInt32BE(crc(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const bytesOf = async (file: SampleFile): Promise<Buffer> => {
  if (file.kind === 'pdf') return pdf(file.words)
  if (file.kind === 'png') return png(file.words)
  if (file.kind === 'txt') return Buffer.from(`${file.words}\n`)
  const document = new Document({ sections: [{ children: [new Paragraph({ children: [new TextRun(file.words)] })] }] })
  return Packer.toBuffer(document)
}

/** Sends the file as a browser would, in one piece; gives the upload's id at the staging place. */
export const stageFile = async (file: SampleFile, personId: number): Promise<string> => {
  const bytes = await bytesOf(file)
  const encode = (text: string) => Buffer.from(text).toString('base64')
  const response = await handleUpload(
    new Request(`http://127.0.0.1${uploadPath}`, {
      method: 'POST',
      headers: {
        'Tus-Resumable': '1.0.0',
        'Upload-Length': String(bytes.length),
        'Upload-Metadata': `filename ${encode(file.name)}`,
        'Content-Type': 'application/offset+octet-stream',
      },
      body: new Uint8Array(bytes),
    }),
    { personId },
  )
  const location = response.headers.get('location')
  if (response.status !== 201 || !location)
    throw new Error(`the upload was refused: ${response.status} ${await response.text()}`)
  return location.split('/').at(-1) as string
}
