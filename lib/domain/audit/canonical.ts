/** An event as it is stored, every column as text, in the order of the seal. Changing this order would break every seal made. */
export type StoredEvent = {
  readonly id: string
  readonly at: string
  readonly personId: string | null
  readonly personName: string
  readonly membershipId: string | null
  readonly unitId: string | null
  readonly unitName: string | null
  readonly role: string | null
  readonly jurisdictionPath: string
  readonly action: string
  readonly subjectType: string
  readonly subjectId: string
  readonly planId: string | null
  readonly taskId: string | null
  readonly before: string | null
  readonly after: string | null
  readonly reason: string | null
  readonly requestId: string
  readonly via: string
  readonly ip: string | null
}

/** The one text that an event's hash is made of; two different events never give the same. */
export const canonicalEvent = (event: StoredEvent): string =>
  JSON.stringify([
    event.id,
    event.at,
    event.personId,
    event.personName,
    event.membershipId,
    event.unitId,
    event.unitName,
    event.role,
    event.jurisdictionPath,
    event.action,
    event.subjectType,
    event.subjectId,
    event.planId,
    event.taskId,
    event.before,
    event.after,
    event.reason,
    event.requestId,
    event.via,
    event.ip,
  ])

/** What a seal adds to the chain after its last event. */
export const canonicalSeal = (seal: {
  readonly id: number
  readonly at: string
  readonly eventCount: number
}): string => JSON.stringify(['seal', seal.id, seal.at, seal.eventCount])

/** The hash before the first seal. */
export const GENESIS = '0'.repeat(64)
