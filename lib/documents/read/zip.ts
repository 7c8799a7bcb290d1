import JSZip from 'jszip'
import { DocumentRefused } from './refused'

const MOST_ENTRIES = 4000
/** Unpacked bytes that one document may take; a 300-page plan with tables stays far below. */
const MOST_BYTES = 80 * 1024 * 1024

export type Archive = { has: (name: string) => boolean; names: string[]; text: (name: string) => Promise<string> }

const damaged = () => new DocumentRefused('damaged', '文件已损坏，无法打开，请重新导出或重新下载后上传。')

/** Opens a zip without trusting its sizes: unpacking stops as soon as the allowance is used up. */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  if (entriesIn(bytes) > MOST_ENTRIES) throw tooMany()
  let zip: JSZip
  try {
    zip = await JSZip.loadAsync(bytes)
  } catch (error) {
    if (/encrypt/i.test((error as Error).message))
      throw new DocumentRefused('encrypted', '文件设有密码，请取消密码后重新上传。')
    throw damaged()
  }
  const names = Object.keys(zip.files)
  if (names.some((name) => /(^|\/)vbaProject\.bin$/i.test(name)))
    throw new DocumentRefused('macros', '文件含有宏，请用办公软件另存为不含宏的 .docx 或 .xlsx 后重新上传。')
  let left = MOST_BYTES
  const text = async (name: string): Promise<string> => {
    const entry = zip.file(name)
    if (!entry) throw damaged()
    const content = await unpack(entry, left)
    left -= content.length
    const xml = new TextDecoder(content[0] === 0xff && content[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(content)
    // office files declare no document type; one that does wants entities expanded
    if (/<!DOCTYPE|<!ENTITY/i.test(xml))
      throw new DocumentRefused('notADocument', '文件含有不允许的实体声明，请用办公软件重新保存后上传。')
    return xml
  }
  return { has: (name) => zip.file(name) !== null, names, text }
}

const tooMany = () => new DocumentRefused('tooLarge', '文件内部的部件过多，不像正常的规划文件，请另存后重新上传。')

/** Entries of the directory by their marks: what the file says of itself need not be so. */
function entriesIn(bytes: Uint8Array): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let count = 0
  for (let at = buffer.indexOf('PK\u0001\u0002'); at >= 0 && count <= MOST_ENTRIES; count++)
    at = buffer.indexOf('PK\u0001\u0002', at + 4)
  return count
}

type Streamed = { internalStream: (type: 'uint8array') => JSZip.JSZipStreamHelper<Uint8Array> }

function unpack(entry: JSZip.JSZipObject, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = []
    let size = 0
    const stream = (entry as unknown as Streamed).internalStream('uint8array')
    stream
      .on('data', (part) => {
        size += part.length
        if (size > limit) {
          stream.pause()
          reject(new DocumentRefused('tooLarge', '文件解压后过大，不像正常的规划文件，请拆分或另存后重新上传。'))
        } else parts.push(part)
      })
      .on('error', () => reject(damaged()))
      .on('end', () => resolve(Buffer.concat(parts)))
    stream.resume()
  })
}
