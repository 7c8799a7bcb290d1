import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { callerAddress, noteCallers, peerHeader } from './caller'

const forged = '1.2.3.4, 10.9.9.9'

test.each([
  ['no proxy: what was sent counts for nothing', '192.0.2.7', forged, undefined, '192.0.2.7'],
  ['no proxy, over an IPv6 socket', '::ffff:192.0.2.7', forged, undefined, '192.0.2.7'],
  ['one proxy: what it wrote, not what stood there before', '127.0.0.1', `${forged}, 192.0.2.7`, '1', '192.0.2.7'],
  ['two proxies', '127.0.0.1', `${forged}, 192.0.2.7, 10.0.0.2`, '2', '192.0.2.7'],
  ['zero proxies', '192.0.2.7', forged, '0', '192.0.2.7'],
  ['a proxy by address', '10.0.0.2', `${forged}, 192.0.2.7`, '10.0.0.2', '192.0.2.7'],
  ['proxies by network', '10.0.0.2', `${forged}, 192.0.2.7, 10.0.0.3`, '10.0.0.0/24, ::1', '192.0.2.7'],
  ['past the proxy', '192.0.2.8', forged, '10.0.0.0/24', '192.0.2.8'],
  ['an entry that is no address ends the way back', '127.0.0.1', 'unknown, 10.0.0.3', '127.0.0.1,10.0.0.3', '10.0.0.3'],
  ['a proxy that wrote nothing', '127.0.0.1', null, '1', '127.0.0.1'],
  ['no socket', null, forged, '1', null],
])('%s', (_, peer, forwardedFor, trusted, expected) => {
  expect(callerAddress({ peer, forwardedFor }, trusted)).toBe(expected)
})

test('the address of the socket is noted, over whatever was sent under the name', async () => {
  noteCallers()
  const server = createServer((request, response) => response.end(request.headers[peerHeader]))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  try {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
      headers: { [peerHeader]: '1.2.3.4' },
    })
    expect(await answer.text()).toBe('127.0.0.1')
  } finally {
    server.close()
  }
})
