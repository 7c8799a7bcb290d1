import { open } from 'node:fs/promises'

const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const END_LENGTH = 22
const LONGEST_COMMENT = 65_535
/** Far above any document; a listing beyond it is not worth reading. */
const LONGEST_DIRECTORY = 16 * 1024 * 1024

/** The names in a zip file's central directory, or null when it has none that is whole. */
export async function zipEntries(path: string): Promise<string[] | null> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const tail = Buffer.alloc(Math.min(size, END_LENGTH + LONGEST_COMMENT))
    await file.read(tail, 0, tail.length, size - tail.length)
    let end = tail.length - END_LENGTH
    while (end >= 0 && tail.readUInt32LE(end) !== END_SIGNATURE) end--
    if (end < 0) return null
    const length = tail.readUInt32LE(end + 12)
    const start = tail.readUInt32LE(end + 16)
    if (length > LONGEST_DIRECTORY || start + length > size) return null
    const directory = Buffer.alloc(length)
    await file.read(directory, 0, length, start)
    return namesIn(directory)
  } finally {
    await file.close()
  }
}

function namesIn(directory: Buffer): string[] | null {
  const names: string[] = []
  for (let at = 0; at < directory.length; ) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY_SIGNATURE) return null
    const nameLength = directory.readUInt16LE(at + 28)
    names.push(directory.toString('utf8', at + 46, at + 46 + nameLength))
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return names
}
