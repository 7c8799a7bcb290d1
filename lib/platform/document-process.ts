import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Of the processor; by the clock it may take longer where others need the machine. */
const PROCESSOR_SECONDS = 60
const SECONDS = 240
const MEGABYTES = 1024
/** Beside what the engine itself counts: unpacked parts lie outside its heap. */
const RESIDENT_MEGABYTES = 1600
const WATCH_MS = 250
/** So many read at a time; others wait, and the server keeps a core for itself. */
const AT_ONCE = 2

/** The file could not be read within the limits, or the reader broke on it. */
export class DocumentProcessFailed extends Error {}

const scripts = { plan: 'child.ts', workbook: 'workbook-child.ts' } as const

/**
 * Runs a document reader (in lib/documents/read) in a process of its own, so that a large or hostile file neither
 * blocks nor ends the server. Gives what it printed as parsed JSON.
 */
export async function readInProcess(
  file: ReadableStream<Uint8Array>,
  fileName: string,
  reader: keyof typeof scripts = 'plan',
): Promise<unknown> {
  if (reading >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else reading += 1
  try {
    return await run(file, fileName, reader)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else reading -= 1
  }
}

let reading = 0
const waiting: (() => void)[] = []

async function run(file: ReadableStream<Uint8Array>, fileName: string, reader: keyof typeof scripts): Promise<unknown> {
  const script = join(process.cwd(), 'lib', 'documents', 'read', scripts[reader])
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${MEGABYTES}`, '--import', 'tsx', script, fileName],
    // A hostile document meets no secret: the reader gets nothing of the server's settings.
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        TMPDIR: process.env.TMPDIR,
        NODE_ENV: process.env.NODE_ENV,
      },
      timeout: SECONDS * 1000,
      killSignal: 'SIGKILL',
    },
  )
  const watch = watchMemory(child)
  const text = async (stream: Readable): Promise<string> => {
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks).toString('utf8')
  }
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  }).finally(() => clearInterval(watch))
  const [out, problem, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
    // The reader may refuse before it has read everything; what it says counts, not the broken pipe.
    pipeline(Readable.fromWeb(file as import('node:stream/web').ReadableStream), child.stdin).catch(() => undefined),
  ])
  if (code !== 0) throw new DocumentProcessFailed(problem.slice(0, 2000) || `the reader ended with ${code}`)
  return JSON.parse(out)
}

/** The system says on Linux what a process holds and has used; elsewhere the engine's heap and the clock have to do. */
function watchMemory(child: ChildProcess): NodeJS.Timeout {
  // reading may take its time, answering people may not
  if (child.pid !== undefined) lowerPriority(child.pid)
  return setInterval(async () => {
    const [pages, ticks] = await Promise.all([figures(child, 'statm', 1), figures(child, 'stat', 13, 14)])
    if ((pages * 4096) / 1024 ** 2 > RESIDENT_MEGABYTES || ticks / 100 > PROCESSOR_SECONDS) child.kill('SIGKILL')
  }, WATCH_MS)
}

/** Sum of some fields of a file under /proc, counted from 0; 0 where there is none. */
async function figures({ pid }: ChildProcess, file: 'stat' | 'statm', ...fields: number[]): Promise<number> {
  const line = await readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')
  const values = line.split(' ')
  return fields.reduce((sum, at) => sum + (Number(values[at]) || 0), 0)
}

function lowerPriority(pid: number) {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // it has ended already
  }
}
