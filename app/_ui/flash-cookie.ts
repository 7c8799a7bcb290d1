/**
 * A server action that redirects or refreshes leaves its message here (`cookies().set(flashCookie, text, flashCookieOptions)`);
 * the shell shows it once. Readable by scripts because the island clears it; it holds the sentence and nothing else.
 */
export const flashCookie = 'luoshi-flash'

export const flashCookieOptions = { path: '/', maxAge: 20, sameSite: 'lax', httpOnly: false } as const
