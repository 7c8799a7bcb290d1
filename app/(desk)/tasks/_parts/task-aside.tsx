import Link from 'next/link'
import { Lamp } from '@/app/_ui/lamp'
import { ProgressPair } from '@/app/_ui/progress-pair'
import { Section } from '@/app/_ui/section'
import { type CalendarDate, formatLong } from '@/lib/domain/calendar/date'
import { taskStateLabels } from '@/lib/domain/labels'
import { periodLabel } from '@/lib/domain/report/period'
import { numberedTitle } from '@/lib/domain/task/name'
import type { TaskPage } from '@/lib/queries/get-task'
import { extensionChains } from './extension-chain'
import { TaskVerbs } from './task-verbs'

/** How the task stands, and what this person may do about it. */
export function TaskAside({ view, today }: { view: TaskPage; today: CalendarDate }) {
  const { task, lamp, next, frame, reportDue } = view
  const chain = extensionChains(view).find((entry) => entry.milestone === null)
  return (
    <aside className="min-w-0 max-lg:order-1">
      <Section title="现在">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <Lamp tone={lamp.tone} word={lamp.word} />
          <span>{lamp.why}</span>
        </p>
        {task.state === 'active' && task.stateReason ? (
          <p className="mt-2 text-lamp-red">办结申请被退回：“{task.stateReason}”</p>
        ) : null}
        {(task.state === 'suspended' || task.state === 'terminated') && task.stateReason ? (
          <p className="mt-2 text-ink-2">原因：{task.stateReason}</p>
        ) : null}
        {next ? (
          <p className="mt-3">
            <span className="text-ink-3">下一步　</span>
            <strong className="font-semibold">{next.who}</strong>
            {next.what}
            {next.until && next.until >= today ? `，${formatLong(next.until)}前` : ''}
          </p>
        ) : null}
        {reportDue ? (
          <p className="mt-1 text-ink-2">
            {periodLabel(reportDue.key)}报送：{formatLong(reportDue.dueOn)}前
            {reportDue.dueOn < today ? '，已过' : `，还有 ${reportDue.workdaysLeft} 个工作日`}
          </p>
        ) : null}
      </Section>
      <Section title="进度">
        <ProgressPair verified={task.verifiedPercent} claimed={view.selfPercent} />
      </Section>
      <Section title="时限">
        <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-y-1">
          <dt className="text-ink-3">截止</dt>
          <dd>{task.dueOn ? formatLong(task.dueOn) : task.ongoing ? '长期坚持' : '未定'}</dd>
          {task.originalDueOn && task.originalDueOn !== task.dueOn ? (
            <>
              <dt className="text-ink-3">原定</dt>
              <dd>{formatLong(task.originalDueOn)}</dd>
            </>
          ) : null}
          {chain ? (
            <>
              <dt className="text-ink-3">延期经过</dt>
              <dd>{chain.days}</dd>
            </>
          ) : null}
          <dt className="text-ink-3">办理状态</dt>
          <dd>{taskStateLabels[task.state]}</dd>
          {task.parentId ? (
            <>
              <dt className="text-ink-3">占上级</dt>
              <dd>权重 {task.weight}</dd>
            </>
          ) : null}
        </dl>
      </Section>
      {frame.above.length ? (
        <Section title="上级任务">
          <ul>
            {frame.above.map((above) => (
              <li key={above.id}>
                <Link className="link" href={`/tasks/${above.id}`} prefetch={false}>
                  {numberedTitle(above)}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <TaskVerbs view={view} />
    </aside>
  )
}
