import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkBoundaries, type Violation } from '@/lib/platform/boundaries'

test('every import of the project is one that its layer may make', async () => {
  const { modules, violations } = await checkBoundaries(process.cwd(), ['app', 'db', 'e2e', 'lib', 'proxy.ts'])
  expect(violations).toEqual([])
  expect(modules).toBeGreaterThan(100)
}, 120_000)

const island = 'app/(desk)/tasks/[id]/report-form.client.tsx'

/** One import across each fence. The second name is what is imported, as the resolver names it. */
const crossings: [from: string, to: string][] = [
  ['lib/domain/task/states.ts', 'node_modules/zod/index.js'],
  ['lib/domain/task/decide.ts', 'db/schema/task.ts'],
  ['lib/domain/calendar/date.ts', 'fs'],
  ['lib/domain/events.ts', 'lib/platform/clock.ts'],
  ['lib/input/report.ts', 'db/schema/report.ts'],
  ['lib/input/task.ts', 'lib/platform/env.ts'],
  ['lib/platform/log.ts', 'lib/domain/labels.ts'],
  ['lib/platform/uploads.ts', 'db/client.ts'],
  ['db/subjects.ts', 'lib/queries/list-tasks.ts'],
  ['db/actors.ts', 'lib/platform/file-store.ts'],
  ['lib/auth/session.ts', 'lib/queries/list-people.ts'],
  ['lib/queries/get-task.ts', 'lib/commands/issue-task.ts'],
  ['lib/queries/get-plan.ts', 'lib/platform/clock.ts'],
  ['lib/commands/submit-report.ts', 'lib/queries/get-report.ts'],
  ['lib/commands/close-task.ts', 'lib/commands/review-report.ts'],
  ['lib/documents/read/docx.ts', 'db/schema/plan.ts'],
  ['lib/jobs/sweep.ts', 'lib/auth/options.ts'],
  ['lib/scenario/sample.ts', 'app/_action.ts'],
  ['lib/cli/audit.ts', 'app/(desk)/page.tsx'],
  ['proxy.ts', 'db/schema/organisation.ts'],
  ['app/_ui/table.tsx', 'lib/queries/list-units.ts'],
  ['app/_ui/file-drop.client.tsx', 'lib/platform/file-kind.ts'],
  ['app/(desk)/tasks/actions.ts', 'lib/queries/list-plans.ts'],
  ['app/(desk)/plans/page.tsx', 'db/schema/file.ts'],
  ['app/(desk)/units/page.tsx', 'lib/jobs/escalate.ts'],
  ['app/(desk)/reviews/page.tsx', 'app/(desk)/overview/chart.client.tsx'],
  ['app/(desk)/notices/answer.client.tsx', 'app/(desk)/inspections/actions.ts'],
  [island, 'lib/commands/save-report.ts'],
  [island, 'db/client.ts'],
  [island, 'lib/platform/sniff.ts'],
  ['lib/queries/list-files.ts', 'db/testing.ts'],
]

/** And one import which each layer may make, so that the fences are not simply closed. */
const gates: [from: string, to: string][] = [
  ['lib/domain/plan/states.ts', 'lib/domain/lifecycle.ts'],
  ['lib/input/plan.ts', 'node_modules/zod/index.js'],
  ['lib/platform/files.ts', 'fs'],
  ['db/calendar.ts', 'lib/domain/calendar/workdays.ts'],
  ['lib/queries/get-unit.ts', 'db/schema/unit.ts'],
  ['lib/commands/claim-task.ts', 'lib/commands/run.ts'],
  ['lib/commands/return-task.ts', 'lib/commands/settle-task.ts'],
  ['app/_action.ts', 'lib/commands/run.ts'],
  ['app/(desk)/admin/actions.ts', 'lib/commands/add-unit.ts'],
  ['app/(desk)/admin/page.tsx', 'app/(desk)/admin/unit-form.client.tsx'],
  ['app/(desk)/help/page.tsx', 'app/_ui/lamp.tsx'],
  ['app/(desk)/help/[topic]/page.tsx', 'app/(desk)/help/content.ts'],
  ['app/api/v1/tasks/route.ts', 'lib/queries/list-open-tasks.ts'],
]

const folder = mkdtempSync(join(tmpdir(), 'luoshi-boundaries-'))
let found: Violation[]

beforeAll(async () => {
  const imports = new Map<string, string[]>()
  const add = (from: string, ...lines: string[]) => imports.set(from, [...(imports.get(from) ?? []), ...lines])
  for (const [from, to] of [...crossings, ...gates]) {
    // A type is a dependency too: half of the crossings import nothing else.
    const kind = crossings.findIndex((pair) => pair[0] === from) % 2 ? 'import type' : 'import'
    if (to === 'fs') add(from, `${kind} { readFileSync } from 'node:fs'`)
    else if (to.startsWith('node_modules')) add(from, `${kind} { z } from 'zod'`)
    else add(from, `${kind} { it } from '@/${to.replace(/\.tsx?$/, '')}'`)
    if (/\.tsx?$/.test(to)) add(to, `export type it = 1`, `export const it = 1`)
  }
  add('lib/commands/review-report.ts', 'export const reviewReport = defineCommand({})')
  add('lib/domain/task/chicken.ts', `import { egg } from './egg'`, 'export const chicken = egg')
  add('lib/domain/task/egg.ts', `import type { chicken } from './chicken'`, 'export const egg: typeof chicken = 1')
  add('lib/domain/task/hermit.ts', 'export const hermit = 1')
  add('lib/domain/task/lost.ts', `import { nothing } from './nowhere'`, 'export const lost = nothing')
  add(island, 'export const Form = () => <p>JSX</p>')
  add('node_modules/zod/index.js', 'export const z = 1')
  add('node_modules/zod/package.json', '{ "name": "zod", "version": "1.0.0", "main": "index.js", "type": "module" }')
  add('package.json', '{ "type": "module", "dependencies": { "zod": "1.0.0" } }')
  for (const [name, lines] of imports) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), `${[...new Set(lines)].join('\n')}\n`)
  }
  found = (await checkBoundaries(folder, ['app', 'db', 'lib', 'proxy.ts'])).violations
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a fence', () => {
  test.each(crossings)('keeps %s from importing %s', (from, to) => {
    expect(found.filter((violation) => violation.from === from).map((violation) => violation.to)).toContain(to)
  })

  test.each(gates)('lets %s import %s', (from, to) => {
    expect(found.filter((violation) => violation.from === from && violation.to === to)).toEqual([])
  })

  test.each([
    ['no-circular', 'lib/domain/task/chicken.ts'],
    ['no-orphans', 'lib/domain/task/hermit.ts'],
    ['not-to-unresolvable', 'lib/domain/task/lost.ts'],
    ['never-another-command', 'lib/commands/close-task.ts'],
    ['not-next-door', 'app/(desk)/reviews/page.tsx'],
    ['no-test-tools-in-the-product', 'lib/queries/list-files.ts'],
  ])('%s holds for %s', (rule, from) => {
    expect(found).toContainEqual(expect.objectContaining({ rule, from }))
  })
})
