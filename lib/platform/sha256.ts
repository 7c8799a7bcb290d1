import { createHash } from 'node:crypto'

/** Of the UTF-8 text, as 64 lower-case hexadecimal digits. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
