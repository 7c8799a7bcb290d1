import type { Db, Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import type { AuditEvent } from '@/lib/domain/events'

export type Origin = Omit<
  typeof auditEvent.$inferInsert,
  'id' | 'action' | 'subjectType' | 'subjectId' | 'planId' | 'taskId' | 'before' | 'after' | 'reason'
>

/** Writes events under a stated origin: a command's own, or what happens without one (sign-in, lock-out). */
export const insertEvents = async (tx: Tx | Db, origin: Origin, events: readonly AuditEvent[]): Promise<void> => {
  // PostgreSQL takes 65,535 parameters a statement; an event has 19.
  for (let at = 0; at < events.length; at += 3000) {
    await tx.insert(auditEvent).values(events.slice(at, at + 3000).map((event) => ({ ...origin, ...event })))
  }
}
