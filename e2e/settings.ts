import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const port = Number(process.env.E2E_PORT ?? 3210)
export const address = `http://127.0.0.1:${port}`
/** The day on which the stories play; the sample is told relative to it. */
export const today = '2026-11-20'
export const secret = 'only-for-the-browser-tests-0123456789'
/** Outside the project: database, files and results of one run. */
export const dataDir = process.env.E2E_DATA_DIR ?? join(tmpdir(), `luoshi-e2e-${port}`)
export const databaseFile = join(dataDir, 'database-url')
