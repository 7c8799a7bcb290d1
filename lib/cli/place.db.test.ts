import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { closeDb } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { jurisdiction, membership, unit } from '@/db/schema/organisation'
import { createTestDb, type TestDb } from '@/db/testing'
import { checkPassword } from '@/lib/auth/sign-in'
import { createPerson } from '@/lib/commands/create-person'
import { createPlace } from '@/lib/commands/create-place'
import { createUnit } from '@/lib/commands/create-unit'
import { run } from '@/lib/commands/run'
import { calendarDate } from '@/lib/domain/calendar/date'
import { contextOf } from '@/lib/scenario/world'
import { placeCommand } from './place'
import { userCommand } from './user'

/** An empty database as `LUOSHI_SAMPLE=off npm start` leaves it; the tests below build on each other as the README does. */
let opened: TestDb
beforeAll(async () => {
  opened = await createTestDb()
  vi.stubEnv('DATABASE_URL', opened.url)
})
afterAll(async () => {
  await closeDb()
  await opened.close()
})

const said: string[] = []
beforeEach(() => {
  said.length = 0
  const listen = (line: string) => void said.push(line)
  vi.spyOn(console, 'log').mockImplementation(listen)
  vi.spyOn(console, 'error').mockImplementation(listen)
})

const add = (line: string) => placeCommand(['add', ...line.split(' ')])
const today = calendarDate('2026-11-20')

test('an empty database lists nothing and says how to begin', async () => {
  expect(await placeCommand(['list'])).toBe(0)
  expect(said).toEqual(['还没有行政区，用 place add 新增'])
})

test('a city and its district, each with its government, on the record of the command line', async () => {
  expect(await add('--code 4102 --name 开封市 --level city')).toBe(0)
  expect(await add('--code 410212 --name 祥符区 --level county --parent 4102 --unit 区人民政府')).toBe(0)
  expect(said.at(-1)).toContain('--place 410212 --unit 区人民政府 --role admin')
  const places = await opened.db.select().from(jurisdiction).orderBy(jurisdiction.id)
  expect(places.map((row) => row.path)).toEqual(['4102.', '4102.410212.'])
  expect(places[1]).toMatchObject({ parentId: places[0]?.id, level: 'county' })
  const units = await opened.db.select().from(unit).orderBy(unit.id)
  expect(units).toMatchObject([
    { name: '市政府', kind: 'government', jurisdictionId: places[0]?.id },
    { name: '区人民政府', kind: 'government', jurisdictionId: places[1]?.id },
  ])
  const events = await opened.db.select().from(auditEvent).orderBy(auditEvent.id)
  expect(events.map((event) => event.action)).toEqual([
    'jurisdiction.create',
    'unit.create',
    'jurisdiction.create',
    'unit.create',
  ])
  expect(new Set(events.map((event) => event.via))).toEqual(new Set(['cli']))
  expect(events[2]).toMatchObject({ subjectId: places[1]?.id, after: { code: '410212', name: '祥符区' } })
})

test('the code of a table, filled up with zeros, is the same place', async () => {
  expect(await add('--code 410200 --name 开封 --level city')).toBe(1)
  expect(said.join()).toContain('已经存在相同的记录：4102 开封市')
})

test.each([
  ['--code 410212 --name 祥符 --level county --parent 4102', 1, '已经存在相同的记录：410212 祥符区'],
  ['--code 410213 --name 祥符区 --level county --parent 4102', 1, '已经存在相同的记录：410212 祥符区'],
  ['--code 410181 --name 巩义市 --level county --parent 4101', 2, '没有代码为“4101”的行政区'],
  ['--code 410181 --name 巩义市 --level county --parent 4102', 1, '“开封市”不能作为它的上级'],
  ['--code 410202 --name 龙亭区 --level county', 1, '它在“开封市”之下'],
  ['--code 410212100 --name 城关镇 --level township --parent 4102', 1, '它在“祥符区”之下'],
  ['--code 41 --name 河南省 --level province', 1, '“开封市”已先建立'],
  ['--code 41021 --name 龙亭区 --level county --parent 4102', 1, '县（市、区）的代码为 6 位，“41021”是 5 位'],
  ['--code 四一 --name 龙亭区 --level county --parent 4102', 1, '代码只写数字'],
  ['--code 410202 --name 龙亭区 --level district --parent 4102', 1, '请选择级别'],
  ['--name 龙亭区 --level county', 2, '缺少 --code'],
  ['--code 410202 --name 龙亭区 --level county --office 区政府', 2, '没有 --office 这个选项'],
])('place add %s is refused', async (line, code, sentence) => {
  expect(await add(line)).toBe(code)
  expect(said.join('\n')).toContain(sentence)
  expect(await opened.db.select().from(jurisdiction)).toHaveLength(2)
})

test('the first administrator signs in, then makes the office, its people and the places below his own', async () => {
  const { db } = opened
  const words = '--user xf-admin --name 郑守正 --place 410212 --unit 区人民政府 --role admin'
  expect(await userCommand(['create', ...words.split(' ')])).toBe(0)
  const password = /初始密码 (\S+?)（/.exec(said.join())?.[1] ?? ''
  const limits = { failures: 5, minutes: 15 }
  const personId = await checkPassword(db, { userName: 'xf-admin', password, ip: null, now: new Date(), limits })
  const [held] = await db.select().from(membership).where(eq(membership.personId, personId))
  const admin = await contextOf(db, held?.id ?? 0, today)
  const { jurisdictionId, jurisdictionPath } = admin.actor
  expect(jurisdictionPath).toBe('4102.410212.')

  const office = { jurisdictionId, name: '区健康办', kind: 'department', isOffice: true, aliases: '' }
  const { id: unitId } = await run(db, admin, createUnit, office)
  await run(db, admin, createPerson, { userName: 'xf-office', name: '陈立群', role: 'office', unitId })
  const town = { parentId: jurisdictionId, code: '410212100', name: '城关镇', level: 'township' }
  const made = await run(db, admin, createPlace, town)
  expect(made.unitName).toBe('镇政府')
  await run(db, admin, createPerson, { userName: 'xf-town', name: '吴镇', role: 'officer', unitId: made.unitId })

  // Neither beside nor above his own place.
  const [city] = await db.select().from(jurisdiction).where(eq(jurisdiction.code, '4102'))
  for (const elsewhere of [
    { ...town, parentId: city?.id, code: '410202', level: 'county' },
    { ...town, parentId: null, code: '4103', level: 'city' },
  ]) {
    await expect(run(db, admin, createPlace, elsewhere)).rejects.toMatchObject({ code: 'notFound' })
  }
  await placeCommand(['list'])
  expect(said.at(-1)).toBe(
    [
      '4102　开封市　单位 1，系统管理员 0',
      '  410212　祥符区　单位 2，系统管理员 1',
      '    410212100　城关镇　单位 1，系统管理员 0',
    ].join('\n'),
  )
})

test('the auditor comes, goes and is let in by the command line', async () => {
  const post = '--user xf-auditor --place 410212 --unit 区人民政府 --role auditor'
  expect(await userCommand(['create', '--name', '钱审', ...post.split(' ')])).toBe(0)
  expect(await userCommand(['reset', '--user', 'xf-auditor'])).toBe(0)
  expect(await userCommand(['disable', '--user', 'xf-auditor', '--reason', '停职'])).toBe(0)
  expect(await userCommand(['enable', '--user', 'xf-auditor'])).toBe(0)
  expect(await userCommand(['end', '--reason', '轮岗', ...post.split(' ')])).toBe(0)
  expect(said.slice(-3)).toEqual(['账号已停用', '账号已启用', '任职已结束'])
  expect(await userCommand(['end', '--reason', '轮岗', ...post.split(' ')])).toBe(2)
  expect(said.at(-1)).toContain('“xf-auditor”在“区人民政府”没有这一任职')
})

test('two at once make one place', async () => {
  const [city] = await opened.db.select().from(jurisdiction).where(eq(jurisdiction.code, '4102'))
  const once = () => add('--code 410202 --name 龙亭区 --level county --parent 4102')
  expect((await Promise.all([once(), once()])).toSorted()).toEqual([0, 1])
  expect(
    await opened.db
      .select()
      .from(jurisdiction)
      .where(eq(jurisdiction.parentId, city?.id ?? 0)),
  ).toHaveLength(2)
})
