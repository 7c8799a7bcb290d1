import Link from 'next/link'
import { type Column, DataTable } from '@/app/_ui/data-table'
import { ShortDate } from '@/app/_ui/dates'
import { Lamp } from '@/app/_ui/lamp'
import { Section } from '@/app/_ui/section'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { tasksHref } from '@/lib/domain/task/filter'
import { numberedTitle } from '@/lib/domain/task/name'
import type { Overview } from '@/lib/queries/get-overview'
import type { OverdueTask } from '@/lib/queries/overview-lists'
import { severalPlaces, UnitName } from './unit-name'

export function OverdueList({ overview, today }: { overview: Overview; today: CalendarDate }) {
  const { overdue, counts, counted, filter } = overview
  const href = tasksHref({ ...counted, lamp: 'red' })
  const columns: Column<OverdueTask>[] = [
    {
      key: 'title',
      head: '任务',
      cell: (row) => (
        <>
          {numberedTitle(row)}
          {filter.plan ? null : (
            <span className="line-clamp-1 text-body font-normal text-ink-3" title={row.planTitle}>
              {row.planTitle}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'late',
      head: '逾期工作日',
      kind: 'lamp',
      card: 'lamp',
      cell: (row) => <Lamp tone="red" word={row.workdaysLate ? `逾期 ${row.workdaysLate}` : '逾期'} why={row.why} />,
    },
    {
      key: 'unit',
      head: '牵头单位',
      card: 'line',
      cell: (row) => <UnitName name={row.unitName} place={severalPlaces(overview) ? row.place : undefined} />,
    },
    {
      key: 'word',
      head: '单位最近反馈',
      kind: 'long',
      card: 'line',
      cell: (row) => <LastWord row={row} today={today} />,
    },
  ]
  return (
    <Section
      title="逾期任务"
      aside={
        counts.top.red ? (
          <Link href={href} className="link" prefetch={false}>
            {overdue.length < counts.top.red
              ? `最早到期的 ${overdue.length} / ${counts.top.red} 项`
              : `全部 ${counts.top.red} 项`}
          </Link>
        ) : null
      }
    >
      <DataTable
        caption="逾期任务，截止日期早的在前"
        columns={columns}
        rows={[...overdue]}
        rowKey={(row) => String(row.id)}
        rowHref={(row) => `/tasks/${row.id}`}
        empty={{
          title: counts.top.total ? '没有逾期任务' : '没有符合条件的任务',
          text: counts.top.total ? '所选范围内的任务都没有过期未办的事项。' : '去掉一个筛选条件再看。',
        }}
      />
    </Section>
  )
}

function LastWord({ row, today }: { row: OverdueTask; today: CalendarDate }) {
  const { lastWord } = row
  if (!lastWord) return <span className="font-medium text-ink">无反馈 {row.silentDays} 天</span>
  return (
    <span className="md:line-clamp-2" title={lastWord.text}>
      {lastWord.isDifficulty ? '困难：' : ''}
      {lastWord.text}{' '}
      <span className="text-ink-3">
        <ShortDate on={lastWord.on} today={today} />
      </span>
    </span>
  )
}
