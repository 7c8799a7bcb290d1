import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { file } from '@/db/schema/file'
import { Refusal } from '@/lib/domain/refusals'
import type { FileKind } from '@/lib/platform/file-kind'
import { takeStaged, UploadRefused } from '@/lib/platform/uploads'

/** Any number will do as long as it stays: held in common from taking a content to its link, alone by who removes contents. */
export const FILE_LOCK = 7_310_004

export type ClaimedFile = {
  readonly fileId: number
  readonly name: string
  readonly sha256: string
  readonly size: number
  readonly kind: FileKind
}

const refusalOf = (error: UploadRefused, name: string): Refusal => {
  if (error.code === 'unknownUpload') return new Refusal('fileUnknown')
  if (error.code === 'incomplete') return new Refusal('fileNotReady', { name })
  if (error.code === 'fileType') return new Refusal('fileKindRefused', { name })
  return new Refusal('fileUnusable', {
    name,
    why: error.code === 'empty' ? '文件是空的' : '文件设了打开密码，请去掉后再上传',
  })
}

/**
 * Takes finished uploads of this person into the store, one row a content however often it was sent. Links are the caller's
 * business: a file without one is readable by nobody.
 */
export const claimFiles = async (
  tx: Tx,
  uploads: readonly { readonly uploadId: string; readonly name: string }[],
  personId: number,
  accept?: FileKind[],
): Promise<readonly ClaimedFile[]> => {
  const claimed: ClaimedFile[] = []
  if (uploads.length > 0) await tx.execute(sql`select pg_advisory_xact_lock_shared(${FILE_LOCK})`)
  for (const upload of uploads) {
    const taken = await takeStaged(upload.uploadId, personId, accept).catch((error: unknown) => {
      throw error instanceof UploadRefused ? refusalOf(error, upload.name || '文件') : error
    })
    const [inserted] = await tx
      .insert(file)
      .values({ sha256: taken.sha256, size: taken.size, mime: taken.mime, extension: taken.ext })
      .onConflictDoNothing()
      .returning({ id: file.id })
    const [row] = inserted
      ? [inserted]
      : await tx.select({ id: file.id }).from(file).where(eq(file.sha256, taken.sha256))
    if (!row) throw new Error('the file was not recorded')
    claimed.push({ fileId: row.id, name: taken.name, sha256: taken.sha256, size: taken.size, kind: taken.kind })
  }
  return claimed
}
