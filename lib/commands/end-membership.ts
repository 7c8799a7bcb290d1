import { eq, sql } from 'drizzle-orm'
import { membership, unit } from '@/db/schema/organisation'
import { jurisdictionSubject } from '@/db/subjects'
import { Refusal } from '@/lib/domain/refusals'
import { endMembershipInput } from '@/lib/input/person'
import { endSessions } from './end-sessions'
import { requireAnotherAdmin, requireNoAuditorPost } from './person-rules'
import { defineCommand } from './run'

/** 结束任职: sign-ins and tokens of the membership end with it. */
export const endMembership = defineCommand({
  name: 'membership.end',
  input: endMembershipInput,
  seenBy: 'unit.view',
  lock: async (tx, { id }) => {
    const [row] = await tx
      .select({ membership, unitName: unit.name, jurisdictionId: unit.jurisdictionId })
      .from(membership)
      .innerJoin(unit, eq(unit.id, membership.unitId))
      .where(eq(membership.id, id))
      .for('update', { of: membership })
    if (!row) return null
    const subject = await jurisdictionSubject(tx, row.jurisdictionId)
    const { version } = row.membership
    return { ...row, targets: [{ type: 'membership' as const, id, subject, version }] }
  },
  action: 'person.manage',
  handle: async ({ tx, loaded, actor, today, now, record }, { reason }) => {
    const row = loaded.membership
    if (row.endedOn) throw new Refusal('wrongState', { state: '已结束', action: '结束任职' })
    requireNoAuditorPost(actor, row.role)
    if (row.role === 'admin') await requireAnotherAdmin(tx, { personId: row.personId, membershipId: row.id })
    await tx
      .update(membership)
      .set({ endedOn: today, version: row.version + 1 })
      .where(eq(membership.id, row.id))
    // Nobody is in charge any more of what is still open; the unit's head names someone else.
    await tx.execute(sql`
      update assignment set membership_id = null where membership_id = ${row.id} and task_id in (
        select t.id from task t join plan p on p.id = t.plan_id
        where p.state <> 'archived' and t.state not in ('closed', 'terminated'))`)
    await endSessions(tx, { membershipIds: [row.id] }, { now, reason: 'membershipEnded' })
    record({
      action: 'membership.end',
      subjectType: 'membership',
      subjectId: row.id,
      before: { endedOn: null },
      after: { endedOn: today, personId: row.personId, unitName: loaded.unitName, role: row.role },
      reason,
    })
  },
})
