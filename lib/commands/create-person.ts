import { membership, person } from '@/db/schema/organisation'
import { readUnit } from '@/db/subjects'
import { createPersonInput } from '@/lib/input/person'
import { hashPassword, initialPassword } from '@/lib/platform/password'
import { requireFreeUserName, requireNoAuditorPost, requirePost } from './person-rules'
import { defineCommand } from './run'
import { unitTarget } from './targets'

/** An account with its first membership. The initial password is given back once and stored only as a hash. */
export const createPerson = defineCommand({
  name: 'person.create',
  input: createPersonInput,
  seenBy: 'unit.view',
  lock: async (tx, { unitId }) => {
    const found = await readUnit(tx, unitId)
    return found && { ...found, targets: [unitTarget(found)] }
  },
  action: 'person.manage',
  handle: async ({ tx, actor, today, record }, { unitId, role, title, ...values }) => {
    requireNoAuditorPost(actor, role)
    const post = await requirePost(tx, { unitId, role })
    await requireFreeUserName(tx, values.userName, null)
    const password = initialPassword()
    const [row] = await tx
      .insert(person)
      .values({ ...values, passwordHash: await hashPassword(password), mustChangePassword: true })
      .returning({ id: person.id })
    if (!row) throw new Error('the person was not inserted')
    const [held] = await tx
      .insert(membership)
      .values({ personId: row.id, unitId, role, title, startedOn: today })
      .returning({ id: membership.id })
    if (!held) throw new Error('the membership was not inserted')
    record({ action: 'person.create', subjectType: 'person', subjectId: row.id, after: values })
    record({
      action: 'membership.add',
      subjectType: 'membership',
      subjectId: held.id,
      after: { personId: row.id, personName: values.name, unitId, unitName: post.name, role, title },
    })
    return { id: row.id, userName: values.userName, initialPassword: password }
  },
})
