import Link from 'next/link'
import type { ReactNode } from 'react'
import { LinkButton } from '@/app/_ui/button'
import { Moment } from '@/app/_ui/dates'
import { EmptyState } from '@/app/_ui/empty-state'
import { Lamp } from '@/app/_ui/lamp'
import { PageHead } from '@/app/_ui/page-head'
import { type CalendarDate, formatShort } from '@/lib/domain/calendar/date'
import { changeRequestKindLabels } from '@/lib/domain/labels'
import { periodLabel } from '@/lib/domain/report/period'
import { tasksHref } from '@/lib/domain/task/filter'
import { numberedTitle } from '@/lib/domain/task/name'
import { todoSentence } from '@/lib/domain/task/todo'
import type { QueryContext } from '@/lib/queries/context'
import { type Due, getTodo, type Todo } from '@/lib/queries/get-todo'
import { listConsultations } from '@/lib/queries/list-consultations'
import type { ReviewLine } from '@/lib/queries/list-reviews'
import { supervisionTodo } from '@/lib/queries/supervision-todo'
import type { BackItem } from '@/lib/queries/todo-items'
import { AcknowledgeForm } from './acknowledge-form.client'
import { ConsultationLines } from './consultation-lines'
import { Feed } from './feed'
import { SupervisionLines } from './supervision-lines'
import { TodoLine } from './todo-line'

const nameOf = (item: { number: string | null; title: string }): string => numberedTitle(item)

/** A period's key in words without its year where that is this year: 第4季度. */
const shortPeriod = (key: string, today: CalendarDate): string =>
  periodLabel(key).replace(new RegExp(`^${today.slice(0, 4)}年`), '')

export async function UnitTodo({ ctx }: { ctx: QueryContext }) {
  const { actor, today } = ctx
  const [todo, asked, supervision] = await Promise.all([
    getTodo(ctx),
    listConsultations(ctx, { onlyWaiting: true }),
    supervisionTodo(ctx),
  ])
  const rounds = asked?.rows ?? []
  const { period } = todo
  const own = tasksHref({ unit: actor.unitId, part: 'any' })
  const { fresh, ...dated } = todo.counts
  const hasLines = rounds.length > 0 || supervision.length > 0 || Object.values(dated).some((count) => count > 0)
  return (
    <>
      <PageHead
        title="今日待办"
        fact={
          <>
            {actor.jurisdictionName} · {actor.unitName}
            <span className="block font-medium text-ink">
              {todoSentence({ ...todo.counts, asked: rounds.length, supervision: supervision.length })}
            </span>
          </>
        }
        secondary={
          period ? (
            <span className="text-ink-2">
              {shortPeriod(period.key, today)}报送：
              {period.missing === 0
                ? `${period.tasks} 项已全部报送`
                : `${period.workdaysLeft === 0 ? '今天截止' : `还有 ${period.workdaysLeft} 个工作日`}，未报 ${period.missing} / ${period.tasks}`}
            </span>
          ) : undefined
        }
        primary={
          todo.signOff[0] ? (
            <LinkButton href={`/reports/${todo.signOff[0].id}`} variant="primary">
              去审签
            </LinkButton>
          ) : period?.firstTaskId ? (
            <LinkButton href={`/tasks/${period.firstTaskId}/report?period=${period.key}`} variant="primary">
              报送进展
            </LinkButton>
          ) : undefined
        }
      />
      {hasLines || fresh > 0 ? null : (
        <EmptyState
          title="没有待办事项"
          text="逾期、临期、被退回和新交办的事项会按这个顺序出现在这里。"
          action={<LinkButton href={own}>查看本单位任务</LinkButton>}
        />
      )}
      <div className={hasLines ? 'mb-8 border-t border-line' : ''}>
        <Group
          title="逾期"
          count={todo.counts.late}
          shown={todo.late.length}
          more={tasksHref({ unit: actor.unitId, lamp: 'red' })}
        >
          {todo.late.map((item) => (
            <DatedLine key={`${item.kind}${item.id}-${item.taskId}`} item={item} today={today} />
          ))}
        </Group>
        <Group
          title="即将到期"
          count={todo.counts.dueThisWeek + todo.counts.dueLater}
          shown={todo.due.length}
          more={tasksHref({ unit: actor.unitId, lamp: 'yellow' })}
        >
          {todo.due.map((item) => (
            <DatedLine key={`${item.kind}${item.id}-${item.taskId}`} item={item} today={today} />
          ))}
        </Group>
        <Group title="退回" count={todo.counts.back} shown={todo.back.length} more={own}>
          {todo.back.map((item) => (
            <BackLine key={`${item.kind}${item.id}`} item={item} today={today} />
          ))}
        </Group>
        <DecideGroup todo={todo} today={today} />
        <SupervisionLines items={supervision} today={today} />
        <ConsultationLines rounds={rounds} today={today} />
      </div>
      {todo.fresh.length ? (
        <AcknowledgeForm
          whole={todo.counts.fresh}
          items={todo.fresh.map((item) => ({
            taskId: item.taskId,
            title: `${nameOf(item)}${item.isLead ? '' : '（配合）'}`,
            detail: item.dueOn ? `截止 ${formatShort(item.dueOn, today)}` : '长期',
            when: `${formatShort(item.issuedOn, today)} ${item.issuer}交办`,
          }))}
        />
      ) : null}
      <Feed lines={todo.feed} today={today} />
    </>
  )
}

/** No heading: the sign of each line says its group, the sentence on top its count. */
function Group(props: { title: string; count: number; shown: number; more: string; children: ReactNode }) {
  if (props.count === 0) return null
  return (
    <>
      <ul aria-label={`${props.title} ${props.count} 项`}>{props.children}</ul>
      {props.shown < props.count ? (
        <p className="border-b border-line py-2 md:pl-[6.5rem]">
          <Link className="link" href={props.more}>
            {props.title}还有 {props.count - props.shown} 项
          </Link>
        </p>
      ) : null}
    </>
  )
}

function DatedLine({ item, today }: { item: Due; today: CalendarDate }) {
  const isReport = item.kind === 'report'
  const late = item.workdays === 0 ? '逾期不满 1 个工作日' : `逾期 ${item.workdays} 个工作日`
  const left = item.dueOn === today ? '今天到期' : `${item.workdays} 个工作日后到期`
  const detail = isReport
    ? `${shortPeriod(item.detail ?? '', today)}进展`
    : item.detail
      ? `节点“${item.detail}”${item.isBegun ? '（曾被退回）' : ''}`
      : '到期办结'
  return (
    <TodoLine
      sign={<Lamp tone={item.isLate ? 'red' : 'yellow'} />}
      title={nameOf(item)}
      detail={item.person ? `${detail}（经办 ${item.person}）` : detail}
      href={isReport ? `/tasks/${item.taskId}/report?period=${item.detail}` : `/tasks/${item.taskId}`}
      when={`截止 ${formatShort(item.dueOn, today)}　${item.isLate ? late : left}`}
      verb={isReport ? (item.isBegun ? '继续填写' : '填写') : item.isPrimary ? '去办理' : '查看'}
    />
  )
}

const backWords: Readonly<Record<BackItem['kind'], string>> = {
  report: '进展',
  sentBack: '进展（负责人退回）',
  milestone: '节点',
  closing: '办结申请',
  change: '申请未获批准',
}

function BackLine({ item, today }: { item: BackItem; today: CalendarDate }) {
  const isReport = item.kind === 'report' || item.kind === 'sentBack'
  const about = isReport
    ? `${shortPeriod(item.detail ?? '', today)}${backWords[item.kind]}`
    : item.kind === 'milestone'
      ? `节点“${item.detail}”`
      : item.kind === 'change'
        ? `${changeRequestKindLabels[item.detail as 'extend']}${backWords.change}`
        : backWords[item.kind]
  return (
    <TodoLine
      sign={<Lamp tone="red" shape="↩" word="退回" />}
      title={nameOf(item)}
      detail={
        <>
          {about} <span className="text-ink">“{item.reason}”</span>
        </>
      }
      href={isReport ? `/tasks/${item.taskId}/report?period=${item.detail}` : `/tasks/${item.taskId}`}
      when={item.on ? formatShort(item.on, today) : undefined}
      verb={isReport ? '修改' : '查看'}
    />
  )
}

const reviewWords = (line: ReviewLine): string => {
  if (line.kind === 'closing') return '申请办结'
  if (line.kind === 'change') return `申请${changeRequestKindLabels[line.changeKind ?? 'extend']}`
  return `${line.periodKey ? periodLabel(line.periodKey) : ''}进展`
}

/** What waits for this person: the head's releases, then what other units handed in. */
function DecideGroup({ todo, today }: { todo: Todo; today: CalendarDate }) {
  return (
    <Group
      title="待您审核"
      count={todo.counts.decide}
      shown={todo.signOff.length + todo.reviews.length}
      more="/reviews"
    >
      {todo.signOff.map((item) => (
        <TodoLine
          key={item.id}
          sign={<Lamp tone="grey" word="待审签" />}
          title={nameOf(item)}
          detail={`${shortPeriod(item.periodKey, today)}进展`}
          href={`/reports/${item.id}`}
          when={`${formatShort(item.readyOn, today)}${item.author ? ` ${item.author}` : ''}送审签`}
          verb="审签"
        />
      ))}
      {todo.reviews.map((line) => (
        <TodoLine
          key={line.key}
          sign={<Lamp tone="grey" word="待审核" />}
          title={nameOf(line)}
          detail={`${line.unitName} ${reviewWords(line)}`}
          href={line.kind === 'report' ? `/reviews?item=${line.key}` : `/tasks/${line.taskId}`}
          when={
            <>
              <Moment at={new Date(line.at)} today={today} /> 提交
            </>
          }
          verb="审核"
        />
      ))}
    </Group>
  )
}
