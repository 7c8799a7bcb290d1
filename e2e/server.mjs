// The built application over a throwaway database with the sample in it. Ends, database included, with SIGTERM.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { leavePostgres, startPostgres, THROWAWAY } from '../lib/platform/postgres.mjs'

const root = resolve(import.meta.dirname, '..')
const dataDir = process.env.E2E_DATA_DIR
if (!dataDir) throw new Error('E2E_DATA_DIR is not set')
rmSync(dataDir, { recursive: true, force: true })
mkdirSync(dataDir, { recursive: true })
const pgDir = join(dataDir, 'pg')
const server = await startPostgres({ dir: pgDir, port: 0, flags: [...THROWAWAY, '-c', 'max_connections=100'] })

const { default: postgres } = await import('postgres')
const admin = postgres(server.url, { max: 1, onnotice: () => undefined })
await admin`create database luoshi_e2e`
await admin.end()
const url = new URL(server.url)
url.pathname = '/luoshi_e2e'

const env = {
  ...process.env,
  DATABASE_URL: url.href,
  LUOSHI_DATA_DIR: join(dataDir, 'data'),
  NEXTAUTH_SECRET: 'only-for-the-browser-tests-0123456789',
  HOST: '127.0.0.1',
}
for (const command of ['migrate', 'sample']) {
  const done = spawnSync(process.execPath, ['lib/platform/luoshi.mjs', command], { cwd: root, env, stdio: 'inherit' })
  if (done.status !== 0) {
    await leavePostgres(pgDir)
    process.exit(1)
  }
}
writeFileSync(join(dataDir, 'database-url'), url.href)

const app = spawn(
  process.execPath,
  ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', process.env.PORT ?? '3210'],
  { cwd: root, env, stdio: 'inherit' },
)
let stopping = false
/** The database goes with the application, whichever of the two ends first and for whatever reason. */
const stop = async (code = 0) => {
  if (stopping) return
  stopping = true
  app.kill('SIGTERM')
  if (app.exitCode === null && app.signalCode === null) await new Promise((done) => app.once('close', done))
  await leavePostgres(pgDir)
  rmSync(pgDir, { recursive: true, force: true })
  process.exit(code)
}
process.on('SIGTERM', () => stop())
process.on('SIGINT', () => stop())
app.once('close', () => stop(1))
