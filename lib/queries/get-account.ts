import { sql } from 'drizzle-orm'
import type { Role } from '@/lib/domain/permission/table'
import type { QueryContext } from './context'

export type Account = {
  readonly person: {
    readonly userName: string
    readonly name: string
    readonly phone: string | null
    readonly email: string | null
    readonly hasPassword: boolean
  }
  readonly tokens: readonly {
    readonly id: number
    readonly name: string
    readonly prefix: string
    readonly unitName: string
    readonly role: Role
    readonly expiresOn: string | null
    readonly lastUsedAt: string | null
    readonly state: 'valid' | 'revoked' | 'expired'
  }[]
  readonly sessions: readonly {
    readonly isThis: boolean
    readonly createdAt: string
    readonly lastSeenAt: string
    readonly ip: string | null
    readonly userAgent: string | null
  }[]
}

/** One's own account: what the settings page shows. `sessionId` marks the sign-in that asks. */
export const getAccount = async ({ db, actor, today }: QueryContext, sessionId: string): Promise<Account> => {
  const [people, tokens, sessions] = await Promise.all([
    db.execute<Account['person']>(sql`
      select user_name as "userName", name, phone, email, password_hash is not null as "hasPassword"
      from person where id = ${actor.personId}`),
    db.execute<Account['tokens'][number]>(sql`
      select k.id::float8 as id, k.name, k.prefix, u.name as "unitName", m.role, k.expires_on as "expiresOn",
        k.last_used_at::text as "lastUsedAt",
        case when k.revoked_at is not null then 'revoked'
          when k.expires_on < ${today} or m.ended_on is not null then 'expired' else 'valid' end as state
      from api_token k join membership m on m.id = k.membership_id join unit u on u.id = m.unit_id
      where m.person_id = ${actor.personId} order by k.id desc limit 50`),
    db.execute<Account['sessions'][number]>(sql`
      select id = ${sessionId} as "isThis", created_at::text as "createdAt", last_seen_at::text as "lastSeenAt", ip,
        user_agent as "userAgent"
      from session where person_id = ${actor.personId} and ended_at is null order by last_seen_at desc limit 50`),
  ])
  const [person] = people
  if (!person) throw new Error('the account of a signed-in person is gone')
  return { person, tokens, sessions }
}
