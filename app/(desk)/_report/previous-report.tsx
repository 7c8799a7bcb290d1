import Link from 'next/link'
import { reportStateLabels } from '@/lib/domain/labels'
import type { ReportContent } from '@/lib/domain/report/content'
import { periodLabel } from '@/lib/domain/report/period'
import type { ReportState } from '@/lib/domain/report/states'
import { ReportBody } from './report-body'

interface PreviousReportProps {
  previous: (ReportContent & { readonly id: number; readonly periodKey: string; readonly state: ReportState }) | null
}

/** Stands beside the current one: what the same unit said last. */
export function PreviousReport({ previous }: PreviousReportProps) {
  if (!previous) return <p className="text-ink-3">这是该单位就此任务的第一份报送。</p>
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-2">
        <Link className="link underline" href={`/reports/${previous.id}`} prefetch={false}>
          {periodLabel(previous.periodKey)}
        </Link>
        　{reportStateLabels[previous.state]}，自报 {previous.selfPercent}%
      </p>
      <ReportBody content={previous} />
    </div>
  )
}
