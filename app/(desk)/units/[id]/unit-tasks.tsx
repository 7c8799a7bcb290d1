import Link from 'next/link'
import { type Column, DataTable } from '@/app/_ui/data-table'
import { ShortDate } from '@/app/_ui/dates'
import { Lamp } from '@/app/_ui/lamp'
import { Section } from '@/app/_ui/section'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { lampWords } from '@/lib/domain/calendar/lamp'
import { type TaskFilter, tasksHref } from '@/lib/domain/task/filter'
import { numberedTitle } from '@/lib/domain/task/name'
import type { UnitTask } from '@/lib/queries/get-unit'
import type { LampCounts } from '@/lib/queries/overview-counts'

interface UnitTasksProps {
  title: string
  tasks: readonly UnitTask[]
  counts: LampCounts
  filter: TaskFilter
  today: CalendarDate
}

const lamps = ['red', 'yellow', 'green', 'grey', 'blue'] as const

export function UnitTasks({ title, tasks, counts, filter, today }: UnitTasksProps) {
  const severalPlans = new Set(tasks.map((task) => task.planTitle)).size > 1
  const columns: Column<UnitTask>[] = [
    {
      key: 'title',
      head: '任务',
      cell: (row) => (
        <>
          {numberedTitle(row)}
          {severalPlans ? (
            <span className="line-clamp-1 text-body font-normal text-ink-3" title={row.planTitle}>
              {row.planTitle}
            </span>
          ) : null}
        </>
      ),
    },
    {
      key: 'lamp',
      head: '状态',
      kind: 'lamp',
      card: 'lamp',
      cell: (row) => <Lamp tone={row.lamp} word={row.word} why={row.why} />,
    },
    {
      key: 'due',
      head: '应办',
      kind: 'date',
      card: 'line',
      cell: (row) => <ShortDate on={row.owedDueOn} today={today} />,
    },
    { key: 'verified', head: '核定', kind: 'number', card: 'line', cell: (row) => `${row.verifiedPercent}%` },
  ]
  return (
    <Section
      title={title}
      aside={
        counts.total ? (
          <Link href={tasksHref(filter)} className="link" prefetch={false}>
            {tasks.length} / {counts.total} 项
          </Link>
        ) : undefined
      }
    >
      {counts.total ? (
        <p className="mb-2 flex flex-wrap gap-x-4 gap-y-1">
          {lamps
            .filter((lamp) => counts[lamp] > 0)
            .map((lamp) => (
              <Link
                key={lamp}
                href={tasksHref({ ...filter, lamp })}
                className="row-link inline-block min-h-6"
                prefetch={false}
              >
                <span className="lamp" data-lamp={lamp}>
                  <span className="lamp-shape" aria-hidden="true">
                    {lampWords[lamp].mark}
                  </span>
                  {lampWords[lamp].word}
                </span>{' '}
                {counts[lamp]}
                <span className="text-ink-3"> / {counts.total}</span>
              </Link>
            ))}
        </p>
      ) : null}
      <DataTable
        caption={title}
        columns={columns}
        rows={[...tasks]}
        rowKey={(row) => String(row.id)}
        rowHref={(row) => `/tasks/${row.id}`}
        empty={{ title: `没有${title}`, text: '实施中的规划里没有这样的任务。' }}
      />
    </Section>
  )
}
