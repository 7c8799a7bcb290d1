import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { addressWith, firstOf, type SearchParams } from '@/app/_ui/address'
import { LinkButton } from '@/app/_ui/button'
import { EmptyState } from '@/app/_ui/empty-state'
import { type Filter, FilterBar } from '@/app/_ui/filter-bar'
import { PageHead } from '@/app/_ui/page-head'
import { desk } from '@/lib/auth/desk'
import { periodLabel } from '@/lib/domain/report/period'
import { getReviewItem, type ReviewItem } from '@/lib/queries/get-review-item'
import {
  countReviews,
  hasReviews,
  listReviews,
  readReviewPosition,
  type ReviewFilter,
  type ReviewKind,
  type ReviewLine,
  reviewKinds,
  reviewPositionText,
} from '@/lib/queries/list-reviews'
import { BulkApprove } from './bulk-approve.client'
import { DecidedNotice } from './decided-notice'
import { ItemAddress } from './item-address.client'
import { ChangeItem, ClosingItem } from './other-items'
import { QueueList } from './queue-list'
import { ReportItem } from './report-item'
import { Verdict } from './verdict.client'

export const metadata: Metadata = { title: '审核' }

const path = '/reviews'
const kindWords: Readonly<Record<ReviewKind, string>> = { report: '进展报送', change: '变更申请', closing: '办结申请' }

const numberOf = (params: SearchParams, name: string): number | undefined => {
  const text = firstOf(params, name)
  return text && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

const filterOf = (params: SearchParams): ReviewFilter => ({
  kind: reviewKinds.find((kind) => kind === firstOf(params, 'kind')),
  plan: numberOf(params, 'plan'),
  unit: numberOf(params, 'unit'),
  period: firstOf(params, 'period'),
})

/** Where the queue goes on after something that has left it: the first that was submitted later, else the oldest. */
const following = (rows: readonly ReviewLine[], gone: ReviewItem | null): ReviewLine | undefined => {
  const at =
    gone?.kind === 'report' ? gone.report.submittedAt : gone?.kind === 'change' ? gone.change.submittedAt : null
  return (at ? rows.find((row) => new Date(row.at) > at) : undefined) ?? rows[0]
}

export default async function ReviewsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, { ctx }] = await Promise.all([searchParams, desk()])
  if (!hasReviews(ctx)) notFound()
  const filter = filterOf(params)
  const wanted = firstOf(params, 'item')
  const [queue, counts] = await Promise.all([
    listReviews(ctx, filter, readReviewPosition(firstOf(params, 'after') ?? '') ?? undefined),
    countReviews(ctx),
  ])
  const asked = wanted ? await getReviewItem(ctx, wanted) : null
  const line = queue.rows.find((row) => row.key === wanted) ?? following(queue.rows, asked)
  const isGone = wanted !== undefined && line?.key !== wanted
  const item = line && (isGone || !asked ? await getReviewItem(ctx, line.key) : asked)
  const hrefOf = (itemKey: string) => addressWith(path, params, { item: itemKey })
  const index = line ? queue.rows.indexOf(line) : -1
  const total = counts.reduce((sum, entry) => sum + entry.count, 0)
  return (
    <>
      <div className={wanted ? 'max-lg:hidden' : ''}>
        <PageHead title="审核" fact={factOf(counts, queue.total, total)} />
        <FilterBar path={path} params={{ ...params, item: undefined }} filters={filtersOf(counts)} />
      </div>
      {line && item ? (
        <div className="grid gap-8 lg:grid-cols-[360px_minmax(0,1fr)]">
          <div className={`min-w-0 lg:sticky lg:top-16 lg:self-start ${wanted ? 'max-lg:hidden' : ''}`}>
            <QueueList rows={queue.rows} selected={line.key} hrefOf={hrefOf} today={ctx.today} />
            <BulkApprove eligible={queue.rows.filter((row) => row.isBulkEligible).length} />
            {queue.next ? (
              <Link
                className="link block py-2"
                href={addressWith(path, params, { after: reviewPositionText(queue.next), item: null })}
              >
                后面还有，看下一批 ›
              </Link>
            ) : null}
          </div>
          <div className={`min-w-0 ${wanted ? '' : 'max-lg:hidden'}`}>
            <ItemAddress href={hrefOf(line.key)} besideList={wanted === undefined} />
            <nav aria-label="审核队列" className="mb-4 flex flex-wrap items-center justify-between gap-2">
              <Link className="link py-2 lg:hidden" href={addressWith(path, params, { item: null })}>
                ‹ 队列
              </Link>
              <span className="text-ink-3">
                第 {index + 1} / {queue.total} 项
              </span>
              <span className="flex gap-2">
                <Step
                  label="上一项"
                  hotkey="k"
                  href={queue.rows[index - 1] && hrefOf(queue.rows[index - 1]?.key ?? '')}
                />
                <Step
                  label="下一项"
                  hotkey="j"
                  prefetch
                  href={queue.rows[index + 1] && hrefOf(queue.rows[index + 1]?.key ?? '')}
                />
              </span>
            </nav>
            {isGone ? <DecidedNotice item={asked} me={ctx.actor.personName} today={ctx.today} /> : null}
            <Item item={item} today={ctx.today} />
          </div>
        </div>
      ) : (
        <>
          {isGone ? <DecidedNotice item={asked} me={ctx.actor.personName} today={ctx.today} /> : null}
          <EmptyState
            title={total === 0 ? '没有等待审核的事项' : '没有符合条件的事项'}
            text={
              total === 0
                ? '单位提交报送、延期或办结申请后，会按时间先后排在这里。'
                : `去掉筛选条件，还有 ${total} 项待办。`
            }
            action={
              total === 0 ? (
                <LinkButton href="/reports">看全部报送</LinkButton>
              ) : (
                <LinkButton href={path}>清除筛选</LinkButton>
              )
            }
          />
        </>
      )}
    </>
  )
}

function Item({ item, today }: { item: ReviewItem; today: Parameters<typeof ReportItem>[0]['today'] }) {
  if (item.kind === 'change') return <ChangeItem change={item.change} />
  if (item.kind === 'closing') return <ClosingItem closing={item.closing} today={today} />
  const { report } = item
  const has = (verb: (typeof report.verbs)[number]) => report.verbs.includes(verb)
  return (
    <>
      <ReportItem report={report} today={today} />
      {has('report.return') || has('report.approve') ? (
        <div className="action-bar mt-6">
          <Verdict
            key={`${report.id}-${report.version}`}
            reportId={report.id}
            version={report.version}
            name={`${report.unit.name}的${periodLabel(report.period.key)}进展`}
            claims={report.claims.map(({ id, title }) => ({ id, title }))}
            mayApprove={has('report.approve')}
            mayEndorse={has('report.endorse')}
            mayReturn={has('report.return')}
          />
        </div>
      ) : null}
    </>
  )
}

function Step(props: { label: string; hotkey: string; href: string | undefined; prefetch?: boolean }) {
  if (!props.href) {
    return (
      <span className="btn" data-variant="secondary" aria-disabled="true">
        {props.label}
      </span>
    )
  }
  return (
    <LinkButton href={props.href} hotkey={props.hotkey} scroll={false} prefetch={props.prefetch ?? false}>
      {props.label}
    </LinkButton>
  )
}

type Counts = Awaited<ReturnType<typeof countReviews>>

const factOf = (counts: Counts, matching: number, total: number): string => {
  const words = reviewKinds.flatMap((kind) => {
    const sum = counts.filter((entry) => entry.kind === kind).reduce((all, entry) => all + entry.count, 0)
    return sum > 0 ? [`${kindWords[kind]} ${sum}`] : []
  })
  if (total === 0) return '全部办理完毕。'
  return `${total} 项待审核：${words.join('，')}。先交的在前${matching < total ? `；符合筛选条件的 ${matching} 项` : ''}。`
}

const filtersOf = (counts: Counts): Filter[] => {
  const options = (pick: (entry: Counts[number]) => [string, string] | null) => {
    const found = new Map(counts.flatMap((entry) => [pick(entry)].filter((pair) => pair !== null)))
    return [...found].map(([value, label]) => ({ value, label }))
  }
  return [
    { kind: 'select', name: 'kind', label: '事项', options: options((entry) => [entry.kind, kindWords[entry.kind]]) },
    {
      kind: 'select',
      name: 'plan',
      label: '规划',
      options: options((entry) => [String(entry.planId), entry.planTitle]),
    },
    {
      kind: 'select',
      name: 'unit',
      label: '单位',
      options: options((entry) => [String(entry.unitId), entry.unitName]),
    },
    {
      kind: 'select',
      name: 'period',
      label: '报送期',
      options: options((entry) => (entry.periodKey ? [entry.periodKey, periodLabel(entry.periodKey)] : null)),
    },
  ]
}
