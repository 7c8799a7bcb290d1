import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { settings } from './env'

const readme = readFileSync(join(process.cwd(), 'README.md'), 'utf8')

test('the README lists every setting with its default and meaning, and no other', () => {
  const rows = settings.map((setting) => `| \`${setting.name}\` | ${setting.default || '—'} | ${setting.about} |`)
  const table = ['| 名称 | 默认 | 含义 |', '| --- | --- | --- |', ...rows].join('\n')
  const [, listed] = /<!-- settings -->\n([\s\S]*?)\n?<!-- \/settings -->/.exec(readme) ?? []
  expect(listed?.trim()).toBe(table)
})

test('every npm script and file that the README names exists', () => {
  const scripts = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8')).scripts as Record<
    string,
    string
  >
  for (const [, script] of readme.matchAll(/npm run ([a-z:]+)/g)) expect(Object.keys(scripts)).toContain(script)
  for (const [, file] of readme.matchAll(/(db\/samples\/[\w.-]+)/g))
    expect(readFileSync(join(process.cwd(), file as string)).length).toBeGreaterThan(0)
})
