import { eq, sql } from 'drizzle-orm'
import { type Db, getDb } from '@/db/client'
import { jurisdiction } from '@/db/schema/organisation'
import { createPlace } from '@/lib/commands/create-place'
import { run } from '@/lib/commands/run'
import { jurisdictionLevelLabels, jurisdictionLevels } from '@/lib/domain/labels'
import { operatorContext, parseArgs, reported, UsageError } from './operator'

const usage = `用法：
  place list
  place add --code 行政区代码 --name 全称 --level 级别 [--parent 上级的代码] [--unit 政府的名称]
级别：${jurisdictionLevels.map((level) => `${level}（${jurisdictionLevelLabels[level]}）`).join('、')}
上级先于下级新增；--unit 不写则按名称取“区政府”“市政府”等。`

const parentOf = async (db: Db, code: string | undefined): Promise<number | null> => {
  if (!code) return null
  const [row] = await db.select({ id: jurisdiction.id }).from(jurisdiction).where(eq(jurisdiction.code, code))
  if (!row) throw new UsageError(`没有代码为“${code}”的行政区，请先新增它，或用 place list 查看已有的`)
  return row.id
}

const list = async (db: Db): Promise<void> => {
  const rows = await db.execute<{ line: string }>(sql`
    select repeat('  ', length(j.path) - length(replace(j.path, '.', '')) - 1) || j.code || '　' || j.name || '　单位 '
      || (select count(*) from unit u where u.jurisdiction_id = j.id and u.dissolved_on is null)
      || '，系统管理员 ' || (select count(distinct m.person_id) from membership m join unit u on u.id = m.unit_id
        where u.jurisdiction_id = j.id and m.role = 'admin' and m.ended_on is null) as line
    from jurisdiction j order by j.path`)
  console.log(rows.map((row) => row.line).join('\n') || '还没有行政区，用 place add 新增')
}

/** luoshi place: the first place of an empty database, and those of the highest level later. */
export const placeCommand = (args: string[]): Promise<number> =>
  reported(usage, async () => {
    const [verb, ...words] = args
    const { options, rest } = parseArgs(words, ['code', 'name', 'level', 'parent', 'unit'])
    if (rest.length > 0) throw new UsageError(`多余的参数：${rest.join(' ')}`)
    const db = getDb()
    switch (verb) {
      case 'list':
        return list(db)
      case 'add': {
        for (const name of ['code', 'name', 'level']) if (!options[name]) throw new UsageError(`缺少 --${name}`)
        const { code, name, level, unit: government } = options
        const input = { parentId: await parentOf(db, options.parent), code, name, level, government }
        const made = await run(db, operatorContext(), createPlace, input)
        return console.log(
          `${name}（${made.code}）已新增，首个单位“${made.unitName}”。接着建系统管理员：\n` +
            `  user create --user 用户名 --name 姓名 --place ${made.code} --unit ${made.unitName} --role admin`,
        )
      }
      default:
        throw new UsageError(verb ? `没有“place ${verb}”` : '请写明要做什么')
    }
  })
