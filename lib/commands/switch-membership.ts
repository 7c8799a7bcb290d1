import { and, eq, isNull } from 'drizzle-orm'
import { membership, session } from '@/db/schema/organisation'
import { Refusal } from '@/lib/domain/refusals'
import { switchMembershipInput } from '@/lib/input/account'
import { defineCommand } from './run'

/** 切换身份: from here on this sign-in acts in another of the person's memberships. */
export const switchMembership = defineCommand({
  name: 'session.switch',
  input: switchMembershipInput,
  seenBy: 'account.own',
  action: 'account.own',
  lock: async (tx, input) => {
    const [row] = await tx
      .select()
      .from(membership)
      .where(and(eq(membership.id, input.membershipId), isNull(membership.endedOn)))
      .for('update')
    if (!row) return null
    return {
      membership: row,
      targets: [{ type: 'membership' as const, id: row.id, subject: { personId: row.personId } }],
    }
  },
  handle: async ({ tx, loaded, actor, sessionId, record }) => {
    if (!sessionId) throw new Refusal('notSignedIn')
    await tx
      .update(session)
      .set({ membershipId: loaded.membership.id })
      .where(and(eq(session.id, sessionId), eq(session.personId, actor.personId), isNull(session.endedAt)))
    record({
      action: 'session.switch',
      subjectType: 'session',
      subjectId: actor.personId,
      before: { membershipId: actor.membershipId },
      after: { membershipId: loaded.membership.id },
    })
    return { membershipId: loaded.membership.id }
  },
})
