import type { SourceDocument } from '@/lib/domain/plan-text/source'
import { DocumentRefused } from './refused'
import { readText } from './text'

/** Reads a file into paragraphs and tables. The content decides what the file is; the name only helps among text formats. */
export async function readDocument(bytes: Uint8Array, _fileName: string): Promise<SourceDocument> {
  if (bytes.length === 0) throw new DocumentRefused('empty', '文件是空的，请重新选择文件。')
  return readText(bytes, 'txt')
}
