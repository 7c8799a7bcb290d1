import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { migrateDatabase } from '@/db/migrate'
import { leavePostgres, startPostgres, THROWAWAY } from '@/lib/platform/postgres.mjs'

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string
  }
}

/** Once a run: a server of its own which may lose everything, and one migrated database from which the tests copy theirs. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-test-'))
  const data = join(folder, 'pg')
  const server = await startPostgres({ dir: data, port: 0, flags: [...THROWAWAY, '-c', 'max_connections=200'] })
  const teardown = async () => {
    await leavePostgres(data)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const admin = postgres(server.url, { max: 1 })
    await admin`create database luoshi_template`
    await admin.end()
    const template = new URL(server.url)
    template.pathname = '/luoshi_template'
    await migrateDatabase(template.href)
    project.provide('postgresUrl', server.url)
    return teardown
  } catch (error) {
    await teardown()
    throw error
  }
}
