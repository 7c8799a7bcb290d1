import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

// RFC 9106 §4, second recommended option scaled to what OWASP asks at least: 19 MiB, two passes.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** argon2id, which is this library's default, in PHC form with its own salt. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost)

let decoy: Promise<string> | undefined

/** Takes as long for a person without a password, or none at all, as for a wrong one. */
export const passwordFits = async (stored: string | null, password: string): Promise<boolean> => {
  decoy ??= hashPassword('no one has this password')
  const fits = await verify(stored ?? (await decoy), password)
  return stored !== null && fits
}

// Without 0/O, 1/l/I: an initial password is read aloud or copied from paper.
const letters = 'abcdefghjkmnpqrstuvwxyz'
const digits = '23456789'

const pick = (from: string, count: number): string =>
  Array.from({ length: count }, () => from[randomInt(from.length)]).join('')

/** An initial password such as `hqkt-7394-wmxd`: strong enough until the first sign-in, which replaces it. */
export const initialPassword = (): string => `${pick(letters, 4)}-${pick(digits, 4)}-${pick(letters, 4)}`
