import { and, eq, isNull } from 'drizzle-orm'
import { membership } from '@/db/schema/organisation'
import { readUnit } from '@/db/subjects'
import { roleLabels } from '@/lib/domain/labels'
import { Refusal } from '@/lib/domain/refusals'
import { addMembershipInput } from '@/lib/input/person'
import { lockPerson, requireDutiesApart, requireNoAuditorPost, requireNotAuditor, requirePost } from './person-rules'
import { defineCommand } from './run'
import { unitTarget } from './targets'

/** 新增任职, for anyone but oneself: who hands out rights does not hand them to himself. */
export const addMembership = defineCommand({
  name: 'membership.add',
  input: addMembershipInput,
  seenBy: 'unit.view',
  lock: async (tx, { personId, unitId }) => {
    const holder = await lockPerson(tx, personId)
    const post = await readUnit(tx, unitId)
    return holder && post && { person: holder.person, targets: [...holder.targets, unitTarget(post)] }
  },
  action: 'person.manage',
  handle: async ({ tx, loaded, actor, today, record }, { personId, unitId, role, title }) => {
    if (personId === actor.personId) throw new Refusal('notYourself')
    const post = await requirePost(tx, { unitId, role })
    await requireDutiesApart(tx, personId, role)
    requireNoAuditorPost(actor, role)
    await requireNotAuditor(tx, actor, personId)
    const [same] = await tx
      .select({ id: membership.id })
      .from(membership)
      .where(
        and(
          eq(membership.personId, personId),
          eq(membership.unitId, unitId),
          eq(membership.role, role),
          isNull(membership.endedOn),
        ),
      )
    if (same) throw new Refusal('duplicate', { what: `${post.name}${roleLabels[role]}` })
    const [row] = await tx
      .insert(membership)
      .values({ personId, unitId, role, title, startedOn: today })
      .returning({ id: membership.id })
    if (!row) throw new Error('the membership was not inserted')
    record({
      action: 'membership.add',
      subjectType: 'membership',
      subjectId: row.id,
      after: { personId, personName: loaded.person.name, unitId, unitName: post.name, role, title },
    })
    return { id: row.id }
  },
})
