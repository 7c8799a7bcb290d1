import Link from 'next/link'
import { LinkButton } from '@/app/_ui/button'
import { Moment } from '@/app/_ui/dates'
import { EmptyState } from '@/app/_ui/empty-state'
import { Lamp } from '@/app/_ui/lamp'
import { PageHead } from '@/app/_ui/page-head'
import { Section } from '@/app/_ui/section'
import { StatSentence } from '@/app/_ui/stat-sentence'
import { formatShort } from '@/lib/domain/calendar/date'
import { changeRequestKindLabels } from '@/lib/domain/labels'
import { periodLabel } from '@/lib/domain/report/period'
import { tasksHref } from '@/lib/domain/task/filter'
import { numberedTitle } from '@/lib/domain/task/name'
import type { QueryContext } from '@/lib/queries/context'
import { getOfficeTodo, type PlanDraftLine } from '@/lib/queries/get-office-todo'
import type { ReviewLine } from '@/lib/queries/list-reviews'
import { supervisionTodo } from '@/lib/queries/supervision-todo'
import { SupervisionLines } from './supervision-lines'
import { TodoLine } from './todo-line'

/** Lines of the queue on this page; the rest is worked through in the queue itself. */
const SHOWN = 12
const SILENT_SHOWN = 8

const nameOf = (item: { number: string | null; title: string }): string => numberedTitle(item)

const wordsOf = (line: ReviewLine): string => {
  if (line.kind === 'closing') return '申请办结'
  if (line.kind === 'change') return `申请${changeRequestKindLabels[line.changeKind ?? 'extend']}`
  const claims = line.claims ? `，申报 ${line.claims} 个节点` : ''
  return `${line.periodKey ? periodLabel(line.periodKey) : ''}进展${claims}`
}

/** How far the units are, and what waits for a decision. */
const consultationWords = ({ round, undecided }: PlanDraftLine): string | undefined => {
  const said = [
    round ? `已答复 ${round.answered} / ${round.asked} 个单位` : '',
    undecided > 0 ? `待处理意见 ${undecided} 条` : '',
  ].filter(Boolean)
  return said.length > 0 ? said.join('，') : undefined
}

export async function OfficeTodo({ ctx }: { ctx: QueryContext }) {
  const { actor, today } = ctx
  const [todo, supervision] = await Promise.all([getOfficeTodo(ctx), supervisionTodo(ctx)])
  const { waiting, reviews, silent } = todo
  const total = waiting.report + waiting.change + waiting.closing
  return (
    <>
      <PageHead
        title="今日待办"
        fact={`${actor.jurisdictionName} · ${actor.unitName}`}
        primary={
          total > 0 ? (
            <LinkButton href="/reviews" variant="primary">
              审核 {total} 项
            </LinkButton>
          ) : (
            <LinkButton href="/plans/new" variant="primary">
              导入规划
            </LinkButton>
          )
        }
      />
      <StatSentence
        whole={`待审核 ${total} 项`}
        stats={[
          { label: '进展反馈', value: waiting.report, href: '/reviews?kind=report' },
          { label: '延期、调整、终止申请', value: waiting.change, href: '/reviews?kind=change' },
          { label: '办结申请', value: waiting.closing, href: '/reviews?kind=closing' },
        ]}
      />
      <div className="mb-8">
        <StatSentence
          whole={`${todo.plans} 份实施中的规划，未办结任务 ${todo.open} 项`}
          stats={[{ label: '逾期', value: todo.overdue, urgent: true, href: '/overview' }]}
        />
      </div>
      <Section
        title="待审核，最早的在前"
        aside={
          reviews.length > SHOWN ? (
            <Link className="link" href="/reviews">
              全部 {total} 项
            </Link>
          ) : undefined
        }
      >
        {reviews.length === 0 ? (
          <EmptyState title="没有待审核的事项" text="各单位提交的进展、申请会按时间先后排在这里。" />
        ) : (
          <ul>
            {reviews.slice(0, SHOWN).map((line) => (
              <TodoLine
                key={line.key}
                sign={<Lamp tone="grey" word={line.kind === 'report' ? '待审核' : '待审批'} />}
                title={nameOf(line)}
                detail={`${line.unitName} ${wordsOf(line)}`}
                href={`/reviews?item=${line.key}`}
                when={
                  <>
                    <Moment at={new Date(line.at)} today={today} /> 提交
                  </>
                }
                verb={line.isOwn ? '由同事审核' : '审核'}
              />
            ))}
          </ul>
        )}
      </Section>
      {supervision.length > 0 ? (
        <Section title={`督查整改 ${supervision.length}`}>
          <SupervisionLines items={supervision} today={today} />
        </Section>
      ) : null}
      {todo.toFanOut.length ? (
        <Section title={`待分解到成员单位 ${todo.toFanOut.length}`}>
          <ul>
            {todo.toFanOut.map((line) => (
              <TodoLine
                key={line.id}
                sign={<Lamp tone="grey" word="待分解" />}
                title={nameOf(line)}
                detail={`由${line.group}牵头`}
                href={`/tasks/${line.id}/fan-out`}
                verb="分解"
              />
            ))}
          </ul>
        </Section>
      ) : null}
      {todo.drafts.length ? (
        <Section title={`规划草案 ${todo.drafts.length}`}>
          <ul>
            {todo.drafts.map((draft) => (
              <TodoLine
                key={draft.id}
                sign={<Lamp tone="grey" word={draft.round ? '征求意见' : '草案'} />}
                title={draft.title}
                detail={consultationWords(draft)}
                href={
                  draft.round || draft.undecided > 0 ? `/plans/${draft.id}/consultation` : `/plans/${draft.id}/draft`
                }
                when={
                  draft.round ? (
                    `${formatShort(draft.round.dueOn, today)}前答复`
                  ) : (
                    <>
                      <Moment at={new Date(draft.savedAt)} today={today} /> 保存
                    </>
                  )
                }
                verb={draft.round || draft.undecided > 0 ? '查看答复' : '继续校对'}
              />
            ))}
          </ul>
        </Section>
      ) : null}
      {silent.length ? (
        <Section title={`久未反馈的单位 ${silent.length}`}>
          <ul className="flex flex-wrap gap-x-8 gap-y-1">
            {silent.slice(0, SILENT_SHOWN).map((unit) => (
              <li key={unit.unitId}>
                <Link className="link" href={tasksHref({ unit: unit.unitId, state: 'open' })} prefetch={false}>
                  {unit.name}
                </Link>
                <span className="text-ink-3">
                  {' '}
                  {unit.days} 天{unit.hasSpoken ? '' : '，从未反馈'}，未办结 {unit.open} 项
                </span>
              </li>
            ))}
            {silent.length > SILENT_SHOWN ? (
              <li>
                <Link className="link" href="/overview">
                  其余 {silent.length - SILENT_SHOWN} 个单位
                </Link>
              </li>
            ) : null}
          </ul>
        </Section>
      ) : null}
    </>
  )
}
