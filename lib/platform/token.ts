import { createHash, randomBytes } from 'node:crypto'

/** A bearer token; the prefix lets a secret scanner, and its owner, recognise it. */
export const newToken = (): string => `luoshi_${randomBytes(32).toString('base64url')}`

/** What is stored instead of a token: 256 random bits need no slow hash. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')
