import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'

const BLOCK = 512

/** An archive that cannot be used, with the sentence for whoever runs the command. */
export class ArchiveDamaged extends Error {}

const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`

/** The head of one entry as POSIX 1003.1-1988 (ustar) has it, so that any tar lists and unpacks a backup. */
const headerOf = (name: string, size: number): Buffer => {
  const header = Buffer.alloc(BLOCK)
  if (Buffer.byteLength(name) > 100) throw new Error('a name too long for an archive')
  // Larger ones need an extension of the format; contents are far below, rows come in pieces.
  if (size >= 8 ** 11) throw new Error('an entry too large for an archive')
  header.write(name, 0)
  header.write(octal(0o600, 8), 100)
  header.write(octal(0, 8), 108)
  header.write(octal(0, 8), 116)
  header.write(octal(size, 12), 124)
  header.write(octal(0, 12), 136)
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${octal(sum, 7)} `, 148)
  return header
}

/** Writes `<path>.part` and gives it its name only when it is whole and on the disk. */
export class ArchiveWriter {
  private readonly path: string
  private readonly gzip = createGzip({ level: 6 })
  private readonly done: Promise<void>

  constructor(path: string) {
    this.path = path
    const file = createWriteStream(`${path}.part`, { flags: 'wx', mode: 0o600 })
    file.once('error', (error) => this.gzip.destroy(error))
    this.gzip.pipe(file)
    this.done = finished(file)
    // Whoever closes or writes next meets the error; until then it must not end the process.
    this.done.catch(() => undefined)
  }

  /** @throws when `body` is not `size` bytes long */
  async add(name: string, size: number, body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    await this.write(headerOf(name, size))
    let written = 0
    for await (const piece of body) {
      written += piece.byteLength
      await this.write(piece)
    }
    if (written !== size) throw new Error(`${name} is ${written} bytes long, not ${size}`)
    await this.write(Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK))
  }

  addJson(name: string, value: unknown): Promise<void> {
    const text = Buffer.from(JSON.stringify(value, null, 2))
    return this.add(name, text.byteLength, [text])
  }

  async close(): Promise<void> {
    await this.write(Buffer.alloc(2 * BLOCK))
    this.gzip.end()
    await this.done
    const file = await open(`${this.path}.part`, 'r')
    await file.sync()
    await file.close()
    await rename(`${this.path}.part`, this.path)
  }

  async discard(): Promise<void> {
    this.gzip.destroy()
    await this.done.catch(() => undefined)
    await rm(`${this.path}.part`, { force: true })
  }

  private async write(bytes: Uint8Array): Promise<void> {
    if (this.gzip.destroyed) await this.done
    if (!this.gzip.write(bytes)) await Promise.race([once(this.gzip, 'drain'), this.done])
  }
}

export type Entry = { readonly name: string; readonly size: number; readonly body: AsyncIterable<Uint8Array> }

/** The entries of an archive one after the other; each body is to be read to its end before the next. @throws ArchiveDamaged */
export async function* readArchive(path: string): AsyncGenerator<Entry> {
  const source = createReadStream(path)
  const unpacked = createGunzip()
  source.once('error', (error) => unpacked.destroy(error))
  const pieces = source.pipe(unpacked)[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let rest: Buffer = Buffer.alloc(0)

  const more = async (): Promise<void> => {
    const next = await pieces.next().catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw new ArchiveDamaged('没有这个文件')
      throw new ArchiveDamaged('备份文件不完整或不是备份文件')
    })
    if (next.done) throw new ArchiveDamaged('备份文件不完整')
    rest = rest.byteLength === 0 ? next.value : Buffer.concat([rest, next.value])
  }
  const take = async (size: number): Promise<Buffer> => {
    while (rest.byteLength < size) await more()
    const taken = rest.subarray(0, size)
    rest = rest.subarray(size)
    return taken
  }
  async function* bodyOf(size: number): AsyncGenerator<Buffer> {
    let left = size
    while (left > 0) {
      if (rest.byteLength === 0) await more()
      const piece = rest.subarray(0, left)
      rest = rest.subarray(piece.byteLength)
      left -= piece.byteLength
      yield piece
    }
    await take((BLOCK - (size % BLOCK)) % BLOCK)
  }

  try {
    for (;;) {
      const header = await take(BLOCK)
      if (header.every((byte) => byte === 0)) return
      const name = header.toString('utf8', 0, 100).replace(/\0.*$/s, '')
      const size = Number.parseInt(header.toString('latin1', 124, 135), 8)
      if (header.toString('latin1', 257, 262) !== 'ustar' || !Number.isSafeInteger(size)) {
        throw new ArchiveDamaged('备份文件不完整或不是备份文件')
      }
      yield { name, size, body: bodyOf(size) }
    }
  } finally {
    source.destroy()
    unpacked.destroy()
  }
}
