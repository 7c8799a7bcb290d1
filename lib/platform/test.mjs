// npm test: everything that has to hold, from types to the browser. Ends with one line: N passed, N failed.
// `npm test -- --only unit,db` runs some of it.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build, install, isBuilt, isInstalled, nextProgram, requireNode, root, run, tail } from './project.mjs'
import { StartProblem } from './start-problem.mjs'

/** @typedef {{ passed: number, failed: number, skipped?: number, output?: string }} Outcome */

const reports = mkdtempSync(join(tmpdir(), 'luoshi-reports-'))
const tool = (/** @type {string} */ path) => join(root, 'node_modules', path)
const playwrightConfig = join(root, 'e2e', 'playwright.config.ts')

/** A static check counts as one. @param {string[][]} lines @returns {Promise<Outcome>} */
async function check(...lines) {
  for (const line of lines) {
    const { code, output } = await run(line)
    if (code !== 0) return { passed: 0, failed: 1, output }
  }
  return { passed: 1, failed: 0 }
}

/** @param {string} project @returns {Promise<Outcome>} */
async function vitest(project) {
  const file = join(reports, `${project}.json`)
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
  const { code, output } = await run([tool('vitest/vitest.mjs'), 'run', '--project', project, ...reporters])
  const report = readJson(file)
  const passed = report?.numPassedTests ?? 0
  // A file that cannot be loaded has no tests which could fail, and no test at all is a failure too.
  const failed = report?.numFailedTests || (code !== 0 || passed === 0 ? 1 : 0)
  return { passed, failed, skipped: report?.numPendingTests, output: failed ? output : undefined }
}

/** @returns {Promise<Outcome>} */
async function browser() {
  // The browser runs on what was built; alone (--only browser) it builds first.
  const built = await production()
  if (built.failed > 0)
    return { ...built, output: chosen.includes('build') ? 'the build failed, see above' : built.output }
  const problem = await browserReady
  if (problem) return { passed: 0, failed: 1, output: problem }
  const file = join(reports, 'browser.json')
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file, NEXT_TELEMETRY_DISABLED: '1' }
  const line = [tool('@playwright/test/cli.js'), 'test', '-c', playwrightConfig, '--reporter=list,json']
  const { code, output } = await run(line, { env })
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = readJson(file)?.stats ?? {}
  // A test which passes only at the second try is one that fails.
  const failed = unexpected + flaky || (code !== 0 || expected === 0 ? 1 : 0)
  return { passed: expected, failed, skipped, output: failed ? output : undefined }
}

/** @returns {Promise<Outcome>} */
async function production() {
  if (isBuilt()) return { passed: 1, failed: 0 }
  const { code, output } = await build()
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output }
}

const readJson = (/** @type {string} */ path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null)

const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const hasChromium = () => [process.env.CHROMIUM_PATH, ...chromium].some((path) => path && existsSync(path))
const hasChineseFont = () => spawnSync('fc-list', [':lang=zh', 'file'], { encoding: 'utf8' }).stdout?.trim()

/** Installs what the browser tests need where it is missing. @returns {Promise<string | null>} what is in the way */
async function prepareBrowser() {
  if (hasChromium() && hasChineseFont()) return null
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return hasChromium() ? null : '没有找到 Chromium：请安装它，或用 CHROMIUM_PATH 指明位置'
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run(['apt-get', 'update'], { env })
  const packages = ['chromium', 'fonts-noto-cjk', 'fontconfig']
  const { code, output } = await run(['apt-get', 'install', '-y', '--no-install-recommends', ...packages], { env })
  return code === 0 && hasChromium() ? null : `安装 Chromium 失败：\n${tail(output)}`
}

/** @type {Promise<string | null>} */
let browserReady = Promise.resolve(null)

/** @type {Record<string, () => Promise<Outcome>>} */
const steps = {
  types: () => check([nextProgram, 'typegen'], [tool('typescript/bin/tsc'), '--noEmit']),
  lint: () => check([tool('oxlint/bin/oxlint'), '--deny-warnings']),
  format: () => check([tool('@biomejs/biome/bin/biome'), 'format', '.']),
  unused: () => check([tool('knip/bin/knip.js'), '--no-progress']),
  boundaries: () => vitest('boundaries'),
  unit: () => vitest('unit'),
  db: () => vitest('db'),
  build: production,
  ...(existsSync(playwrightConfig) ? { browser } : {}),
}

let chosen = Object.keys(steps)

/** The two columns run side by side; the browser has the machine to itself afterwards, on what was built. */
const columns = [
  ['types', 'build', 'unused', 'boundaries'],
  ['lint', 'format', 'unit', 'db'],
]

/** @param {string} name @param {Outcome} outcome @param {number} seconds */
function show(name, { passed, failed, skipped, output }, seconds) {
  const counts = `${passed} ok, ${failed} not ok${skipped ? `, ${skipped} skipped` : ''}`
  if (output) console.log(`\n${tail(output, 120)}\n`)
  console.log(`${failed ? '✗' : '✓'} ${name.padEnd(10)} ${counts} (${seconds.toFixed(1)} s)`)
}

async function main() {
  requireNode()
  process.chdir(root)
  process.env.NO_COLOR = '1'
  delete process.env.FORCE_COLOR
  const { values } = parseArgs({ options: { only: { type: 'string' } } })
  chosen = values.only?.split(',') ?? chosen
  const unknown = chosen.filter((name) => !(name in steps))
  if (unknown.length > 0)
    throw new StartProblem(`no such step: ${unknown.join(', ')}; there are ${Object.keys(steps).join(', ')}`)
  if (!isInstalled()) await install()
  if (chosen.includes('browser')) browserReady = prepareBrowser()
  const total = { passed: 0, failed: 0 }
  const take = async (/** @type {string[]} */ names) => {
    for (const name of names.filter((one) => chosen.includes(one))) {
      const start = performance.now()
      const outcome = await steps[name]()
      show(name, outcome, (performance.now() - start) / 1000)
      total.passed += outcome.passed
      total.failed += outcome.failed
    }
  }
  await Promise.all(columns.map(take))
  await take(['browser'])
  return total
}

let total = { passed: 0, failed: 1 }
try {
  total = await main()
} catch (error) {
  console.error(error instanceof StartProblem ? error.message : error)
}
rmSync(reports, { recursive: true, force: true })
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 ? 1 : 0)
