import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wayBack } from './way-back'

const site = 'https://luoshi.example'

test.each([
  ['/tasks/12?lamp=red', '/tasks/12?lamp=red'],
  ['https://luoshi.example/reviews', '/reviews'],
  [undefined, '/'],
  ['/login?callbackUrl=/', '/'],
  ['https://elsewhere.example/', '/'],
  ['//elsewhere.example', '/'],
  ['/\\elsewhere.example', '/'],
  ['/\t/elsewhere.example', '/'],
  ['/\n/elsewhere.example', '/'],
  ['/.//elsewhere.example', '/'],
  ['javascript:alert(1)', '/'],
  ['https://luoshi.example.elsewhere.example/', '/'],
])('%j leads to %s', (address, path) => {
  expect(wayBack(address, site)).toBe(path)
})

test('without a configured address only a path leads on', () => {
  expect(wayBack('/tasks', undefined)).toBe('/tasks')
  expect(wayBack('https://elsewhere.example/tasks', undefined)).toBe('/')
})

test('whatever stands in the link, a browser stays on this site', () => {
  const hostile = fc.array(fc.constantFrom('/', '\\', '\t', '\n', '.', '@', ':', '?', '#', 'a', 'https:', '%2f', ' '), {
    maxLength: 12,
  })
  fc.assert(fc.property(hostile, (parts) => new URL(wayBack(parts.join(''), site), site).origin === site))
})
