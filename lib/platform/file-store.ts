import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { env } from '@/lib/platform/env'

/** A complete file which is not part of the store yet. `path` is local, also when the store is not. */
export type Staged = { path: string; sha256: string; size: number }

/** First and last byte, both inclusive, as in an HTTP Range header. */
export type ByteRange = { start: number; end: number }

/** Files by content: the same bytes are stored once, under their SHA-256 in lower-case hexadecimal, and never change. */
export interface FileStore {
  /** Writes bytes to a staging place and hashes them on the way. */
  stage(bytes: AsyncIterable<Uint8Array>): Promise<Staged>
  /** Makes a staged file part of the store; when it returns the file survives a power cut, and the staged one is gone. */
  claim(staged: Staged): Promise<void>
  /** Fails with code ENOENT when there is no such file. */
  open(sha256: string, range?: ByteRange): Promise<ReadableStream<Uint8Array>>
  stat(sha256: string): Promise<{ size: number } | null>
  remove(sha256: string): Promise<void>
  /** Every content, in no order; `storedAt` is when it came into the store. */
  list(): AsyncIterable<{ sha256: string; storedAt: Date }>
}

/** The store on a local disk: `<folder>/files/ab/cd/<sha256>`, staged in `<folder>/staging`, both on one file system. */
export class DiskFileStore implements FileStore {
  private readonly folder: string

  constructor(folder: string) {
    this.folder = resolve(folder)
  }

  async stage(bytes: AsyncIterable<Uint8Array>): Promise<Staged> {
    const path = join(this.folder, 'staging', `${randomBytes(16).toString('hex')}.part`)
    await mkdir(dirname(path), { recursive: true })
    const file = await open(path, 'wx', 0o600)
    const hash = createHash('sha256')
    let size = 0
    try {
      for await (const chunk of bytes) {
        hash.update(chunk)
        size += chunk.byteLength
        await file.writeFile(chunk)
      }
    } catch (error) {
      await rm(path, { force: true })
      throw error
    } finally {
      await file.close()
    }
    return { path, sha256: hash.digest('hex'), size }
  }

  async claim({ path, sha256 }: Staged): Promise<void> {
    const target = this.pathOf(sha256)
    if (await this.stat(sha256)) return rm(path, { force: true })
    await sync(path)
    await mkdir(dirname(target), { recursive: true })
    await rename(path, target)
    // The entry in each folder on the way has to reach the disk too, the innermost first.
    for (let folder = dirname(target); folder.length >= this.folder.length; folder = dirname(folder)) await sync(folder)
  }

  async open(sha256: string, range?: ByteRange): Promise<ReadableStream<Uint8Array>> {
    const file = await open(this.pathOf(sha256), 'r')
    return Readable.toWeb(file.createReadStream(range ?? {})) as ReadableStream<Uint8Array>
  }

  async stat(sha256: string): Promise<{ size: number } | null> {
    try {
      return { size: (await stat(this.pathOf(sha256))).size }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
  }

  async remove(sha256: string): Promise<void> {
    await rm(this.pathOf(sha256), { force: true })
  }

  async *list(): AsyncIterable<{ sha256: string; storedAt: Date }> {
    const root = join(this.folder, 'files')
    for (const first of await entriesOf(root)) {
      for (const second of await entriesOf(join(root, first))) {
        for (const sha256 of await entriesOf(join(root, first, second))) {
          // The time of the entry, not of the bytes, which are as old as the upload.
          const found = await stat(join(root, first, second, sha256)).catch(() => null)
          if (found) yield { sha256, storedAt: found.ctime }
        }
      }
    }
  }

  /** Only a well-formed hash becomes a path, so that nothing from outside can point anywhere else. */
  private pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256')
    return join(this.folder, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  }
}

/** Hashes a file which lies on the local disk already, so that it can be claimed. */
export async function stagedFromDisk(path: string): Promise<Staged> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk)
    size += chunk.length
  }
  return { path, sha256: hash.digest('hex'), size }
}

const entriesOf = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The store of this process. */
export function fileStore(): FileStore {
  return new DiskFileStore(env().LUOSHI_DATA_DIR)
}
