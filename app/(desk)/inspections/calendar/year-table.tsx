import Link from 'next/link'
import { Lamp } from '@/app/_ui/lamp'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { formatShort } from '@/lib/domain/calendar/date'
import type { Lamp as Tone } from '@/lib/domain/calendar/lamp'
import { inspectionKindLabels } from '@/lib/domain/supervision-labels'
import type { ListedInspection } from '@/lib/queries/list-inspections'
import { inspectionSign } from '../_parts/inspection-sign'

const MONTH = 48
const WIDTH = MONTH * 12
const DAY_MS = 86_400_000

const dayOfYear = (day: string, year: number): number => (Date.parse(day) - Date.UTC(year, 0, 1)) / DAY_MS
const daysIn = (year: number): number => (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / DAY_MS

const fills: Readonly<Record<Tone, string>> = {
  green: 'fill-lamp-green',
  yellow: 'fill-lamp-yellow',
  red: 'fill-lamp-red',
  blue: 'fill-lamp-blue',
  grey: 'fill-lamp-grey',
}

/** Every inspection a line, its days a bar over the twelve months; what the bar shows stands beside it in words. */
export function YearTable({
  year,
  rows,
  today,
}: {
  year: number
  rows: readonly ListedInspection[]
  today: CalendarDate
}) {
  const total = daysIn(year)
  const x = (day: string) => Math.min(WIDTH, Math.max(0, (dayOfYear(day, year) / total) * WIDTH))
  const isThisYear = today.startsWith(`${year}-`)
  return (
    <div
      className="table-frame"
      data-wide="true"
      data-phone="scroll"
      role="region"
      aria-label={`${year}年督查日历`}
      tabIndex={0}
    >
      <table className="table">
        <caption className="sr-only">{year}年的督查，一行一项</caption>
        <thead>
          <tr>
            <th scope="col" data-first data-kind="text">
              督查
            </th>
            <th scope="col" data-kind="lamp">
              状态
            </th>
            <th scope="col" data-kind="date">
              起止
            </th>
            <th scope="col" className="p-0!">
              <span className="sr-only">月份</span>
              <svg width={WIDTH} height={24} viewBox={`0 0 ${WIDTH} 24`} aria-hidden="true" className="block">
                {Array.from({ length: 12 }, (_, month) => (
                  <text
                    key={month}
                    x={x(`${year}-${String(month + 1).padStart(2, '0')}-01`) + 6}
                    y={17}
                    className="fill-ink-3"
                    fontSize={13}
                  >
                    {month + 1}月
                  </text>
                ))}
              </svg>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const sign = inspectionSign(row, today)
            const from = x(row.startsOn)
            const to = x(row.endsOn) + WIDTH / total
            return (
              <tr key={row.id} data-row>
                <th scope="row" data-first data-kind="text" className="align-middle!">
                  <Link href={`/inspections/${row.id}`} className="row-link" prefetch={false}>
                    {row.title}
                  </Link>
                  <span className="block font-normal text-ink-3">
                    {inspectionKindLabels[row.kind]}
                    {row.units.length > 0 ? ` · ${row.units.length} 个单位` : ''}
                    {row.head ? ` · ${row.head}` : ''}
                  </span>
                </th>
                <td data-kind="lamp" className="align-middle!">
                  <Lamp {...sign} />
                </td>
                <td data-kind="date" className="align-middle!">
                  {formatShort(row.startsOn, today)} 至 {formatShort(row.endsOn, today)}
                </td>
                <td className="p-0! align-middle!">
                  <svg width={WIDTH} height={64} viewBox={`0 0 ${WIDTH} 64`} aria-hidden="true" className="block">
                    {Array.from({ length: 12 }, (_, month) => {
                      const at = x(`${year}-${String(month + 1).padStart(2, '0')}-01`)
                      return <line key={month} x1={at} x2={at} y1={0} y2={64} className="stroke-line" />
                    })}
                    {isThisYear ? (
                      <line x1={x(today)} x2={x(today)} y1={0} y2={64} className="stroke-ink-3" strokeDasharray="3 3" />
                    ) : null}
                    <rect
                      x={from}
                      y={26}
                      width={Math.max(to - from, 5)}
                      height={12}
                      rx={1}
                      className={fills[sign.tone]}
                    />
                  </svg>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
