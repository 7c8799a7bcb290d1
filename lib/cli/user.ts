import { and, eq, isNull, sql } from 'drizzle-orm'
import { type Db, getDb } from '@/db/client'
import { jurisdiction, membership, person, unit } from '@/db/schema/organisation'
import { addMembership } from '@/lib/commands/add-membership'
import { createPerson } from '@/lib/commands/create-person'
import { disablePerson } from '@/lib/commands/disable-person'
import { enablePerson } from '@/lib/commands/enable-person'
import { endMembership } from '@/lib/commands/end-membership'
import { resetPassword } from '@/lib/commands/reset-password'
import { run } from '@/lib/commands/run'
import { roleLabels } from '@/lib/domain/labels'
import { roles } from '@/lib/domain/permission/table'
import { operatorContext, parseArgs, reported, UsageError } from './operator'

const usage = `用法：
  user list [姓名或用户名]
  user create --user 用户名 --name 姓名 --place 行政区代码 --unit 单位全称 --role 角色 [--title 职务]
  user grant --user 用户名 --place 行政区代码 --unit 单位全称 --role 角色 [--title 职务]
  user end --user 用户名 --place 行政区代码 --unit 单位全称 --role 角色 --reason 理由
  user reset --user 用户名
  user disable --user 用户名 --reason 理由
  user enable --user 用户名
审计员（auditor）的任职和账号只在这里办理（三员分立）。
角色：${roles.map((role) => `${role}（${roleLabels[role]}）`).join('、')}`

type Options = Readonly<Record<string, string>>

const need = (options: Options, name: string): string => {
  const value = options[name]
  if (!value) throw new UsageError(`缺少 --${name}`)
  return value
}

const unitOf = async (db: Db, options: Options): Promise<number> => {
  const [row] = await db
    .select({ id: unit.id })
    .from(unit)
    .innerJoin(jurisdiction, eq(jurisdiction.id, unit.jurisdictionId))
    .where(and(eq(jurisdiction.code, need(options, 'place')), eq(unit.name, need(options, 'unit'))))
  if (!row) throw new UsageError(`行政区 ${options.place} 没有单位“${options.unit}”`)
  return row.id
}

const personOf = async (db: Db, options: Options) => {
  const userName = need(options, 'user')
  const [row] = await db
    .select({ id: person.id, version: person.version })
    .from(person)
    .where(eq(sql`lower(${person.userName})`, userName.toLowerCase()))
  if (!row) throw new UsageError(`没有用户名为“${userName}”的人员`)
  return row
}

const postOf = async (db: Db, options: Options) => {
  const { id: personId } = await personOf(db, options)
  const [row] = await db
    .select({ id: membership.id, version: membership.version })
    .from(membership)
    .where(
      and(
        eq(membership.personId, personId),
        eq(membership.unitId, await unitOf(db, options)),
        eq(sql`${membership.role}`, need(options, 'role')),
        isNull(membership.endedOn),
      ),
    )
  if (!row) throw new UsageError(`“${options.user}”在“${options.unit}”没有这一任职`)
  return row
}

const list = async (db: Db, search: string | undefined): Promise<void> => {
  const rows = await db.execute<{ line: string }>(sql`
    select p.user_name || '　' || p.name || case when p.disabled_at is null then '' else '（已停用）' end || coalesce(
      '　' || string_agg(j.name || u.name || ' ' || m.role, '；' order by m.id) filter (where m.ended_on is null), '') as line
    from person p left join membership m on m.person_id = p.id left join unit u on u.id = m.unit_id
      left join jurisdiction j on j.id = u.jurisdiction_id
    where ${search ?? ''} = '' or p.name = ${search ?? ''} or lower(p.user_name) = lower(${search ?? ''})
    group by p.id order by p.user_name`)
  console.log(rows.map((row) => row.line).join('\n') || '没有人员')
}

const showPassword = (made: { userName: string; initialPassword: string }): void =>
  console.log(`用户名 ${made.userName}，初始密码 ${made.initialPassword}（只显示这一次，首次登录须修改）`)

/** luoshi user: what an administrator does on the screen, for the first account and for emergencies. */
export const userCommand = (args: string[]): Promise<number> =>
  reported(usage, async () => {
    const [verb, ...words] = args
    const { options, rest } = parseArgs(words, ['user', 'name', 'place', 'unit', 'role', 'title', 'reason'])
    if (rest.length > (verb === 'list' ? 1 : 0)) throw new UsageError(`多余的参数：${rest.join(' ')}`)
    const db = getDb()
    switch (verb) {
      case 'list':
        return list(db, rest[0])
      case 'create': {
        const input = {
          userName: need(options, 'user'),
          name: need(options, 'name'),
          role: need(options, 'role'),
          title: options.title,
          unitId: await unitOf(db, options),
        }
        return showPassword(await run(db, operatorContext(), createPerson, input))
      }
      case 'grant': {
        const { id: personId } = await personOf(db, options)
        const input = { personId, unitId: await unitOf(db, options), role: need(options, 'role'), title: options.title }
        await run(db, operatorContext(), addMembership, input)
        return console.log('任职已新增')
      }
      case 'end':
        await run(db, operatorContext(), endMembership, {
          ...(await postOf(db, options)),
          reason: need(options, 'reason'),
        })
        return console.log('任职已结束')
      case 'disable':
        await run(db, operatorContext(), disablePerson, {
          ...(await personOf(db, options)),
          reason: need(options, 'reason'),
        })
        return console.log('账号已停用')
      case 'enable':
        await run(db, operatorContext(), enablePerson, await personOf(db, options))
        return console.log('账号已启用')
      case 'reset':
        return showPassword(await run(db, operatorContext(), resetPassword, await personOf(db, options)))
      default:
        throw new UsageError(verb ? `没有“user ${verb}”` : '请写明要做什么')
    }
  })
