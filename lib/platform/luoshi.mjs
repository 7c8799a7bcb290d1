// npm run luoshi -- COMMAND …: loads the TypeScript of the command line and gives it a database when it needs one.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isInstalled, requireNode, root } from './project.mjs'
import { StartProblem } from './start-problem.mjs'

async function main() {
  requireNode()
  if (!existsSync(join(root, 'node_modules')) || !isInstalled())
    throw new StartProblem('依赖还没有安装，请先运行 npm ci 或 npm start')
  process.chdir(root)
  const { register } = await import('tsx/esm/api')
  register()
  const { parseEnv, SettingsError } = await import('./env.ts')
  const { findCommand } = await import('../cli/main.ts')
  const [name, ...args] = process.argv.slice(2)
  const command = findCommand(name)
  if (!command?.needsDatabase) return command ? command.run(args) : 2
  try {
    return await withDatabase(parseEnv(process.env), () => command.run(args))
  } catch (error) {
    if (error instanceof SettingsError) throw new StartProblem(error.message)
    throw error
  }
}

/** @param {import('./env.ts').Env} env @param {() => Promise<number>} work */
async function withDatabase(env, work) {
  const { provideDatabase } = await import('./database.mjs')
  const database = await provideDatabase(env)
  process.env.DATABASE_URL = database.url
  const { closeDb } = await import('../../db/client.ts')
  // Cut off by Ctrl-C: the server must not stay behind. Open transactions end with the connections.
  process.once('SIGINT', () => void database.close().finally(() => process.exit(130)))
  try {
    return await work()
  } finally {
    await closeDb()
    await database.close()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof StartProblem ? error.message : error)
  process.exitCode = 1
}
