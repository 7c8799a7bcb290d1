import Link from 'next/link'
import { ShortDate } from '@/app/_ui/dates'
import { Section } from '@/app/_ui/section'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { reportStateLabels } from '@/lib/domain/labels'
import { periodLabel } from '@/lib/domain/report/period'
import type { TaskPage } from '@/lib/queries/get-task'
import type { TaskReport } from '@/lib/queries/task-parts'

/** The last words of each unit, the lead's first. */
export function LatestReports({ view, today }: { view: TaskPage; today: CalendarDate }) {
  const { reports, lead, task } = view
  const files = reports.reduce((total, report) => total + report.evidenceCount, 0)
  const ordered = [...reports].sort((a, b) => Number(b.unitId === lead?.unitId) - Number(a.unitId === lead?.unitId))
  return (
    <Section
      title="最近反馈"
      aside={
        reports.length > 0 ? (
          <>
            佐证材料 {files} 份 ·{' '}
            <Link
              className="link underline decoration-edge underline-offset-4"
              href={`/reports?task=${task.id}`}
              prefetch={false}
            >
              全部反馈
            </Link>
          </>
        ) : undefined
      }
    >
      {ordered.length === 0 ? (
        <p className="text-ink-2">还没有进展反馈。</p>
      ) : (
        <ul className="flex flex-col gap-4">
          {ordered.map((report) => (
            <ReportSummary key={report.id} report={report} today={today} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function ReportSummary({ report, today }: { report: TaskReport; today: CalendarDate }) {
  const words = report.isNoChange ? `本期无变化：${report.noChangeReason ?? ''}` : report.doneText
  return (
    <li>
      <p className="flex flex-wrap items-baseline gap-x-4">
        <Link className="link font-medium" href={`/reports/${report.id}`} prefetch={false}>
          {report.unit} {periodLabel(report.periodKey)}
        </Link>
        <span className={report.state === 'returned' ? 'text-lamp-red' : 'text-ink-3'}>
          {reportStateLabels[report.state]}
          {report.selfPercent === null ? '' : `，自报 ${report.selfPercent}%`}
          {report.submittedOn ? (
            <>
              ，<ShortDate on={report.submittedOn} today={today} /> 提交
            </>
          ) : null}
          {report.evidenceCount ? `，佐证 ${report.evidenceCount} 份` : ''}
        </span>
      </p>
      {words ? <p className="text-read whitespace-pre-wrap">{words}</p> : null}
      {report.difficulties ? <p className="text-ink-2">困难：{report.difficulties}</p> : null}
      {report.state === 'returned' && report.returnReason ? (
        <p className="text-lamp-red">退回理由：“{report.returnReason}”</p>
      ) : null}
    </li>
  )
}
