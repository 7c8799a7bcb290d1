import Link from 'next/link'
import { Section } from '@/app/_ui/section'
import { type Lamp, lampWords } from '@/lib/domain/calendar/lamp'
import { type TaskFilter, taskFilterParams, tasksHref } from '@/lib/domain/task/filter'
import type { MatrixRow, Overview } from '@/lib/queries/get-overview'

const lamps = ['red', 'yellow', 'green', 'grey', 'blue'] as const satisfies readonly Lamp[]

/** Sections, or plans where none is chosen, against the lamps; every figure opens its list. */
export function OverviewMatrix({ overview: { matrix, counted } }: { overview: Overview }) {
  const { rows, by } = matrix
  if (!rows.length) return null
  const sum = (key: Lamp | 'total') => rows.reduce((total, row) => total + row[key], 0)
  return (
    <Section title={by === 'plan' ? '规划 × 状态' : '领域 × 状态'} aside="点数字看任务">
      <div
        className="table-frame"
        data-wide="false"
        data-phone="scroll"
        role="region"
        aria-label="各部分的任务状态"
        tabIndex={0}
      >
        <table className="table" data-density="compact">
          <caption className="sr-only">{by === 'plan' ? '各规划' : '各章节'}的任务数，按状态</caption>
          <thead>
            <tr>
              <th scope="col" data-first>
                {by === 'plan' ? '规划' : '章节'}
              </th>
              <th scope="col" data-kind="number">
                合计
              </th>
              {lamps.map((lamp) => (
                <th key={lamp} scope="col" data-kind="number">
                  <span className="lamp" data-lamp={lamp}>
                    <span className="lamp-shape" aria-hidden="true">
                      {lampWords[lamp].mark}
                    </span>
                    {lampWords[lamp].word}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row" data-first>
                  <RowTitle row={row} />
                </th>
                <Figure value={row.total} filter={row.filter} />
                {lamps.map((lamp) => (
                  <Figure key={lamp} value={row[lamp]} filter={row.filter && { ...row.filter, lamp }} tone={lamp} />
                ))}
              </tr>
            ))}
          </tbody>
          {rows.length > 1 ? (
            <tfoot>
              <tr>
                <th scope="row" data-first>
                  合计
                </th>
                <Figure value={sum('total')} filter={counted} />
                {lamps.map((lamp) => (
                  <Figure key={lamp} value={sum(lamp)} filter={{ ...counted, lamp }} />
                ))}
              </tr>
            </tfoot>
          ) : null}
        </table>
      </div>
    </Section>
  )
}

/** Leads to the same page, one step further in. */
function RowTitle({ row }: { row: MatrixRow }) {
  if (!row.filter) return row.label
  const { depth: _, ...page } = row.filter
  return (
    <Link href={`/overview?${new URLSearchParams(taskFilterParams(page))}`} className="row-link" prefetch={false}>
      {row.label}
    </Link>
  )
}

const tones = { red: 'text-lamp-red font-semibold', yellow: 'text-lamp-yellow', green: '', grey: '', blue: '' }

function Figure({ value, filter, tone }: { value: number; filter: TaskFilter | null; tone?: Lamp }) {
  return (
    <td data-kind="number">
      {value && filter ? (
        <Link href={tasksHref(filter)} className={`row-link ${tone ? tones[tone] : ''}`} prefetch={false}>
          {value}
        </Link>
      ) : (
        <span className="text-ink-3">{value}</span>
      )}
    </td>
  )
}
