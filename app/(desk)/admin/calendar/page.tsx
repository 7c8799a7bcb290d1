import type { Metadata } from 'next'
import { firstOf, type SearchParams } from '@/app/_ui/address'
import { LinkButton } from '@/app/_ui/button'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { PageHead } from '@/app/_ui/page-head'
import { formatLong } from '@/lib/domain/calendar/date'
import { lastKnownHolidayYear } from '@/lib/domain/calendar/holidays'
import { getCalendarYear, type YearDay } from '@/lib/queries/get-calendar-year'
import { adminDesk } from '../admin-desk'
import { AdminTabs } from '../admin-tabs'
import { DayForm } from './day-form.client'

export const metadata: Metadata = { title: '节假日' }

const weekdays = ['一', '二', '三', '四', '五', '六', '日']
const FIRST_YEAR = 2016
const LAST_YEAR = 2040

const tone = (day: YearDay): string => {
  const isWeekend = day.weekday > 5
  if (day.isWorkday) return isWeekend ? 'bg-wash-yellow font-medium' : ''
  return isWeekend && !day.name ? 'text-ink-3' : 'bg-wash-green font-medium'
}

const why = (day: YearDay): string =>
  [
    formatLong(day.day),
    day.isWorkday ? (day.weekday > 5 ? '调休上班' : '工作日') : day.name ? '放假' : '周末',
    ...(day.name ? [day.name] : []),
    ...(day.isOverridden ? ['本地调整'] : []),
  ].join('，')

export default async function CalendarPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ ctx }, params] = await Promise.all([adminDesk(), searchParams])
  const thisYear = Number(ctx.today.slice(0, 4))
  const asked = Number(firstOf(params, 'year'))
  const year = asked >= FIRST_YEAR && asked <= LAST_YEAR ? asked : thisYear
  const { days, mayChange } = await getCalendarYear(ctx, year)
  const working = days.filter((day) => day.isWorkday).length
  const changed = days.filter((day) => day.isOverridden).length
  return (
    <>
      <PageHead
        title={`${year}年节假日`}
        fact={`工作日 ${working} / ${days.length} 天${changed ? `，本地调整 ${changed} 天` : ''}`}
        secondary={
          <>
            <LinkButton href={`/admin/calendar?year=${year - 1}`}>{year - 1}年</LinkButton>
            <LinkButton href={`/admin/calendar?year=${year + 1}`}>{year + 1}年</LinkButton>
          </>
        }
      />
      <AdminTabs current="/admin/calendar" />
      {year > lastKnownHolidayYear ? (
        <NoticeBar tone="warning">
          国务院办公厅尚未公布或系统尚未录入{year}年的放假安排，现按周一至周五上班计算；
          {mayChange ? '公布后请在此逐日调整。' : '公布后由最上级行政区的系统管理员逐日调整。'}
        </NoticeBar>
      ) : null}
      <p className="pt-4 pb-4 text-ink-2">
        <span className="bg-wash-green px-2">放假</span>　<span className="bg-wash-yellow px-2">周末上班（调休）</span>
        　<span className="font-semibold underline">下划线</span>为本地调整。
      </p>
      <div className="grid items-start gap-8 md:grid-cols-2 lg:grid-cols-3">
        {Array.from({ length: 12 }, (_, index) => (
          <Month
            key={`${year}-${index + 1}`}
            number={index + 1}
            days={days.filter((day) => Number(day.day.slice(5, 7)) === index + 1)}
          />
        ))}
      </div>
      <section className="mt-8">
        <h2 className="section-title mb-4">调整一天</h2>
        {mayChange ? (
          <>
            <p className="pb-4 text-ink-2">只能调整今天及以后的日期；已过去的日期不改，以免改变已认定的逾期天数。</p>
            <DayForm today={ctx.today} />
          </>
        ) : (
          <p className="text-ink-2">节假日全系统共用一套，由最上级行政区的系统管理员调整；需要改动时请与其联系。</p>
        )}
      </section>
    </>
  )
}

function Month({ number, days }: { number: number; days: readonly YearDay[] }) {
  const blanks = (days[0]?.weekday ?? 1) - 1
  const cells: (YearDay | null)[] = [...Array.from({ length: blanks }, () => null), ...days]
  while (cells.length % 7 !== 0) cells.push(null)
  const weeks = Array.from({ length: cells.length / 7 }, (_, index) => cells.slice(index * 7, index * 7 + 7))
  return (
    <table className="w-full table-fixed text-center">
      <caption className="pb-1 text-left font-semibold">{number}月</caption>
      <thead>
        <tr>
          {weekdays.map((name) => (
            <th key={name} scope="col" className="font-normal text-ink-3">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr className="h-6" key={week.find((day) => day)?.day}>
            {week.map((day, index) =>
              day ? (
                <td key={day.day} title={why(day)} className={`${tone(day)} ${day.isOverridden ? 'underline' : ''}`}>
                  {Number(day.day.slice(8))}
                </td>
              ) : (
                <td key={weekdays[index]} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
