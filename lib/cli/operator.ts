import { randomUUID } from 'node:crypto'
import { userInfo } from 'node:os'
import { calendarDate } from '@/lib/domain/calendar/date'
import type { Context } from '@/lib/domain/context'
import { Refusal } from '@/lib/domain/refusals'
import { now, todayInShanghai } from '@/lib/platform/clock'

/**
 * Who works at the command line of the server: an administrator of everything, on record under the name of the operating
 * system's user. He could change the database directly anyway; this way there is a trace.
 */
export const operatorContext = (): Context => ({
  actor: {
    personId: 0,
    personName: `命令行（${userInfo().username}）`,
    membershipId: 0,
    role: 'admin',
    unitId: 0,
    unitName: '服务器',
    unitIds: [],
    jurisdictionId: 0,
    jurisdictionName: '',
    jurisdictionPath: '',
  },
  today: calendarDate(todayInShanghai()),
  now: now(),
  via: 'cli',
  requestId: randomUUID(),
  ip: null,
})

/** A wrong use of a command: one line, exit code 2. */
export class UsageError extends Error {}

/** `--name value` pairs and the rest. @throws UsageError */
export const parseArgs = (args: readonly string[], known: readonly string[]) => {
  const options: Record<string, string> = {}
  const rest: string[] = []
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? ''
    if (!word.startsWith('--')) {
      rest.push(word)
      continue
    }
    const name = word.slice(2)
    const value = args[at + 1]
    if (!known.includes(name)) throw new UsageError(`没有 ${word} 这个选项`)
    if (value === undefined || value.startsWith('--')) throw new UsageError(`${word} 后面要写值`)
    options[name] = value
    at += 1
  }
  return { options, rest }
}

/** Runs a command of this tool and says what was refused in one line. */
export const reported = async (usage: string, work: () => Promise<void>): Promise<number> => {
  try {
    await work()
    return 0
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n${usage}`)
      return 2
    }
    if (!(error instanceof Refusal)) throw error
    console.error([error.message, ...Object.values(error.fields)].join('\n'))
    return 1
  }
}
