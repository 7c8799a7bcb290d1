import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import swc from '@swc/core'
import { cruise, type ICruiseResult, type IDependency } from 'dependency-cruiser'

// The cruiser reads every file as TypeScript without JSX; islands and pages are JSX.
const parseFileSync = swc.parseFileSync
swc.parseFileSync = ((file: string, options: swc.ParseOptions) =>
  parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') } as swc.ParseOptions)) as typeof swc.parseFileSync

export type Violation = { rule: string; from: string; to: string }

/**
 * Checks a tree against `.dependency-cruiser.cjs` and the two rules which its patterns cannot say.
 * `modules` is how many it saw: with no compiler at hand the cruiser sees none and finds nothing wrong.
 */
export async function checkBoundaries(
  root: string,
  folders: string[],
): Promise<{ modules: number; violations: Violation[] }> {
  const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs')
  const { options, ...ruleSet } = config
  const resolving = { ...options.enhancedResolveOptions, alias: { '@': root } }
  const { output } = await cruise(folders, { ...options, ruleSet, validate: true, baseDir: root }, resolving)
  const { modules, summary } = output as ICruiseResult
  const violations = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }))
  for (const { source, dependencies } of modules.filter((module) => !/\.test\.tsx?$/.test(module.source))) {
    for (const { resolved } of dependencies) {
      if (isFolderNextDoor(source, resolved)) violations.push({ rule: 'not-next-door', from: source, to: resolved })
      if (isAnotherCommand(root, source, resolved))
        violations.push({ rule: 'never-another-command', from: source, to: resolved })
    }
  }
  return { modules: modules.filter(isOurs).length, violations }
}

const isOurs = ({ source, dependencies }: { source: string; dependencies: IDependency[] }) =>
  !source.includes('node_modules') && dependencies.length > 0

/**
 * What lies in a folder of app/ is for that folder, those below and those above; what all may use is in _ui. A folder with an
 * underscore (_parts, _report) is no route: it belongs to the folder that holds it.
 */
function isFolderNextDoor(from: string, to: string): boolean {
  if (![from, to].every((path) => path.startsWith('app/')) || to.startsWith('app/_ui/') || dirname(to) === 'app')
    return false
  const [own, other] = [from, to].map((path) => `${dirname(path).replace(/\/_[^/]+$/, '')}/`) as [string, string]
  return !own.startsWith(other) && !other.startsWith(own)
}

/** A command that runs another would open its transaction and write its record inside its own. */
function isAnotherCommand(root: string, from: string, to: string): boolean {
  if (![from, to].every((path) => path.startsWith('lib/commands/')) || to === 'lib/commands/run.ts') return false
  return /\bdefineCommand\(/.test(readFileSync(join(root, to), 'utf8'))
}
