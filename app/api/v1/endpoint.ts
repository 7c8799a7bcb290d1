import type { z } from 'zod'
import type { Db, Tx } from '@/db/client'
import { type Command, type Context, type Loaded, run } from '@/lib/commands/run'
import { Refusal } from '@/lib/domain/refusals'
import type { QueryContext } from '@/lib/queries/context'

export const tags = [
  '待办',
  '规划',
  '征求意见',
  '任务',
  '报送',
  '审核',
  '变更申请',
  '督查',
  '文件',
  '总览',
  '单位',
] as const
export type Tag = (typeof tags)[number]

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** One request, authenticated and taken apart. `body` is whatever JSON came; the command's schema judges it. */
export type Call = {
  readonly db: Db | Tx
  readonly context: Context
  readonly read: QueryContext
  readonly ids: Readonly<Record<string, number>>
  readonly query: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
  readonly request: Request
}

/** A row of the table from which the dispatcher, the description and the tests are made. */
export type Endpoint = {
  readonly method: Method
  /** With `{name}` for each number in the address; the names are those of the command's input. */
  readonly path: string
  readonly tag: Tag
  readonly summary: string
  /** The command or query behind it: `command task.close`, `query listTasks`. */
  readonly calls: string
  /** Names as they stand in the address. */
  readonly query?: z.ZodObject
  /** The command's own input; what stands in the path is left out of the description. */
  readonly input?: z.ZodType
  /** `file`: the body is a file, streamed; `download`: the answer is one. */
  readonly bytes?: 'upload' | 'download'
  readonly status: 200 | 201
  readonly result?: z.ZodType
  readonly example?: Readonly<Record<string, unknown>>
  readonly handle: (call: Call) => Promise<unknown>
}

type Described = {
  readonly tag: Tag
  readonly summary: string
  readonly result?: z.ZodType
  readonly example?: Readonly<Record<string, unknown>>
}

/** A write: the command with the path's numbers put into its input. */
export const write = <S extends z.ZodType, L extends Loaded, R>(
  method: Exclude<Method, 'GET'>,
  path: string,
  command: Command<S, L, R>,
  described: Described & {
    readonly status?: 200 | 201
    /** What the address says besides numbers, such as a verdict. */
    readonly fixed?: Readonly<Record<string, unknown>>
  },
): Endpoint => ({
  method,
  path,
  tag: described.tag,
  summary: described.summary,
  calls: `command ${command.name}`,
  input: command.input,
  status: described.status ?? 200,
  ...(described.result ? { result: described.result } : {}),
  ...(described.example ? { example: described.example } : {}),
  handle: ({ db, context, ids, body }) => run(db, context, command, { ...body, ...described.fixed, ...ids }),
})

/** A read; what it does not find, or may not show, is not there. */
export const read = (
  path: string,
  calls: string,
  described: Described & { readonly query?: z.ZodObject },
  ask: (call: Call) => Promise<unknown>,
): Endpoint => ({
  method: 'GET',
  path,
  calls: `query ${calls}`,
  status: 200,
  ...described,
  handle: async (call) => {
    const found = await ask(call)
    if (found === null || found === undefined) throw new Refusal('notFound')
    return found
  },
})
