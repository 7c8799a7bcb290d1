/** What a record is about; the audit trail, the history page and the seal all speak of these. */
export const subjectTypes = [
  'plan',
  'task',
  'milestone',
  'report',
  'changeRequest',
  'unit',
  'person',
  'membership',
  'calendar',
  'token',
  'session',
  'jurisdiction',
  'consultation',
  'inspection',
  'checklist',
  'visit',
  'finding',
  'conclusion',
  'rectification',
  'consequence',
  'referral',
] as const
export type SubjectType = (typeof subjectTypes)[number]

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }
export type JsonObject = { readonly [key: string]: Json | undefined }

/**
 * One thing that was done, as a command hands it to the record (DESIGN §5). `before` and `after` hold only the fields that
 * changed, by column name in camel case, dates as YYYY-MM-DD. Never a password, a token or a file's content.
 */
export type AuditEvent = {
  readonly action: string
  readonly subjectType: SubjectType
  readonly subjectId: number
  readonly planId?: number | null
  readonly taskId?: number | null
  readonly before?: JsonObject | null
  readonly after?: JsonObject | null
  readonly reason?: string | null
}

/** Only the fields that differ, in both directions; null where nothing differs. */
export const changedFields = (
  before: JsonObject,
  after: JsonObject,
): { readonly before: JsonObject; readonly after: JsonObject } | null => {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null),
  )
  if (keys.length === 0) return null
  const pick = (from: JsonObject): JsonObject => Object.fromEntries(keys.map((key) => [key, from[key] ?? null]))
  return { before: pick(before), after: pick(after) }
}
