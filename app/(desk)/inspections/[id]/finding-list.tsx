import Link from 'next/link'
import { Lamp } from '@/app/_ui/lamp'
import { type CalendarDate, formatShort } from '@/lib/domain/calendar/date'
import { rectificationStateLabels } from '@/lib/domain/supervision-labels'
import type { ListedFinding } from '@/lib/queries/list-findings'
import { severitySign } from '../_parts/inspection-sign'

/** What was found: severity, fact, standard, whom it concerns, and what became of it. */
export function FindingList({ findings, today }: { findings: readonly ListedFinding[]; today: CalendarDate }) {
  return (
    <ol>
      {findings.map((finding) => (
        <li
          key={finding.id}
          data-row
          className="grid gap-x-4 gap-y-1 border-b border-line py-3 md:grid-cols-[4.5rem_minmax(0,1fr)_9rem]"
        >
          <span>
            <Lamp {...severitySign(finding.severity)} />
          </span>
          <div className="min-w-0">
            <Link className="row-link line-clamp-3" href={`/inspections/findings/${finding.id}`} prefetch={false}>
              {finding.fact}
            </Link>
            <p className="text-ink-3">
              {finding.unit} · 对照：{finding.standard}
              {finding.relapseOfId ? ' · 反弹' : ''}
              {finding.evidence > 0 ? ` · 材料 ${finding.evidence} 份` : ''}
            </p>
          </div>
          <span className="md:text-right">
            {finding.rectification ? (
              <>
                <Link className="link" href={`/rectifications/${finding.rectification.id}`} prefetch={false}>
                  {rectificationStateLabels[finding.rectification.state]}
                </Link>
                {finding.rectification.isLate ? (
                  <span className="block text-lamp-red">逾期 {finding.rectification.workdaysLate} 个工作日</span>
                ) : finding.rectification.state === 'cleared' ? null : (
                  <span className="block text-ink-3">{formatShort(finding.rectification.dueOn, today)} 前</span>
                )}
              </>
            ) : (
              <span className="text-ink-3">未下达整改</span>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
