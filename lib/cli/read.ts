import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readPlan } from '@/lib/domain/plan-text/read-plan'
import { readDocument } from '@/lib/documents/read/read-document'
import { DocumentRefused } from '@/lib/documents/read/refused'

/** `luoshi read FILE`: the plan as one JSON object on standard output, or one line on standard error and 1. */
export async function readCommand(args: string[]): Promise<number> {
  const [file] = args
  if (!file) {
    console.error('用法：luoshi read 文件路径')
    return 1
  }
  try {
    const source = await readDocument(await readFile(file), basename(file))
    process.stdout.write(`${JSON.stringify(readPlan(source), null, 2)}\n`)
    return 0
  } catch (error) {
    if (error instanceof DocumentRefused) console.error(error.message)
    else if ((error as NodeJS.ErrnoException).code === 'ENOENT') console.error(`找不到文件：${file}`)
    else if ((error as NodeJS.ErrnoException).code) console.error(`文件无法打开：${file}`)
    else console.error(`文件读取失败：${(error as Error).message}`)
    return 1
  }
}
