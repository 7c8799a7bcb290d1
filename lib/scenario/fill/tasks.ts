import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'

const verbs = [
  '开展',
  '实施',
  '推进',
  '建设',
  '完善',
  '加强',
  '落实',
  '规范',
  '提升',
  '普及',
  '推广',
  '组织',
  '建立',
  '优化',
  '扩大',
  '创建',
  '治理',
  '改造',
  '培育',
  '开放',
]
const objects = [
  '健康主题公园',
  '全民健身行动',
  '健康知识普及',
  '心理健康服务',
  '居家养老服务中心',
  '妇幼健康促进',
  '农村生活污水治理',
  '中小学健康促进',
  '职业健康保护',
  '慢性病综合防治',
  '传染病防控',
  '控烟行动',
  '合理膳食行动',
  '社区健身步道',
  '体育公园',
  '公共场所无障碍设施',
  '食品安全示范店',
  '托育服务机构',
  '家庭医生签约',
  '急救培训基地',
  '病媒生物防制',
  '饮用水水源保护',
  '健康产业园区',
  '中医药服务',
  '医养结合试点',
  '健康细胞工程',
  '生活垃圾分类',
  '残疾人康复服务',
  '青少年近视防控',
  '老年人健康管理',
]

const list = (values: readonly string[]): SQL => sql`${sql.param([...values])}::text[]`

/** The same number for the same row at every run. */
export const draw = (row: SQL, seed: number, below: number): SQL =>
  sql`((hashint8extended(${row}::bigint, ${seed}::bigint) & 2147483647) % ${below}::bigint)::int`

export const fillPlans = (plans: number, places: number, today: CalendarDate): readonly SQL[] => [
  sql`create temp table bench_plan on commit drop as
    select n, nextval(pg_get_serial_sequence('plan', 'id')) as id, n % ${places} as place, n % 10 = 9 as is_archived from generate_series(0, ${plans} - 1) n`,
  sql`insert into plan (id, jurisdiction_id, office_unit_id, title, issuer, issued_on, period_start, period_end, state, sign_off_required, reporting_cycle, published_at, is_sample)
    overriding system value
    select b.id, p.id, u.id, p.name || '健康促进行动实施方案（' || (b.n / ${places} + 1) || '）', p.name || '人民政府', '2021-12-20', 2022, 2030, 'active', false, 'quarter', '2022-01-05T02:00:00Z', true
    from bench_plan b join bench_place p on p.n = b.place join bench_unit u on u.place = b.place and u.k = 0`,
  sql`insert into section (plan_id, position, title) select b.id, s, '（' || s || '）' || (${list(objects)})[s] from bench_plan b, generate_series(1, 10) s`,
  sql`insert into reporting_period (plan_id, key, starts_on, ends_on, due_on)
    select b.id, to_char(q, 'YYYY"Q"Q'), q::date, (q + interval '3 months - 1 day')::date, (q + interval '2 months 24 days')::date
    from bench_plan b, generate_series('2022-01-01'::timestamp, '2030-10-01'::timestamp, interval '3 months') q`,
  sql`create temp table bench_period on commit drop as
    select r.id, r.plan_id, r.ends_on, row_number() over (partition by r.plan_id order by r.starts_on desc) as back
    from reporting_period r join bench_plan b on b.id = r.plan_id where r.starts_on <= ${today}::date`,
]

/** A third overdue; every fifth of a plan broken down from one of the four before it. Archived plans hold only closed tasks. */
export const fillTasks = (tasks: number, plans: number, today: CalendarDate): readonly SQL[] => [
  sql`create temp table bench_task on commit drop as
    select x.n, nextval(pg_get_serial_sequence('task', 'id')) as id, b.id as plan_id, b.place, x.parent_n,
      (select s.id from section s where s.plan_id = b.id and s.position = 1 + coalesce(x.parent_n, x.n) / ${plans} % 10) as section_id,
      x.n / ${plans} as position, state, ${today}::date + due_in as due_on, claimed_on, closed_on,
      case when parent_n is null then 2 + ${draw(sql`x.n`, 5, 7)} else 2 + ${draw(sql`x.n`, 6, 9)} end as lead_k, 2 + ${draw(sql`x.n`, 7, 7)} as support_k
    from (
      select g.n, h,
        case when g.n / ${plans} % 5 = 4 then g.n - ${plans} * (1 + ${draw(sql`g.n`, 2, 4)}) end as parent_n,
        case when b.is_archived or h between 40 and 62 then 'closed' when h < 33 or h >= 66 then 'active' when h < 37 then 'issued'
          when h < 40 then 'closing' when h < 65 then 'suspended' else 'terminated' end as state,
        case when b.is_archived then -400 when h < 33 then -1 - ${draw(sql`g.n`, 3, 700)} when h between 66 and 71 then ${draw(sql`g.n`, 3, 14)}
          when h >= 97 then null else 30 + ${draw(sql`g.n`, 3, 1400)} end as due_in,
        case when h between 37 and 39 and not b.is_archived then ${today}::date - ${draw(sql`g.n`, 4, 9)} end as claimed_on,
        case when b.is_archived or h between 40 and 62 then ${today}::date - ${draw(sql`g.n`, 4, 800)} end as closed_on, b.id, b.place
      from generate_series(0, ${tasks} - 1) g(n) join bench_plan b on b.n = g.n % ${plans}, lateral (select ${draw(sql`g.n`, 1, 100)} as h) d
    ) x join bench_plan b on b.id = x.id`,
  sql`create unique index on bench_task (n)`,
  sql`insert into task (id, plan_id, section_id, parent_id, ancestor_ids, number, title, requirement, position, state, due_on, original_due_on, ongoing,
      issuer_unit_id, self_percent, issued_at, acknowledged_at, claimed_on, closed_on, suspended_on)
    overriding system value
    select x.id, x.plan_id, x.section_id, p.id, case when p.id is null then '{}' else array[p.id] end, (x.position + 1)::text,
      (${list(verbs)})[1 + ${draw(sql`x.n`, 8, verbs.length)}] || (${list(objects)})[1 + ${draw(sql`x.n`, 9, objects.length)}] || (x.n % 97 + 1) || '处',
      '按照方案要求，明确责任分工，按季度报送进展，确保按期完成。', x.position, x.state, x.due_on,
      case when x.n % 29 = 0 then x.due_on - 90 else x.due_on end, x.due_on is null, coalesce(pu.id, u.id), ${draw(sql`x.n`, 10, 101)},
      '2022-01-05T02:00:00Z', case when x.state <> 'issued' then '2022-01-10T02:00:00Z'::timestamptz end, coalesce(x.claimed_on, x.closed_on), x.closed_on,
      case when x.state = 'suspended' then ${today}::date - 30 end
    from bench_task x join bench_unit u on u.place = x.place and u.k = 0
    left join bench_task p on p.n = x.parent_n left join bench_unit pu on pu.place = p.place and pu.k = p.lead_k
    order by x.id`,
  sql`insert into assignment (task_id, unit_id, role, is_primary, position)
    select x.id, u.id, case when u.k = x.lead_k then 'lead' else 'support' end, u.k = x.lead_k, case when u.k = x.lead_k then 0 when u.kind = 'group' then 2 else 1 end
    from bench_task x join bench_unit u on u.place = x.place and (u.k in (x.lead_k, x.support_k) or (u.kind = 'group' and x.n % 10 = 0))`,
  sql`insert into acknowledgement (assignment_id, unit_id, at)
    select a.id, a.unit_id, '2022-01-10T02:00:00Z' from assignment a join bench_task x on x.id = a.task_id join bench_unit u on u.id = a.unit_id
    where x.state <> 'issued' and u.kind <> 'group'`,
  sql`insert into milestone (task_id, position, title, deliverable, due_on, original_due_on, weight, evidence_asked, evidence_why, state, claimed_on, verified_on)
    select x.id, i, (array['完成方案编制', '完成主体建设', '通过验收'])[i], (array['方案文本', '现场照片', '验收报告'])[i], m.due_on, m.due_on, (array[30, 30, 40])[i],
      case when i = 3 then '验收报告' end, case when i = 3 then '核对完成情况' end, m.state,
      case when m.state in ('claimed', 'verified') then least(m.due_on + case when x.n % 50 = 0 then 6 else -3 end, ${today}::date - 1) end,
      case when m.state = 'verified' then least(m.due_on + 10, ${today}::date) end
    from bench_task x, generate_series(1, 3) i,
      lateral (select coalesce(x.due_on, ${today}::date + 1200) - (3 - i) * 200 as due_on) d,
      lateral (select d.due_on, case when x.state in ('closed', 'closing') or d.due_on < ${today}::date - case when i = 3 then 100000 else 0 end then 'verified'
        when i = 3 and x.n % 50 = 0 and d.due_on < ${today}::date - 20 then 'claimed' else 'pending' end as state) m
    where x.n % 6 <> 5`,
]

/** What settleTask keeps up to date task by task, here for all at once; a test compares the two. */
export const settleAll: readonly SQL[] = [
  sql`update task t set owed_due_on = o.due_on, owed_stopped_on = o.stopped_on, owed_milestone_id = o.milestone_id
    from (
      select distinct on (task_id) task_id, due_on, stopped_on, milestone_id from (
        select m.task_id, m.due_on, case when m.state = 'claimed' then m.claimed_on end as stopped_on, m.id as milestone_id, m.position
        from milestone m where m.state <> 'verified' and not (m.state = 'claimed' and m.claimed_on <= m.due_on)
        union all
        select k.id, k.due_on, case when k.state = 'closing' then k.claimed_on end, null, null
        from task k where k.due_on is not null and not (k.state = 'closing' and k.claimed_on <= k.due_on)
      ) item
      order by task_id, due_on, milestone_id is null, stopped_on is not null, position
    ) o
    where o.task_id = t.id and t.state in ('issued', 'active', 'closing')`,
  sql`update task t set verified_percent = case when t.state = 'closed' then 100 else s.percent end
    from (select k.id, coalesce((select sum(weight) from milestone m where m.task_id = k.id and m.state = 'verified'), 0)::int as percent from task k) s
    where s.id = t.id and not exists (select from task c where c.parent_id = t.id)`,
  sql`update task t set verified_percent = case when t.state = 'closed' then 100 else s.percent end
    from (
      select parent_id, coalesce(floor(sum(done) / nullif(sum(weight), 0)), 0)::int as percent from (
        select c.parent_id, c.weight, c.weight * case when c.state = 'closed' then 100 else c.verified_percent end as done
        from task c where c.parent_id is not null and c.state <> 'terminated'
        union all
        select m.task_id, m.weight, case when m.state = 'verified' then m.weight * 100 else 0 end from milestone m where exists (select from task c where c.parent_id = m.task_id)
      ) part group by parent_id
    ) s where s.parent_id = t.id`,
]
