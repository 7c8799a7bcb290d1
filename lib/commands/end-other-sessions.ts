import { endOtherSessionsInput } from '@/lib/input/token'
import { endSessions } from './end-sessions'
import { defineCommand } from './run'

/** Ends every sign-in of one's own but the one that asks: a forgotten office PC, a lost phone. */
export const endOtherSessions = defineCommand({
  name: 'session.endOthers',
  input: endOtherSessionsInput,
  seenBy: 'account.own',
  lock: async (_tx, _input, { actor }) => ({
    targets: [{ type: 'session' as const, id: actor.personId, subject: { personId: actor.personId } }],
  }),
  action: 'account.own',
  handle: async ({ tx, actor, now, sessionId, record, unchanged }) => {
    const ended = await endSessions(
      tx,
      { personIds: [actor.personId] },
      { now, reason: 'endedElsewhere', except: sessionId },
    )
    if (ended === 0) unchanged()
    else record({ action: 'session.endOthers', subjectType: 'session', subjectId: actor.personId, after: { ended } })
    return { ended }
  },
})
