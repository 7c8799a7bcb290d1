import { expect, test } from 'vitest'
import { isForeignWrite } from './same-site'

const own = 'https://luoshi.example.gov.cn'
const isForeign = (method: string, headers: Record<string, string>) =>
  isForeignWrite({ method, headers: new Headers({ host: '10.0.0.5:3000', ...headers }) }, own)

test.each([
  ['reading, from anywhere', 'GET', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, false],
  ['a form of ours', 'POST', { origin: own, 'sec-fetch-site': 'same-origin' }, false],
  ['behind a proxy that renames the host', 'POST', { origin: own }, false],
  ['at the address of the server itself', 'POST', { origin: 'http://10.0.0.5:3000' }, false],
  ['typed by the person', 'POST', { 'sec-fetch-site': 'none' }, false],
  ['no browser', 'POST', {}, false],
  ['another site', 'POST', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, true],
  [
    'a neighbour below the same domain',
    'POST',
    { origin: 'https://a.example.gov.cn', 'sec-fetch-site': 'same-site' },
    true,
  ],
  ['another site over http', 'POST', { origin: 'http://evil.example' }, true],
  ['another port', 'PATCH', { origin: 'http://10.0.0.5:8080' }, true],
  ['a page without an origin', 'DELETE', { origin: 'null' }, true],
])('%s: %s with %o is foreign: %s', (_, method, headers, expected) => {
  expect(isForeign(method, headers)).toBe(expected)
})
