import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { FileStore as TusFiles } from '@tus/file-store'
import { Server } from '@tus/server'
import { env } from '@/lib/platform/env'
import type { FileKind } from '@/lib/platform/file-kind'
import { fileStore, stagedFromDisk } from '@/lib/platform/file-store'
import { sniff } from '@/lib/platform/sniff'
import { namedByContent } from '@/lib/platform/upload-name'

/** The route which the browser uploads to. Keep it out of the proxy's matcher: a proxied body is cut off at 10 MB. */
export const uploadPath = '/api/uploads'

export type UploadOwner = { personId: number }

/** A file of the content store, as a command links it: `name` carries the extension of what it really is. */
export type TakenFile = { sha256: string; size: number; mime: string; ext: string; kind: FileKind; name: string }

const refusals = {
  unknownUpload: '这个文件已不在暂存区，请重新选择文件上传',
  incomplete: '这个文件还没有传完，请等进度到 100% 再提交',
  empty: '这个文件是空的，请检查后重新选择',
  encrypted: '这个文件设了打开密码，请去掉密码后再上传',
  stagingFull: '您上传后还没有保存的文件太多，请先保存或移除它们；一天后也会自动清除',
  fileType: '不支持这种文件；可以上传图片、PDF、Office（不含宏）、OFD 和文本文件',
} as const

/** An upload which cannot be used, with the sentence for the person who sent it. */
export class UploadRefused extends Error {
  readonly code: keyof typeof refusals

  constructor(code: keyof typeof refusals) {
    super(refusals[code])
    this.code = code
  }
}

const evidenceKinds: FileKind[] = ['image', 'pdf', 'office', 'text']

/** How many uploads one person may have at the staging place that no command has taken. */
export const MOST_UPLOADS = 200

const MEGABYTE = 1024 * 1024

type Beginning = { readonly id: string; readonly personId: number; readonly size: number }
type Tus = {
  server: Server
  files: TusFiles
  owners: WeakMap<object, UploadOwner & { id?: string }>
  /** Uploads that are just being begun: those sent side by side must see each other. */
  beginning: Set<Beginning>
}
// One per process, however often the framework evaluates this module (once for the route, once for the actions): its locks
// keep two writers off one upload, and whoever made the server must find the owners that the other one noted.
const shared = globalThis as typeof globalThis & { luoshiTus?: Tus }

function tus(): Tus {
  shared.luoshiTus ??= createTus()
  return shared.luoshiTus
}

function createTus(): Tus {
  const files = new TusFiles({ directory: stagingFolder() })
  const owners: Tus['owners'] = new WeakMap()
  const ownerOf = (request: object) => {
    const owner = owners.get(request)
    if (!owner) throw new Error('an upload without an owner')
    return owner
  }
  const server = new Server({
    path: uploadPath,
    datastore: files,
    relativeLocation: true,
    allowedOrigins: [],
    maxSize: env().LUOSHI_UPLOAD_MAX_MB * MEGABYTE,
    namingFunction: (request) => ownerOf(request).id ?? newId(ownerOf(request).personId),
    onUploadCreate: async (request, upload) => ({
      metadata: { ...upload.metadata, owner: String(ownerOf(request).personId) },
    }),
    onIncomingRequest: async (request, id) => {
      if (request.method === 'POST') return
      if ((await ownerOnRecord(files, id)) !== ownerOf(request).personId)
        throw { status_code: 404, body: 'Not found\n' }
    },
  })
  return { server, files, owners, beginning: new Set() }
}

const stagingFolder = () => resolve(env().LUOSHI_DATA_DIR, 'staging')

async function ownerOnRecord(files: TusFiles, id: string): Promise<number | null> {
  if (!wellFormed(id)) return null
  const record = await files.configstore.get(id)
  return record ? Number(record.metadata?.owner) : null
}

/** Begins with its owner, so that what one person holds is found without reading what all others do. */
const prefixOf = (personId: number) => personId.toString(16).padStart(8, '0').slice(-8)
const newId = (personId: number) => prefixOf(personId) + randomBytes(12).toString('hex')

const wellFormed = (id: string) => /^[0-9a-f]{32}$/.test(id)

/**
 * Answers a request of the tus protocol (resumable upload) under `uploadPath`. Only the owner of an upload may go on with
 * it, ask how far it is or end it; for everyone else it is not there. Nothing is served from here.
 * @throws UploadRefused where a person who begins one holds too much that no command took
 */
export async function handleUpload(request: Request, owner: UploadOwner): Promise<Response> {
  if (request.method === 'GET')
    return new Response(null, { status: 405, headers: { Allow: 'POST, HEAD, PATCH, DELETE, OPTIONS' } })
  await mkdir(stagingFolder(), { recursive: true })
  const { server, owners, beginning } = tus()
  if (request.method !== 'POST') {
    owners.set(request, owner)
    return server.handleWeb(request)
  }
  const most = env().LUOSHI_UPLOAD_MAX_MB * MEGABYTE
  const length = request.headers.get('upload-length')
  const begun = {
    id: newId(owner.personId),
    personId: owner.personId,
    // A length that is to follow may be anything up to the limit; one above it is refused as such.
    size: length && /^\d{1,15}$/.test(length) ? Math.min(Number(length), most) : most,
  }
  owners.set(request, { ...owner, id: begun.id })
  beginning.add(begun)
  try {
    await requireRoom(owner.personId)
    return await server.handleWeb(request)
  } finally {
    beginning.delete(begun)
  }
}

async function requireRoom(personId: number): Promise<void> {
  const { files, beginning } = tus()
  const names = new Set(await readdir(stagingFolder()))
  const sizes = new Map<string, number>()
  for (const begun of beginning) if (begun.personId === personId) sizes.set(begun.id, begun.size)
  for (const name of names) {
    const id = name.slice(0, -'.json'.length)
    const isMine = name.startsWith(prefixOf(personId)) && name.endsWith('.json')
    if (!isMine || names.has(`${id}.taken`) || sizes.has(id)) continue
    sizes.set(id, (await files.configstore.get(id))?.size ?? env().LUOSHI_UPLOAD_MAX_MB * MEGABYTE)
  }
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  if (sizes.size > MOST_UPLOADS || bytes > env().LUOSHI_STAGING_MAX_MB * MEGABYTE) {
    throw new UploadRefused('stagingFull')
  }
}

/**
 * Moves a complete upload into the content store and says what it is. May be called again for the same upload, so that a
 * form which was refused for another reason can be sent once more; the record of it goes with `sweepStaging`.
 * @throws UploadRefused
 */
export async function takeStaged(uploadId: string, ownerPersonId: number, accept = evidenceKinds): Promise<TakenFile> {
  if (!wellFormed(uploadId)) throw new UploadRefused('unknownUpload')
  const before = await takenBefore(uploadId, ownerPersonId)
  const taken = before ?? (await takeNow(uploadId, ownerPersonId, accept))
  if (!accept.includes(taken.kind)) throw new UploadRefused('fileType')
  return taken
}

async function takeNow(uploadId: string, ownerPersonId: number, accept: FileKind[]): Promise<TakenFile> {
  const { files } = tus()
  if ((await ownerOnRecord(files, uploadId)) !== ownerPersonId) throw new UploadRefused('unknownUpload')
  try {
    const upload = await files.getUpload(uploadId)
    if (upload.size === 0) throw new UploadRefused('empty')
    if (upload.offset !== upload.size) throw new UploadRefused('incomplete')
    const path = join(stagingFolder(), uploadId)
    const found = await sniff(path)
    if (found?.kind === 'encrypted') throw new UploadRefused('encrypted')
    const name = found && accept.includes(found.kind) && namedByContent(upload.metadata?.filename ?? '', found)
    if (!name) throw new UploadRefused('fileType')
    const staged = await stagedFromDisk(path)
    const taken = { sha256: staged.sha256, size: staged.size, ...found, ...name }
    // Written before the move: whoever is cut off between the two finds both the record and the file, and moves it then.
    await remember(uploadId, { ...taken, owner: ownerPersonId })
    await fileStore().claim(staged)
    return taken
  } catch (error) {
    if (error instanceof UploadRefused) throw error
    // The same form sent twice at once: the other one was quicker.
    const taken = await takenBefore(uploadId, ownerPersonId)
    if (!taken) throw isGone(error) ? new UploadRefused('unknownUpload') : error
    return taken
  }
}

type Remembered = TakenFile & { owner: number }
const recordOf = (uploadId: string) => join(stagingFolder(), `${uploadId}.taken`)

async function remember(uploadId: string, record: Remembered): Promise<void> {
  const part = `${recordOf(uploadId)}.${process.pid}-${performance.now()}`
  await writeFile(part, JSON.stringify(record))
  await rename(part, recordOf(uploadId))
}

async function takenBefore(uploadId: string, ownerPersonId: number): Promise<TakenFile | null> {
  const text = await readFile(recordOf(uploadId), 'utf8').catch((error) => {
    if (isGone(error)) return null
    throw error
  })
  if (!text) return null
  const { owner, ...taken } = JSON.parse(text) as Remembered
  if (owner !== ownerPersonId) throw new UploadRefused('unknownUpload')
  return (await fileStore().stat(taken.sha256)) ? taken : null
}

/** Gone according to the file system, or to tus, which throws plain objects. */
const isGone = (error: unknown) => {
  const { code, status_code: status } = error as { code?: string; status_code?: number }
  return code === 'ENOENT' || status === 404 || status === 410
}

/** Removes what was left in the staging place for longer than this. Returns how many files went. */
export async function sweepStaging(olderThanHours: number): Promise<number> {
  const oldest = Date.now() - olderThanHours * 3_600_000
  let removed = 0
  for (const name of await readdir(stagingFolder()).catch(() => [])) {
    const path = join(stagingFolder(), name)
    const last = await stat(path).catch(() => null)
    // A record is as old as its upload: while bytes still arrive, both stay.
    const upload = await stat(join(stagingFolder(), name.replace(/\..*$/, ''))).catch(() => null)
    if (!last || Math.max(last.mtimeMs, upload?.mtimeMs ?? 0) > oldest) continue
    await rm(path, { force: true })
    removed++
  }
  return removed
}
