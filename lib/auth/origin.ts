import { headers } from 'next/headers'

export type RequestOrigin = { readonly ip: string | null; readonly userAgent: string | null }

/** Where a request came from. The last address is the one that the nearest proxy, or this server, saw itself. */
export const requestOrigin = async (): Promise<RequestOrigin> => {
  const sent = await headers()
  const ip = sent.get('x-forwarded-for')?.split(',').at(-1)?.trim() || null
  return { ip: ip?.slice(0, 64) ?? null, userAgent: sent.get('user-agent')?.slice(0, 300) ?? null }
}
