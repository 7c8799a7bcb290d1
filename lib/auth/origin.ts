import { headers } from 'next/headers'
import { env } from '@/lib/platform/env'
import { callerAddress, peerHeader } from './caller'

export type RequestOrigin = { readonly ip: string | null; readonly userAgent: string | null }

/** Where a request came from. */
export const requestOrigin = async (): Promise<RequestOrigin> => {
  const sent = await headers()
  const ip = callerAddress(
    { peer: sent.get(peerHeader), forwardedFor: sent.get('x-forwarded-for') },
    env().LUOSHI_TRUSTED_PROXIES,
  )
  return { ip, userAgent: sent.get('user-agent')?.slice(0, 300) ?? null }
}
