import type { Tx } from '@/db/client'
import { createToken } from '@/lib/commands/create-token'
import { type Context, run } from '@/lib/commands/run'

/** A token of the API that speaks for this person's membership. */
export const giveToken = async (tx: Tx, context: Context): Promise<{ readonly id: number; readonly token: string }> =>
  run(tx, context, createToken, { name: '测试令牌', expiresOn: `${Number(context.today.slice(0, 4)) + 1}-12-31` })
