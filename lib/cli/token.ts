import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { readActor } from '@/db/actors'
import { type Db, getDb } from '@/db/client'
import { apiToken, membership, person, unit } from '@/db/schema/organisation'
import { createToken } from '@/lib/commands/create-token'
import { revokeToken } from '@/lib/commands/revoke-token'
import { run } from '@/lib/commands/run'
import type { Context } from '@/lib/domain/context'
import { operatorContext, parseArgs, reported, UsageError } from './operator'

const usage = `用法：
  token create --user 用户名 --name 用途 --until 有效期至（YYYY-MM-DD） [--unit 单位全称]
  token list --user 用户名
  token revoke --user 用户名 --id 编号`

/** Tokens are made in the person's own name: they act as that post and count against its limit. */
const contextOf = async (db: Db, userName: string | undefined, unitName: string | undefined): Promise<Context> => {
  if (!userName) throw new UsageError('缺少 --user')
  const [held] = await db
    .select({ id: membership.id })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .innerJoin(unit, eq(unit.id, membership.unitId))
    .where(
      and(
        eq(sql`lower(${person.userName})`, userName.toLowerCase()),
        isNull(membership.endedOn),
        unitName ? eq(unit.name, unitName) : undefined,
      ),
    )
    .orderBy(asc(membership.id))
  const actor = held ? await readActor(db, held.id) : null
  if (!actor) throw new UsageError(`“${userName}”没有有效的任职${unitName ? `（${unitName}）` : ''}`)
  return { ...operatorContext(), actor }
}

const list = async (db: Db, { actor }: Context): Promise<void> => {
  const rows = await db
    .select({ token: apiToken, unitName: unit.name })
    .from(apiToken)
    .innerJoin(membership, eq(membership.id, apiToken.membershipId))
    .innerJoin(unit, eq(unit.id, membership.unitId))
    .where(eq(membership.personId, actor.personId))
    .orderBy(asc(apiToken.id))
  const lines = rows.map(({ token, unitName }) =>
    [token.id, `${token.prefix}…`, token.name, unitName, `至 ${token.expiresOn}`, token.revokedAt ? '已停用' : ''].join(
      '　',
    ),
  )
  console.log(lines.join('\n') || '没有令牌')
}

/** luoshi token: makes, lists and revokes tokens of the API for a person. */
export const tokenCommand = (args: string[]): Promise<number> =>
  reported(usage, async () => {
    const [verb, ...words] = args
    const { options, rest } = parseArgs(words, ['user', 'name', 'until', 'unit', 'id'])
    if (rest.length > 0) throw new UsageError(`多余的参数：${rest.join(' ')}`)
    if (verb !== 'create' && verb !== 'list' && verb !== 'revoke') {
      throw new UsageError(verb ? `没有“token ${verb}”` : '请写明要做什么')
    }
    const db = getDb()
    const context = await contextOf(db, options.user, options.unit)
    if (verb === 'list') return list(db, context)
    if (verb === 'revoke') {
      await run(db, context, revokeToken, { id: options.id })
      return console.log('令牌已停用')
    }
    const made = await run(db, context, createToken, { name: options.name, expiresOn: options.until })
    console.log(made.token)
  })
