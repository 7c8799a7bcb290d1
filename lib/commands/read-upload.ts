import type { Tx } from '@/db/client'
import type { PlanReading } from '@/lib/domain/plan-text/reading'
import type { SourceLine } from '@/lib/domain/plan/source-lines'
import { Refusal } from '@/lib/domain/refusals'
import { DocumentProcessFailed, readInProcess } from '@/lib/platform/document-process'
import { fileStore } from '@/lib/platform/file-store'
import { type ClaimedFile, claimFiles } from './claim-files'

const MAX_MEGABYTES = 50
const kinds = 'Word（doc、docx）、PDF、Excel、网页（html）和纯文本（txt）'

const refused = (why: string): Refusal => new Refusal('documentRefused', { why })

/** An uploaded document that a plan can be read from, taken into the store. */
export const claimDocument = async (tx: Tx, uploadId: string, personId: number): Promise<ClaimedFile> => {
  const [claimed] = await claimFiles(tx, [{ uploadId, name: '文件' }], personId, [
    'office',
    'pdf',
    'text',
    'html',
  ]).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'fileKindRefused')
      throw refused(`这不是可以导入的文件。可以导入${kinds}。`)
    throw error
  })
  if (!claimed) throw new Refusal('fileUnknown')
  if (claimed.size > MAX_MEGABYTES * 1024 * 1024) {
    throw refused(
      `“${claimed.name}”超过 ${MAX_MEGABYTES} MB。规划文件通常不到 5 MB，请去掉图片或另存为 docx 后再上传。`,
    )
  }
  return claimed
}

type ProcessResult =
  | { readonly ok: true; readonly reading: PlanReading; readonly lines: readonly SourceLine[] }
  | { readonly ok: false; readonly why: string }

/** The document read in a process of its own. */
export const readStored = async (
  sha256: string,
  fileName: string,
): Promise<{ reading: PlanReading; lines: readonly SourceLine[] }> => {
  const result = await readInProcess(await fileStore().open(sha256), fileName).catch((error: unknown) => {
    if (error instanceof DocumentProcessFailed) {
      throw refused(`“${fileName}”在规定时间内没有读完，可能过大或已损坏。请另存为 docx 或 txt 后重新上传。`)
    }
    throw error
  })
  // The process is ours and prints nothing else (lib/documents/read/child.ts).
  const read = result as ProcessResult
  if (!read.ok) throw refused(read.why)
  if (read.lines.length === 0) throw refused('文件里没有文字，请检查后重新上传。')
  return read
}
