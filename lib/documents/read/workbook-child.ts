import { buffer } from 'node:stream/consumers'
import { readPlanWorkbook } from './plan-workbook'
import { DocumentRefused } from './refused'

/** An edited 任务分工表 as a process of its own reads it: the file on standard input, its rows as JSON on standard output. */
const read = async (): Promise<unknown> => {
  try {
    return { ok: true, read: await readPlanWorkbook(await buffer(process.stdin)) }
  } catch (error) {
    if (error instanceof DocumentRefused) return { ok: false, why: error.message }
    throw error
  }
}

process.stdout.write(JSON.stringify(await read()))
