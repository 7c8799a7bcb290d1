import WordExtractor from 'word-extractor'
import type { SourceDocument } from '@/lib/domain/plan-text/source'
import { DocumentRefused } from './refused'
import { textBlocks } from './text'

/** Word 97–2003: paragraphs as lines, table rows as lines with tabs. */
export async function readDoc(bytes: Uint8Array): Promise<SourceDocument> {
  try {
    const document = await new WordExtractor().extract(Buffer.from(bytes))
    const text = document
      .getBody({ filterUnicode: false })
      .replace(/\u0007/g, '\t')
      .replace(/\u000b/g, '\n')
    return { format: 'doc', blocks: textBlocks(text), meta: {} }
  } catch {
    throw new DocumentRefused('damaged', '这个 .doc 文件无法读取，请用办公软件另存为 .docx 后重新上传。')
  }
}
