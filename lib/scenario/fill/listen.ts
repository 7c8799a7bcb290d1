import { drizzle } from 'drizzle-orm/postgres-js'
import type { Sql } from 'postgres'
import { type Db, schema } from '@/db/client'

export type Statement = { readonly text: string; readonly params: readonly unknown[] }

/** The same connections, with every statement written down: how many a page needs, and what the database does for each. */
export const listening = (db: Db): { db: Db; heard: Statement[] } => {
  const heard: Statement[] = []
  const client = (db as Db & { $client: Sql }).$client
  return {
    db: drizzle(client, { schema, logger: { logQuery: (text, params) => heard.push({ text, params: [...params] }) } }),
    heard,
  }
}

export type PlanNode = {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Actual Rows'?: number
  readonly Plans?: readonly PlanNode[]
}
export type Explained = { readonly plan: PlanNode; readonly milliseconds: number }

/** Runs the statement under EXPLAIN ANALYZE: its plan, and what planning and running took inside the server. */
export const explain = async (client: Pick<Sql, 'unsafe'>, { text, params }: Statement): Promise<Explained> => {
  const [row] = await client.unsafe(`explain (analyze, timing off, format json) ${text}`, params as never[])
  const results = row?.['QUERY PLAN'] as
    | { Plan: PlanNode; 'Planning Time': number; 'Execution Time': number }[]
    | undefined
  const result = results?.[0]
  if (!result) throw new Error('EXPLAIN always answers')
  return { plan: result.Plan, milliseconds: result['Planning Time'] + result['Execution Time'] }
}
