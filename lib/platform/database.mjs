// The database which a launcher hands on as DATABASE_URL. Run only after the packages are installed.
import { join } from 'node:path'
import { leavePostgres, startPostgres } from './postgres.mjs'
import { StartProblem } from './start-problem.mjs'

const EMBEDDED = 'luoshi'

/**
 * @typedef {{ url: string, embedded: boolean, close: () => Promise<void> }} Provided
 * @param {{ DATABASE_URL?: string, LUOSHI_DATA_DIR: string }} env
 * @returns {Promise<Provided>} the server which DATABASE_URL names, reached once, or the embedded one
 */
export async function provideDatabase(env) {
  if (env.DATABASE_URL) {
    await ask(env.DATABASE_URL, (sql) => sql`select 1`)
    return { url: env.DATABASE_URL, embedded: false, close: async () => undefined }
  }
  const dir = join(env.LUOSHI_DATA_DIR, 'pg')
  const server = await startPostgres({ dir })
  const close = async () => void (await leavePostgres(dir))
  try {
    await ask(server.url, async (sql) => {
      const [there] = await sql`select from pg_database where datname = ${EMBEDDED}`
      if (!there) await sql.unsafe(`create database ${EMBEDDED}`)
    })
  } catch (error) {
    await close()
    throw error
  }
  const url = new URL(server.url)
  url.pathname = `/${EMBEDDED}`
  return { url: url.href, embedded: true, close }
}

/** @param {string} url @returns {Promise<boolean>} whether nobody has worked in it yet */
export async function isEmpty(url) {
  const [found] = await ask(url, (sql) => sql`select exists (select from unit) or exists (select from person) as used`)
  return !found?.used
}

/** @param {string} url @param {string[]} userNames @returns {Promise<Set<string>>} those of them who are in the database */
export async function knownUserNames(url, userNames) {
  const rows = await ask(url, (sql) => sql`select user_name from person where user_name = any(${userNames})`)
  return new Set(rows.map((row) => row.user_name))
}

/**
 * @template T
 * @param {string} url
 * @param {(sql: import('postgres').Sql) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function ask(url, work) {
  const { default: postgres } = await import('postgres')
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined, connection: { role: 'none' } })
  try {
    return await work(sql)
  } catch (error) {
    throw unreachable(url, error) ?? error
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** @type {Record<string, string>} */
const reasons = {
  ECONNREFUSED: '那里没有数据库在监听',
  ENOTFOUND: '没有这个主机名',
  EAI_AGAIN: '主机名无法解析',
  ETIMEDOUT: '连接超时',
  EHOSTUNREACH: '主机不可达',
  CONNECT_TIMEOUT: '连接超时',
  '28P01': '用户名或密码不对',
  28000: '服务器不许这个用户登录',
  '3D000': '没有这个数据库',
}

/** The password stays out of the message. @param {string} url @param {any} error */
function unreachable(url, error) {
  const reason = reasons[error.code ?? error.errors?.[0]?.code]
  const { host, pathname } = new URL(url)
  return reason ? new StartProblem(`DATABASE_URL 指向的数据库 ${host}${pathname} 连不上：${reason}`) : null
}
