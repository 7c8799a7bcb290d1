import { migrateDatabase } from '@/db/migrate'
import { env } from '@/lib/platform/env'

/** luoshi migrate: brings the database which DATABASE_URL names up to date. */
export async function migrateCommand(args: string[]): Promise<number> {
  if (args.length > 0) {
    console.error('migrate 不带参数')
    return 2
  }
  await migrateDatabase(env().DATABASE_URL ?? '')
  console.log('数据库已是当前版本')
  return 0
}
