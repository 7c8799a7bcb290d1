import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { env } from '@/lib/platform/env'

const secret = [
  'password',
  'newPassword',
  'currentPassword',
  'passwordHash',
  'token',
  'secret',
  'authorization',
  'cookie',
  'client_secret',
]

/** Paths which pino blanks out, at the top of a record and one or two levels down (headers of a request, body of a form). */
export const redactedPaths = secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

let once: pino.Logger | undefined

/** The log of this process: one JSON object a line on standard error, because command-line tools own standard output. */
export function log(): pino.Logger {
  once ??= pino(
    { level: env().LOG_LEVEL, base: undefined, redact: { paths: redactedPaths, censor: '[已隐去]' } },
    pino.destination({ dest: 2, sync: true }),
  )
  return once
}

/** Records an error nobody expected and returns the number under which the person on the phone can find it again. */
export function logUnexpected(error: unknown, context: Record<string, unknown> = {}): string {
  const errorId = randomBytes(5).toString('hex')
  log().error({ ...context, errorId, err: error }, 'unexpected')
  return errorId
}
