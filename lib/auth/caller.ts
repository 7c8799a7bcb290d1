import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** Set by this server alone, whatever was sent under the name. */
export const peerHeader = 'x-luoshi-peer'

const noted = globalThis as typeof globalThis & { luoshiCallers?: true }

/**
 * Notes on every request from whose socket it came. The framework hands on `x-forwarded-for` as the caller wrote it and says
 * nothing of the socket, so that without this anybody could name any address.
 */
export const noteCallers = (): void => {
  if (noted.luoshiCallers) return
  noted.luoshiCallers = true
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    request.headers[peerHeader] = request.socket.remoteAddress ?? ''
  })
}

/** An IPv4 address as it came over a socket for both versions, `::ffff:10.0.0.1`, is the IPv4 address. */
const plain = (address: string): string => {
  const text = address.trim()
  const inner = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(text)?.[1]
  return inner ?? text
}

const familyOf = (address: string): 'ipv4' | 'ipv6' | null => {
  const version = isIP(address)
  return version === 0 ? null : version === 4 ? 'ipv4' : 'ipv6'
}

const listOf = (addresses: readonly string[]): BlockList => {
  const list = new BlockList()
  for (const entry of addresses) {
    const [address = '', bits] = entry.split('/')
    const family = familyOf(address)
    if (!family) continue
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}

type Request = { readonly peer: string | null; readonly forwardedFor: string | null }

/**
 * The address of whoever asks. Without proxies that we trust it is the socket's; `x-forwarded-for` is read from its end, as far
 * as each entry was written by a proxy of ours: so many of them, or those at the addresses given.
 */
export const callerAddress = ({ peer, forwardedFor }: Request, trusted: string | undefined): string | null => {
  const socket = peer ? plain(peer) : ''
  if (!familyOf(socket)) return null
  if (!trusted) return socket
  const chain = [...(forwardedFor?.split(',').map(plain) ?? []), socket]
  const entries = trusted.split(',').map((entry) => entry.trim())
  const hops = /^\d+$/.test(trusted.trim()) ? Number(trusted) : null
  const list = hops === null ? listOf(entries) : null
  let found = socket
  for (let step = 0, at = chain.length - 1; at >= 0; step += 1, at -= 1) {
    const address = chain[at] ?? ''
    const family = familyOf(address)
    // What is no address was written by nobody whom we trust.
    if (!family) return found
    found = address
    const isOurs = list ? list.check(address, family) : step < (hops ?? 0)
    if (!isOurs) return found
  }
  return found
}
