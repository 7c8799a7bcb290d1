import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { draw } from './tasks'

/** One report a period, back from the current one; older ones approved, the last in every state or missing. */
export const fillReports = (perTask: number, today: CalendarDate): readonly SQL[] => [
  sql`insert into report (task_id, unit_id, period_id, reviewing_unit_id, state, self_percent, done_text, difficulties, next_steps,
      submitted_at, submitted_on, decided_at, return_reason, created_at)
    select x.id, u.id, p.id, t.issuer_unit_id, r.state, greatest(0, t.self_percent - 3 * r.back)::int,
      '本季度完成' || (x.n % 40 + 1) || '处现场勘查，召开调度会2次，累计完成投资' || (x.n % 900 + 10) || '万元。',
      case when ${draw(sql`x.n + r.back`, 21, 3)} = 0 then '选址需要调整，等待自然资源部门批复。' else '' end, '下一季度完成招标并开工。',
      case when r.state <> 'draft' then r.at end, case when r.state <> 'draft' then (r.at at time zone 'Asia/Shanghai')::date end,
      case when r.state in ('approved', 'returned') then r.at + interval '3 days' end, case when r.state = 'returned' then '佐证材料不完整' end, r.at
    from bench_task x join task t on t.id = x.id join bench_unit u on u.place = x.place and u.k = x.lead_k
      cross join lateral (
        select b.back, b.at, case when b.back > 1 or x.state in ('closed', 'terminated', 'suspended') then 'approved'
          else (array['submitted', 'approved', 'returned', 'draft', 'approved'])[1 + ${draw(sql`x.n`, 22, 5)}] end as state
        from (select back::int, least(${today}::date - 1, ${today}::date - (back::int - 1) * 91 - ${draw(sql`x.n`, 23, 60)})::timestamp at time zone 'Asia/Shanghai' + interval '10 hours' as at
          from generate_series(1, ${perTask}::int) back) b
      ) r
      join bench_period p on p.plan_id = x.plan_id and p.back = r.back
    where x.state <> 'issued' and (r.back > 1 or ${draw(sql`x.n`, 24, 4)} > 0)`,
  sql`create temp table bench_report on commit drop as
    select r.id, r.task_id, r.unit_id, r.submitted_at, r.state, r.decided_at, x.plan_id, row_number() over (partition by r.task_id order by r.period_id desc) as back
    from report r join bench_task x on x.id = r.task_id`,
  sql`insert into milestone_claim (report_id, milestone_id)
    select r.id, m.id from milestone m join bench_report r on r.task_id = m.task_id and r.back = 2 where m.state in ('claimed', 'verified')`,
]

/** Each file a content of its own, linked to one of the task's later reports; the bytes are not on disk. */
export const fillFiles = (perTask: number): readonly SQL[] => [
  sql`with link as (
      select r.id as report_id, r.unit_id, k, encode(sha256(convert_to(r.id || '/' || k, 'UTF8')), 'hex') as sha
      from bench_report r, generate_series(1, 2) k where r.back <= ${Math.ceil(perTask / 2)}
    ), stored as (
      insert into file (sha256, size, mime, extension) select sha, 120000 + report_id % 9000, 'image/jpeg', 'jpg' from link returning id, sha256
    )
    insert into evidence (file_id, name, unit_id, report_id) select s.id, '现场照片' || l.k || '.jpg', l.unit_id, l.report_id from link l join stored s on s.sha256 = l.sha`,
]

/** Extensions asked for and decided, and the record of issue, receipt and the latest reports. */
export const fillRecord = (today: CalendarDate): readonly SQL[] => [
  sql`insert into change_request (task_id, unit_id, issuer_unit_id, kind, state, reason, current_due_on, proposed_due_on, submitted_at, decided_at, decision_reason)
    select x.id, u.id, t.issuer_unit_id, 'extend', c.state, '受审批进度影响，申请延期。', t.due_on, t.due_on + 90, ${today}::date - 5,
      case when c.state <> 'submitted' then ${today}::date - 3 end, case when c.state = 'rejected' then '理由不充分' end
    from bench_task x join task t on t.id = x.id join bench_unit u on u.place = x.place and u.k = x.lead_k,
      lateral (select (array['submitted', 'approved', 'rejected'])[1 + x.n / 37 % 3] as state) c
    where x.n % 37 = 0 and x.state = 'active' and t.due_on is not null`,
  sql`insert into audit_event (at, person_name, unit_id, unit_name, role, action, subject_type, subject_id, plan_id, task_id, before, after, request_id, via)
    select e.at, '压测', e.unit_id, '', e.role, e.action, e.subject_type, e.subject_id, e.plan_id, e.task_id, e.before, e.after, 'bench', 'cli'
    from (
      select t.issued_at as at, t.issuer_unit_id as unit_id, 'office' as role, 'task.issue' as action, 'task' as subject_type, t.id as subject_id, x.plan_id, t.id as task_id,
        '{"state":"draft"}'::jsonb as before, '{"state":"issued"}'::jsonb as after
      from bench_task x join task t on t.id = x.id
      union all
      select t.acknowledged_at, null, 'officer', 'task.acknowledge', 'task', t.id, x.plan_id, t.id, '{"state":"issued"}', '{"state":"active"}'
      from bench_task x join task t on t.id = x.id where t.acknowledged_at is not null
      union all
      select r.submitted_at, r.unit_id, 'head', 'report.submit', 'report', r.id, r.plan_id, r.task_id, '{"state":"draft"}', '{"state":"submitted"}'
      from bench_report r where r.submitted_at is not null and r.back <= 4
      union all
      select r.decided_at, null, 'office', case r.state when 'returned' then 'report.return' else 'report.approve' end, 'report', r.id, r.plan_id, r.task_id,
        '{"state":"submitted"}', jsonb_build_object('state', r.state)
      from bench_report r where r.decided_at is not null and r.back <= 4
    ) e order by e.at`,
]
