import { sql } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { calendarDate } from '@/lib/domain/calendar/date'
import { todayInShanghai } from '@/lib/platform/clock'
import { loadSample } from '@/lib/scenario/sample'

/** luoshi sample: fills an empty database with the sample plans; one in use is left as it is. */
export async function sampleCommand(args: string[]): Promise<number> {
  if (args.length > 0) {
    console.error('sample 不带参数')
    return 2
  }
  const db = getDb()
  const [found] = await db.execute(sql`select exists (select from unit) or exists (select from person) as used`)
  if (found?.used) {
    console.error('数据库里已有单位或人员，示例数据只装入空数据库')
    return 1
  }
  await loadSample(db, calendarDate(todayInShanghai()))
  console.log('示例数据已装入')
  return 0
}
