import { type SQL, sql } from 'drizzle-orm'

/** Code of the province under which everything invented by `bench fill` stands; nothing real has it. */
export const BENCH_PROVINCE = '98'

const unitNames = [
  '健康促进办',
  '政府',
  '卫健委',
  '教体局',
  '民政局',
  '农业农村局',
  '生态环境局',
  '住房和城乡建设局',
  '文化广电和旅游局',
  '东湖镇',
  '西山乡',
  '各乡镇政府',
]

const list = (values: readonly string[]): SQL => sql`${sql.param([...values])}::text[]`

/** A province, its cities, four counties each; twelve units a place, the first an office, the last a group; people for each. */
export const fillPlaces = (places: number, units: number): readonly SQL[] => [
  sql`insert into jurisdiction (code, name, level, path) values (${BENCH_PROVINCE}, '压测省', 'province', ${`${BENCH_PROVINCE}.`})`,
  sql`insert into jurisdiction (parent_id, code, name, level, path)
    select (select id from jurisdiction where code = ${BENCH_PROVINCE}), '98' || lpad(c::text, 2, '0'), '压测' || c || '市', 'city', '98.98' || lpad(c::text, 2, '0') || '.'
    from generate_series(1, ${Math.ceil(places / 5)}::int) c`,
  sql`insert into jurisdiction (parent_id, code, name, level, path)
    select city.id, city.code || lpad(k::text, 2, '0'), city.name || k || '县', 'county', city.path || city.code || lpad(k::text, 2, '0') || '.'
    from jurisdiction city, generate_series(1, 4) k where city.level = 'city' and city.path like '98.%'`,
  sql`create temp table bench_place on commit drop as
    select row_number() over (order by path)::int - 1 as n, id, name, level from jurisdiction where path like '98.98%' order by path limit ${places}`,
  sql`insert into unit (jurisdiction_id, name, kind, is_office, position)
    select p.id, p.name || (${list(unitNames)})[k + 1] || case when k < 12 then '' else k::text end,
      case when k % 12 = 11 then 'group' when k % 12 in (1, 9, 10) then 'government' else 'department' end, k = 0, k
    from generate_series(0, ${units}::int - 1) u, lateral (select u % ${places} as place, u / ${places} as k) at
    join bench_place p on p.n = at.place`,
  sql`create temp table bench_unit on commit drop as
    select u.id, p.n as place, u.position as k, u.kind from unit u join bench_place p on p.id = u.jurisdiction_id`,
  sql`insert into unit_member (group_id, member_id)
    select g.id, m.id from bench_unit g join bench_unit m on m.place = g.place and m.k in (9, 10) where g.kind = 'group'`,
  sql`with held as (
      select u.id as unit_id, r.role, row_number() over (order by u.id, r.role, r.nth) as n
      from bench_unit u, lateral (values ('office', 1), ('office', 2), ('leader', 1), ('officer', 1), ('head', 1)) r(role, nth)
      where u.kind <> 'group' and case when u.k = 0 then r.role in ('office', 'officer', 'head') when u.k = 1 then r.role = 'leader' else r.role in ('officer', 'head') end
    ), people as (
      insert into person (user_name, name, must_change_password) select 'bench' || n, '测' || n, false from held returning id, user_name
    )
    insert into membership (person_id, unit_id, role, started_on)
    select people.id, held.unit_id, held.role, '2020-01-01' from held join people on people.user_name = 'bench' || held.n`,
]
