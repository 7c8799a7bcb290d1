import { readPlan } from '@/lib/domain/plan-text/read-plan'
import { sourceLines } from '@/lib/domain/plan/source-lines'
import { readDocument } from './read-document'
import { DocumentRefused } from './refused'

/**
 * The reader as a process of its own (lib/platform/document-process.ts): the file on standard input, its name as argument, the
 * reading as JSON on standard output. A file that exhausts time or memory takes down nothing but this.
 */
const readAll = async (): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}

const read = async (): Promise<unknown> => {
  try {
    const source = await readDocument(await readAll(), process.argv[2] ?? '')
    return { ok: true, reading: readPlan(source), lines: sourceLines(source) }
  } catch (error) {
    if (error instanceof DocumentRefused) return { ok: false, why: error.message }
    throw error
  }
}

process.stdout.write(JSON.stringify(await read()))
