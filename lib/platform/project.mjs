// What the launchers know about the project's folder. Node built-ins alone: read before anything is installed.
import { createHash } from 'node:crypto'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartProblem } from './start-problem.mjs'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 9)) return
  throw new StartProblem(`需要 Node.js 20.9 或更新的版本，现在是 ${process.versions.node}`)
}

/**
 * @typedef {{ env?: NodeJS.ProcessEnv, onOutput?: (text: string) => void, signal?: AbortSignal }} RunOptions
 * @param {string[]} line a script for this Node and its arguments, or a program and its arguments
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} both output streams in one
 */
export function run([program, ...args], { env = process.env, onOutput, signal } = {}) {
  const script = /\.(c|m)?js$/.test(program) || program.endsWith('/next')
  const [file, argv] = script ? [process.execPath, [program, ...args]] : [program, args]
  return new Promise((done) => {
    const child = spawn(file, argv, {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
      killSignal: 'SIGTERM',
    })
    let output = ''
    const take = (chunk) => {
      output += chunk
      onOutput?.(String(chunk))
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', (error) => take(String(error)))
    child.on('close', (code) => done({ code: code ?? 1, output }))
  })
}

/** @param {string} text @param {number} [lines] */
export const tail = (text, lines = 15) => text.trim().split('\n').slice(-lines).join('\n')

const hashOf = (/** @type {string} */ path) => createHash('sha256').update(readFileSync(path)).digest('hex')

const installStamp = join(root, 'node_modules', '.luoshi-installed')

/** Whether node_modules is what package-lock.json says. A checkout gives files new dates, so the content decides. */
export function isInstalled() {
  const lock = join(root, 'package-lock.json')
  if (existsSync(installStamp)) return readFileSync(installStamp, 'utf8') === hashOf(lock)
  const byHand = join(root, 'node_modules', '.package-lock.json')
  return existsSync(byHand) && statSync(byHand).mtimeMs >= statSync(lock).mtimeMs
}

/** @param {AbortSignal} [signal] */
export async function install(signal) {
  const npm = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : 'npm'
  // The compiler is among the development packages, and the build needs it.
  const { code, output } = await run([npm, 'ci', '--include=dev', '--no-audit', '--no-fund'], { signal })
  if (code !== 0) throw new StartProblem(`安装依赖（npm ci）失败：\n${tail(output)}`)
  writeFileSync(installStamp, hashOf(join(root, 'package-lock.json')))
}

const buildStamp = join(root, '.next', 'luoshi-build')
const builtFrom = ['app', 'lib', 'db', 'public']
const rootSources = /^(?!next-env|vitest|drizzle|\.).*\.(tsx?|mjs|json|css)$/

/** A hash over everything that goes into the build: names and contents of the sources, the lock file among them. */
function sourceHash() {
  const files = readdirSync(root).filter((name) => rootSources.test(name))
  for (const folder of builtFrom.filter((name) => existsSync(join(root, name)))) {
    for (const name of readdirSync(join(root, folder), { recursive: true })) files.push(join(folder, String(name)))
  }
  const hash = createHash('sha256')
  for (const name of files.filter((file) => !/\.test\.tsx?$/.test(file)).sort()) {
    if (statSync(join(root, name)).isFile())
      hash
        .update(`${name}\0`)
        .update(readFileSync(join(root, name)))
        .update('\0')
  }
  return hash.digest('hex')
}

export const isBuilt = () => existsSync(buildStamp) && readFileSync(buildStamp, 'utf8') === sourceHash()

/**
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function build(signal) {
  rmSync(buildStamp, { force: true })
  const sources = sourceHash()
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }
  const result = await run([nextProgram, 'build'], { env, signal })
  mkdirSync(dirname(buildStamp), { recursive: true })
  if (result.code === 0) writeFileSync(buildStamp, sources)
  return result
}

export const nextProgram = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
