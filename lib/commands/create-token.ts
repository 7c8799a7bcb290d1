import { and, count, eq, gte, isNull } from 'drizzle-orm'
import { apiToken, membership } from '@/db/schema/organisation'
import { calendarDate } from '@/lib/domain/calendar/date'
import { Refusal } from '@/lib/domain/refusals'
import { createTokenInput } from '@/lib/input/token'
import { newToken, tokenHash } from '@/lib/platform/token'
import { defineCommand } from './run'

const MOST = 10
const PREFIX_LENGTH = 12

/** A token for the API that acts as the membership in which it was made. Given back once, stored only as a hash. */
export const createToken = defineCommand({
  name: 'token.create',
  input: createTokenInput,
  seenBy: 'account.own',
  lock: async (tx, _input, { actor }) => {
    const [row] = await tx.select().from(membership).where(eq(membership.id, actor.membershipId)).for('update')
    return row ? { targets: [{ type: 'membership' as const, id: row.id, subject: { personId: row.personId } }] } : null
  },
  action: 'account.own',
  handle: async ({ tx, actor, today, record }, { name, expiresOn }) => {
    const until = calendarDate(expiresOn)
    const furthest = calendarDate(`${Number(today.slice(0, 4)) + 2}-12-31`)
    if (until <= today || until > furthest) {
      throw new Refusal('invalidInput', { count: 1 }, { expiresOn: `请选择今天以后、${furthest} 以前的日期` })
    }
    const [valid] = await tx
      .select({ count: count() })
      .from(apiToken)
      .innerJoin(membership, eq(membership.id, apiToken.membershipId))
      .where(and(eq(membership.personId, actor.personId), isNull(apiToken.revokedAt), gte(apiToken.expiresOn, today)))
    if ((valid?.count ?? 0) >= MOST) throw new Refusal('tokenLimit')
    const token = newToken()
    const prefix = token.slice(0, PREFIX_LENGTH)
    const [row] = await tx
      .insert(apiToken)
      .values({ membershipId: actor.membershipId, name, tokenHash: tokenHash(token), prefix, expiresOn: until })
      .returning({ id: apiToken.id })
    if (!row) throw new Error('the token was not inserted')
    record({
      action: 'token.create',
      subjectType: 'token',
      subjectId: row.id,
      after: { name, prefix, expiresOn: until },
    })
    return { id: row.id, token }
  },
})
