import type { Sql } from 'postgres'
import type { Db } from '@/db/client'
import { explain, listening } from '@/lib/scenario/fill/listen'
import { signedInFetch } from './bench-http'
import { benchOperations, type Operation } from './bench-operations'

export type BenchOptions = { readonly clients: readonly number[]; readonly seconds: number; readonly url?: string }

const SAMPLES = 12
const WARM_UP = 3
/** Each client of a verb that is put back afterwards has rows of its own. */
const OWN_ROWS = 25

class Undone extends Error {}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

const p50p95 = (times: readonly number[]): string => {
  const sorted = [...times].sort((a, b) => a - b)
  return [0.5, 0.95].map((share) => quantile(sorted, share).toFixed(1).padStart(7)).join(' ')
}

/** How many statements the work sends, and what they take inside the database, run once more under EXPLAIN ANALYZE. */
const measureSql = async (db: Db, operation: Operation): Promise<{ statements: number; times: number[] }> => {
  const times: number[] = []
  let statements = 0
  for (let turn = 0; turn < SAMPLES; turn += 1) {
    const { db: heardDb, heard } = listening(db)
    await operation.work(heardDb, turn)
    await operation.undo?.(db, turn)
    statements = Math.max(statements, heard.length)
    const client = (db as Db & { $client: Sql }).$client
    try {
      await client.begin(async (tx) => {
        let sum = 0
        for (const statement of heard) sum += (await explain(tx, statement)).milliseconds
        times.push(sum)
        throw new Undone()
      })
    } catch (error) {
      if (!(error instanceof Undone)) throw error
    }
  }
  return { statements, times }
}

/** As many clients as asked for, each beginning anew as soon as it is answered. */
const measureLoad = async (
  clients: number,
  seconds: number,
  work: (turn: number) => Promise<unknown>,
  undo?: (turn: number) => Promise<unknown>,
): Promise<{ times: number[]; perSecond: number }> => {
  const times: number[] = []
  const turnOf = (client: number, nth: number) => (undo ? client * OWN_ROWS + (nth % OWN_ROWS) : client + nth * clients)
  const one = async (turn: number, record: boolean) => {
    const started = performance.now()
    await work(turn)
    if (record) times.push(performance.now() - started)
    await undo?.(turn)
  }
  for (let nth = 0; nth < WARM_UP; nth += 1) await one(nth, false)
  const began = performance.now()
  const until = began + seconds * 1000
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let nth = 0; performance.now() < until; nth += 1) await one(turnOf(client, nth), true)
    }),
  )
  return { times, perSecond: times.length / ((performance.now() - began) / 1000) }
}

const columnsOf = ({ clients, url }: BenchOptions): string[] => [
  ...clients.map((count) => `进程内 ${count} 个客户端`),
  ...(url ? clients.map((count) => `HTTP ${count} 个客户端`) : []),
]

/** Server time and SQL time of what people do all day, in milliseconds. */
export async function measure(db: Db, options: BenchOptions, print: (line: string) => void): Promise<void> {
  const { clients, seconds, url } = options
  const operations = await benchOperations(db)
  const open = url ? await signedInFetch(db, url) : null
  print('毫秒；每格为 p50、p95 和每秒次数。SQL 为数据库内的规划与执行时间之和。')
  print(['操作', '语句数', 'SQL p50 p95', ...columnsOf(options)].join(' | '))
  for (const operation of operations) {
    const { statements, times } = await measureSql(db, operation)
    const cells = [operation.name, String(statements), p50p95(times)]
    const { undo, page } = operation
    const works: ((turn: number) => Promise<unknown>)[] = [(turn) => operation.work(db, turn)]
    if (open && page) works.push((turn) => open(page(turn)))
    for (const [nth, work] of works.entries()) {
      for (const count of clients) {
        const result = await measureLoad(count, seconds, work, nth === 0 && undo ? (turn) => undo(db, turn) : undefined)
        cells.push(`${p50p95(result.times)} ${result.perSecond.toFixed(0).padStart(5)}/s`)
      }
    }
    print(cells.join(' | '))
  }
}
