// npm start: from a fresh checkout to a running Luoshi. Node built-ins alone until the packages are installed.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { say, step } from './progress.mjs'
import { build, install, isBuilt, isInstalled, nextProgram, requireNode, root, run, tail } from './project.mjs'
import { StartProblem } from './start-problem.mjs'

const development = process.argv.includes('--dev')
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopping.abort())
const stopped = new Promise((resolved) => stopping.signal.addEventListener('abort', resolved, { once: true }))

async function main() {
  requireNode()
  process.chdir(root)
  if (!isInstalled()) await step('安装依赖（首次约一分钟）', () => install(stopping.signal))
  const env = await settings()
  await requireFreePort(env.HOST, env.PORT)
  if (stopping.signal.aborted) return
  const { provideDatabase } = await import('./database.mjs')
  const database = await step(env.DATABASE_URL ? '连接数据库' : '启动内置数据库', () => provideDatabase(env))
  try {
    await serve(env, database)
  } finally {
    if (database.embedded) say('停止内置数据库')
    await database.close()
  }
}

/** @param {import('./env.ts').Env} env @param {import('./database.mjs').Provided} database */
async function serve(env, database) {
  const address =
    env.NEXTAUTH_URL ?? `http://${/^(0\.0\.0\.0|::)$/.test(env.HOST) ? 'localhost' : env.HOST}:${env.PORT}`
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    LUOSHI_DATA_DIR: env.LUOSHI_DATA_DIR,
    NEXTAUTH_URL: address,
    NEXTAUTH_SECRET: env.NEXTAUTH_SECRET ?? keptSecret(env.LUOSHI_DATA_DIR),
    NEXT_TELEMETRY_DISABLED: '1',
  })
  // The build uses no database, so the two long steps of a first start run side by side; if one fails the other ends.
  const failing = new AbortController()
  const signal = AbortSignal.any([stopping.signal, failing.signal])
  const steps = [prepareData(database, signal), development ? undefined : prepareBuild(signal)]
  for (const one of steps) one?.catch(() => failing.abort())
  const failed = (await Promise.allSettled(steps)).find((result) => result.status === 'rejected')
  if (stopping.signal.aborted) return
  if (failed) throw failed.reason
  await runServer(env, address, database.url)
}

/** The settings, with the data folder as a full path. */
async function settings() {
  const { register } = await import('tsx/esm/api')
  register()
  const { parseEnv, SettingsError } = await import('./env.ts')
  try {
    const env = parseEnv(process.env)
    return { ...env, LUOSHI_DATA_DIR: resolve(env.LUOSHI_DATA_DIR) }
  } catch (error) {
    throw error instanceof SettingsError ? new StartProblem(error.message) : error
  }
}

/** @param {string} dataDir */
function keptSecret(dataDir) {
  const file = join(dataDir, 'secret')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8').trim()
}

/** @type {Record<string, (host: string, port: number) => string>} */
const cannotListen = {
  EADDRINUSE: (host, port) => `端口 ${port}（${host}）已被占用，请用设置 PORT 换一个，例如 PORT=${port + 1} npm start`,
  EACCES: (_host, port) => `没有权限使用端口 ${port}，请用设置 PORT 换一个大于 1023 的端口`,
  EADDRNOTAVAIL: (host) => `设置 HOST 不对：这台机器没有地址 ${host}`,
  ENOTFOUND: (host) => `设置 HOST 不对：没有主机名 ${host}`,
}

/** @param {string} host @param {number} port */
function requireFreePort(host, port) {
  return new Promise((free, taken) => {
    const probe = createServer()
    probe.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      const line = cannotListen[error.code ?? '']?.(host, port)
      taken(line ? new StartProblem(line) : error)
    })
    probe.listen(port, host, () => probe.close(() => free(undefined)))
  })
}

/** @param {import('./database.mjs').Provided} database @param {AbortSignal} signal */
async function prepareData(database, signal) {
  const { isEmpty } = await import('./database.mjs')
  const { migrateDatabase } = await import('../../db/migrate.ts')
  await step('升级数据库', () => migrateDatabase(database.url))
  if (!(await isEmpty(database.url))) return
  await step('装入示例数据', async () => {
    // One transaction: a start which is cut off here finds the database as empty as before.
    const { code, output } = await run([join(root, 'lib/platform/luoshi.mjs'), 'sample'], { signal })
    if (code !== 0 && !signal.aborted) throw new StartProblem(`装入示例数据失败：\n${tail(output)}`)
  })
}

/** @param {AbortSignal} signal */
async function prepareBuild(signal) {
  if (isBuilt()) return
  await step('构建页面（首次或程序有变时，约半分钟）', async () => {
    const { code, output } = await build(signal)
    if (code !== 0 && !signal.aborted) throw new StartProblem(`构建失败：\n${tail(output, 30)}`)
  })
}

/** @param {import('./env.ts').Env} env @param {string} address @param {string} databaseUrl */
async function runServer(env, address, databaseUrl) {
  const args = [nextProgram, development ? 'dev' : 'start', '-H', env.HOST, '-p', String(env.PORT)]
  // The banner of the framework names another address; what the application logs goes to standard error.
  const server = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', development ? 'inherit' : 'ignore', 'inherit'],
  })
  /** @type {Promise<number | null>} */
  const ended = new Promise((done) => server.once('close', done))
  const answering = await Promise.race([
    untilAnswering(env.HOST, env.PORT),
    ended.then(() => false),
    stopped.then(() => false),
  ])
  if (answering) {
    say(`落实已启动：${address}`)
    await showSignIns(databaseUrl)
    say('按 Ctrl-C 停止')
  }
  const code = await Promise.race([ended, stopped])
  if (!stopping.signal.aborted) throw new StartProblem(`网页服务意外结束（代码 ${code}），原因见上面的输出`)
  say('停止网页服务')
  server.kill('SIGTERM')
  const hard = setTimeout(() => server.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(hard)
}

/** @param {string} host @param {number} port */
async function untilAnswering(host, port) {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host
  while (!stopping.signal.aborted) {
    const answer = await fetch(`http://${reachable}:${port}/login`, { redirect: 'manual' }).catch(() => null)
    if (answer) return true
    await sleep(100)
  }
  return false
}

/** Only those sample people who are in this database: a department's own has none of them. @param {string} databaseUrl */
async function showSignIns(databaseUrl) {
  const { sampleSignIns } = await import('../scenario/sign-ins.ts')
  const { knownUserNames } = await import('./database.mjs')
  const known = await knownUserNames(
    databaseUrl,
    sampleSignIns.map(({ userName }) => userName),
  )
  const rows = sampleSignIns.filter(({ userName }) => known.has(userName))
  if (rows.length > 0) console.log('\n示例账号（用户名 / 密码）：')
  for (const { role, name, userName, password } of rows) console.log(`  ${role}　${name}　${userName} / ${password}`)
  if (rows.length > 0) console.log('')
}

try {
  await main()
} catch (error) {
  if (!stopping.signal.aborted) {
    console.error(error instanceof StartProblem ? error.message : error)
    process.exitCode = 1
  }
}
// Nothing is left to do; a stray handle must not keep the terminal.
process.exit()
