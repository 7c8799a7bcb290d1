import { Refusal } from '@/lib/domain/refusals'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

const hostOf = (address: string): string | null => {
  try {
    return new URL(address).host
  } catch {
    return null
  }
}

/**
 * Whether a page of another site makes the browser send this: the cookie comes along where sites share a domain (`lax` is about
 * sites, not about origins), and names of a government lie below one. The browser says from where: in Sec-Fetch-Site over https,
 * in Origin always. A program that is no browser sends neither, and no cookie that anybody slipped it.
 */
export const isForeignWrite = (
  { method, headers }: { readonly method: string; readonly headers: Headers },
  ownAddress: string | undefined,
): boolean => {
  if (reading.has(method)) return false
  const site = headers.get('sec-fetch-site')
  if (site) return site !== 'same-origin' && site !== 'none'
  const origin = headers.get('origin')
  if (!origin) return false
  const host = hostOf(origin)
  return host === null || (host !== headers.get('host') && host !== hostOf(ownAddress ?? ''))
}

/** The answer to such a request; null where it may go on. */
export const refuseForeignWrite = (request: {
  readonly method: string
  readonly headers: Headers
}): Response | null => {
  if (!isForeignWrite(request, process.env.NEXTAUTH_URL)) return null
  const { message, status } = new Refusal('foreignRequest')
  return new Response(message, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
