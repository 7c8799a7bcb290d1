import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rollback, useTestDb } from '@/db/testing'
import { type AnyCommand, run } from '@/lib/commands/run'
import { Refusal } from '@/lib/domain/refusals'
import { allCommands } from './all-commands'
import { type PermissionCase, permissionCases } from './permission-cases'
import { type CastName, castNames } from './permission-cast'
import { goldenCells } from './permission-golden'
import { type PermissionStage, permissionStage } from './permission-stage'

const folder = mkdtempSync(join(tmpdir(), 'luoshi-matrix-'))
process.env.LUOSHI_DATA_DIR = folder
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const db = useTestDb()
let stage: PermissionStage
beforeAll(async () => {
  stage = await permissionStage(db())
})

const nameOf = ({ command, on }: PermissionCase): string => `${command} ${on}`

/** One person's attempt, taken back at once: nobody finds what another one did. */
const attempt = (entry: PermissionCase, who: CastName): Promise<string> =>
  rollback(db(), async (tx) => {
    try {
      await run(tx, stage.cast[who], allCommands[entry.command] as AnyCommand, entry.input(stage))
      return '+'
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.code === 'notFound') return '4'
      return error.code === 'wrongRole' || error.code === 'ownWork' ? '3' : '!'
    }
  })

test('every command of the folder is in the register, and every one of the register in the matrix', () => {
  const commands = readdirSync('lib/commands')
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'run.ts')
    .flatMap((name) =>
      [...readFileSync(join('lib/commands', name), 'utf8').matchAll(/export const (\w+) = defineCommand\(/g)].map(
        (found) => found[1],
      ),
    )
  expect(Object.keys(allCommands).toSorted()).toEqual(commands.toSorted())
  expect([...new Set(permissionCases.map((entry) => entry.command))].toSorted()).toEqual(commands.toSorted())
  expect([...goldenCells.keys()]).toEqual(permissionCases.map(nameOf))
  const names = Object.values(allCommands).map((command) => command.name)
  expect(new Set(names).size).toBe(names.length)
})

test.each(permissionCases.map((entry) => [nameOf(entry), entry] as const))('%s', async (name, entry) => {
  const found = Object.fromEntries(
    await Promise.all(castNames.map(async (who) => [who, await attempt(entry, who)] as const)),
  )
  const wanted = Object.fromEntries(castNames.map((who, at) => [who, goldenCells.get(name)?.[at]]))
  expect(found).toEqual(wanted)
})
