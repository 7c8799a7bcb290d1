import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { type Db, getDb } from '@/db/client'
import { calendarDate } from '@/lib/domain/calendar/date'
import { todayInShanghai } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { fill, fillState, fillTables } from '@/lib/scenario/fill/fill'
import { measure } from './bench-run'

const usage = `用法：
  luoshi bench fill --tasks 5000             向空数据库填入压测数据（100 项规划、300 个单位、每项任务 20 份反馈、4 个文件）
  luoshi bench run [--clients 1,16] [--seconds 5] [--url http://127.0.0.1:3000]
                                             量各页面的服务器时间和 SQL 时间；给出 --url 时另经 HTTP 量一遍`

const parse = (args: string[]) => {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        tasks: { type: 'string', default: '5000' },
        clients: { type: 'string', default: '1,16' },
        seconds: { type: 'string', default: '5' },
        url: { type: 'string' },
      },
    })
  } catch {
    return null
  }
}

/** `luoshi bench fill | run`: how fast it is at a size that a city reaches. */
export async function benchCommand(args: string[]): Promise<number> {
  const parsed = parse(args)
  if (!parsed) {
    console.error(usage)
    return 2
  }
  const { values, positionals } = parsed
  const numbers = (text: string) => text.split(',').map(Number)
  const [verb] = positionals
  const db = getDb()
  if (verb === 'fill') return fillCommand(db, Number(values.tasks))
  const clients = numbers(values.clients)
  const seconds = Number(values.seconds)
  if (verb !== 'run' || [...clients, seconds].some((value) => !(value > 0))) {
    console.error(usage)
    return 2
  }
  if ((await fillState(db)) !== 'bench') {
    console.error('这个数据库里没有压测数据，请先运行 bench fill')
    return 1
  }
  await measure(db, { clients, seconds, url: values.url }, (line) => console.log(line))
  return 0
}

async function fillCommand(db: Db, tasks: number): Promise<number> {
  if (!Number.isInteger(tasks) || tasks < 100 || tasks > 1_000_000) {
    console.error('--tasks 应为 100 到 1000000 之间的整数')
    return 2
  }
  const state = await fillState(db)
  if (state !== 'empty') {
    console.error(
      state === 'bench'
        ? '这个数据库里已有压测数据'
        : '这个数据库里有别的数据，压测数据只填入空数据库，请换一个 DATABASE_URL',
    )
    return 1
  }
  const started = Date.now()
  const said = (step: string) =>
    console.log(`${String(Math.round((Date.now() - started) / 1000)).padStart(4)} 秒  ${step}`)
  const size = { tasks, plans: 100, units: 300, reportsPerTask: 20, filesPerTask: 4 }
  await fill(db, size, calendarDate(todayInShanghai()), said)
  said('统计')
  await refreshStatistics(env().DATABASE_URL ?? '')
  said('完成')
  return 0
}

/** Needs the owner's right, which sessions of the program lay down; where it is refused, autovacuum does it in its own time. */
async function refreshStatistics(url: string): Promise<void> {
  const owner = postgres(url, { max: 1, onnotice: () => undefined, connection: { role: 'none' } })
  try {
    for (const table of fillTables) await owner.unsafe(`vacuum analyze ${table}`)
  } finally {
    await owner.end()
  }
}
