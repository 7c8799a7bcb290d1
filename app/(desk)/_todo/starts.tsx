import Link from 'next/link'
import { LinkButton } from '@/app/_ui/button'
import { EmptyState } from '@/app/_ui/empty-state'
import { Lamp } from '@/app/_ui/lamp'
import { PageHead } from '@/app/_ui/page-head'
import { Section } from '@/app/_ui/section'
import { formatLong } from '@/lib/domain/calendar/date'
import { lateWords } from '@/lib/domain/calendar/deadline'
import { tasksHref } from '@/lib/domain/task/filter'
import { numberedTitle } from '@/lib/domain/task/name'
import type { QueryContext } from '@/lib/queries/context'
import { getAdminStart, getAuditorStart, getExpertStart, getLeaderStart } from '@/lib/queries/get-start'
import { overdueTasks } from '@/lib/queries/overview-lists'
import { supervisionTodo } from '@/lib/queries/supervision-todo'
import { SupervisionLines } from './supervision-lines'
import { TodoLine } from './todo-line'

interface Props {
  ctx: QueryContext
}

/** Where each role that owes no reports begins: a few facts, each of them a link. */
export async function LeaderStart({ ctx }: Props) {
  const [facts, worst, supervision] = await Promise.all([
    getLeaderStart(ctx),
    overdueTasks(ctx, { depth: 'top' }, 5),
    supervisionTodo(ctx),
  ])
  return (
    <>
      <PageHead
        title={ctx.actor.jurisdictionName}
        fact={`${formatLong(ctx.today)}　${facts.plans} 份实施中的规划，未办结任务 ${facts.open} 项，逾期 ${facts.overdue} 项`}
        primary={
          <LinkButton href="/overview" variant="primary">
            查看总览
          </LinkButton>
        }
      />
      {supervision.length > 0 ? (
        <Section title={`需要您处理 ${supervision.length}`}>
          <SupervisionLines items={supervision} today={ctx.today} />
        </Section>
      ) : null}
      <Section
        title="逾期最久"
        aside={
          <Link className="link" href={tasksHref({ lamp: 'red', depth: 'top' })}>
            全部 {facts.overdue} 项
          </Link>
        }
      >
        {worst.length === 0 ? (
          <EmptyState title="没有逾期的任务" />
        ) : (
          <ul>
            {worst.map((item) => (
              <TodoLine
                key={item.id}
                sign={<Lamp tone="red" />}
                title={numberedTitle(item)}
                detail={item.unitName}
                href={`/tasks/${item.id}`}
                when={lateWords(item.workdaysLate)}
                verb="查看"
              />
            ))}
          </ul>
        )}
      </Section>
    </>
  )
}

export async function ExpertStart({ ctx }: Props) {
  const [plans, supervision] = await Promise.all([getExpertStart(ctx), supervisionTodo(ctx)])
  return (
    <>
      <PageHead
        title="向您开放的规划"
        fact={`${plans.length} 份，可以查看任务、进展和佐证材料，在任务页和报送页提出意见`}
      />
      <SupervisionLines items={supervision} today={ctx.today} />
      {plans.length === 0 ? (
        <EmptyState title="还没有向您开放的规划" text="由规划的办公室开放后，规划和任务会出现在这里。" />
      ) : (
        <ul>
          {plans.map((plan) => (
            <li key={plan.id} data-row className="border-b border-line py-2">
              <Link className="row-link font-medium" href={`/plans/${plan.id}`}>
                {plan.title}
              </Link>
              {plan.isArchived ? <span className="text-ink-3">（已归档）</span> : null}　
              <Link className="link" href={tasksHref({ plan: plan.id, depth: 'top' })}>
                {plan.tasks} 项任务
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

export async function AdminStart({ ctx }: Props) {
  const facts = await getAdminStart(ctx)
  const nextYear = Number(ctx.today.slice(0, 4)) + 1
  return (
    <>
      <PageHead title="系统管理" fact={`${ctx.actor.jurisdictionName} · ${ctx.actor.unitName}`} />
      <Facts
        rows={[
          [
            '/admin/units',
            '单位',
            `${facts.units} 个在用，${facts.unitsWithoutPeople ? `其中 ${facts.unitsWithoutPeople} 个还没有人员` : '都已有人员'}`,
          ],
          [
            '/admin/people',
            '人员',
            `${facts.people} 人在任，${facts.locked ? `${facts.locked} 个账号锁定中` : '没有锁定的账号'}`,
          ],
          [
            '/admin/calendar',
            '节假日',
            facts.lastCalendarYear && facts.lastCalendarYear >= nextYear
              ? `已有至 ${facts.lastCalendarYear} 年的放假调休安排`
              : `${nextYear} 年的放假调休安排公布后请登记，否则按周末推算`,
          ],
        ]}
      />
    </>
  )
}

export async function AuditorStart({ ctx }: Props) {
  const facts = await getAuditorStart(ctx)
  return (
    <>
      <PageHead title="审计" fact={`${ctx.actor.jurisdictionName} · ${ctx.actor.unitName}`} />
      <Facts
        rows={[
          ['/admin/audit', '审计记录', `今天 ${facts.today} 条，其中登录失败 ${facts.failedSignIns} 次`],
          [
            '/admin/audit',
            '封存',
            `${facts.lastSealedOn ? `最近一次 ${formatLong(facts.lastSealedOn)}` : '还没有封存'}，今天待封存 ${facts.unsealed} 条`,
          ],
        ]}
      />
    </>
  )
}

function Facts({ rows }: { rows: readonly (readonly [string, string, string])[] }) {
  return (
    <dl>
      {rows.map(([href, name, fact]) => (
        <div
          key={name}
          data-row
          className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 border-b border-line py-3 max-md:grid-cols-1"
        >
          <dt>
            <Link className="link font-medium" href={href}>
              {name}
            </Link>
          </dt>
          <dd className="text-ink-2">{fact}</dd>
        </div>
      ))}
    </dl>
  )
}
