import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import type { SearchParams } from '@/app/_ui/address'
import { LongDate } from '@/app/_ui/dates'
import { PageHead } from '@/app/_ui/page-head'
import { PrintButton } from '@/app/_ui/print-button.client'
import { PrintHead } from '@/app/_ui/print-head'
import { StatSentence } from '@/app/_ui/stat-sentence'
import { OverviewSupervision } from '@/app/(desk)/_supervision/overview-supervision'
import { desk } from '@/lib/auth/desk'
import { formatLong } from '@/lib/domain/calendar/date'
import { readTaskFilter, tasksHref } from '@/lib/domain/task/filter'
import { getOverview, type Overview } from '@/lib/queries/get-overview'
import { overviewSupervision } from '@/lib/queries/supervision-sections'
import { OverdueList } from './overdue-list'
import { filterWords, OverviewFilters } from './overview-filters'
import { OverviewMatrix } from './overview-matrix'
import { SilentUnits, UnitsBehind } from './units-behind'
import { WeekLine } from './week-line'

export const metadata: Metadata = { title: '总览' }

export default async function OverviewPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx } = await desk()
  const params = await searchParams
  const overview = await getOverview(ctx, readTaskFilter(params))
  if (!overview) notFound()
  const { filter, choices } = overview
  const supervision = await overviewSupervision(ctx, filter.plan)
  const plan = choices.plans.find((entry) => entry.id === filter.plan)
  const place = choices.places.find((entry) => entry.id === filter.jurisdiction)
  const title = plan?.title ?? `${place?.name ?? ctx.actor.jurisdictionName}总览`
  return (
    <>
      <PageHead
        title={
          <>
            {title}
            {plan?.isSample ? <span className="font-normal text-ink-3">（示例）</span> : null}
          </>
        }
        fact={
          <>
            <LongDate on={ctx.today} />
            {plan ? `，${plan.place}` : `，${wholeWords(overview)}`}
          </>
        }
        secondary={<PrintButton />}
      />
      <PrintHead plan={title} filter={filterWords(filter, choices)} at={formatLong(ctx.today)} />
      <Sentence overview={overview} />
      <WeekLine overview={overview} />
      <OverviewFilters params={params} filter={filter} choices={choices} />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <OverdueList overview={overview} today={ctx.today} />
        <div>
          <UnitsBehind overview={overview} />
          <SilentUnits overview={overview} />
        </div>
      </div>
      <OverviewMatrix overview={overview} />
      <OverviewSupervision found={supervision} plan={filter.plan} today={ctx.today} />
    </>
  )
}

const wholeWords = ({ matrix, choices, filter }: Overview): string => {
  const places = new Set(choices.plans.filter((plan) => !plan.isArchived).map((plan) => plan.place)).size
  const plans = `${matrix.rows.length} 份实施中的规划`
  return places > 1 && !filter.level ? `${plans}，含下级行政区` : plans
}

/** The whole in one sentence; its parts add up to it. */
function Sentence({ overview: { counts, counted, filter } }: { overview: Overview }) {
  const { top, sub } = counts
  const href = (more: object) => tasksHref({ ...counted, ...more })
  return (
    <div className="mb-2">
      <StatSentence
        whole={
          <Link href={href({})} className="underline decoration-edge underline-offset-4 hover:decoration-accent">
            <strong className="font-semibold">{top.total}</strong> 项任务
          </Link>
        }
        stats={[
          {
            label: '逾期',
            value: top.red,
            urgent: true,
            href: href({ lamp: 'red' }),
            note: top.newly ? (
              <Link href={href({ newly: true })} className="underline decoration-edge underline-offset-4">
                本周新增 {top.newly}
              </Link>
            ) : undefined,
          },
          { label: '临期', value: top.yellow, href: href({ lamp: 'yellow' }) },
          { label: '正常', value: top.green, href: href({ lamp: 'green' }) },
          { label: top.stopped ? '未启动或中止' : '未启动', value: top.grey, href: href({ lamp: 'grey' }) },
          { label: '办结', value: top.blue, href: href({ lamp: 'blue' }) },
        ].filter((stat) => stat.value > 0 || stat.urgent)}
      />
      {sub.total ? (
        <p className="text-ink-2">
          另有分解出的子任务{' '}
          <Link href={tasksHref({ ...filter, depth: 'sub' })} className="link underline">
            {sub.total}
          </Link>{' '}
          项，逾期{' '}
          <Link href={tasksHref({ ...filter, depth: 'sub', lamp: 'red' })} className="link underline">
            {sub.red}
          </Link>
        </p>
      ) : null}
    </div>
  )
}
