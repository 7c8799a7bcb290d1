import Link from 'next/link'
import { Section } from '@/app/_ui/section'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { findingSeverityLabels, inspectionKindLabels, inspectionStateLabels } from '@/lib/domain/supervision-labels'
import type { TaskSupervision as Found } from '@/lib/queries/supervision-sections'
import { OrderLines } from './order-lines'

interface TaskSupervisionProps {
  found: Found | null
  taskId: number
  today: CalendarDate
}

/** Inspections and findings about the task; what is open keeps it from closing. Nothing where there is nothing. */
export function TaskSupervision({ found, taskId, today }: TaskSupervisionProps) {
  if (!found) return null
  const { inspections, findings, findingsTotal, open, openTotal } = found
  if (inspections.length === 0 && findingsTotal === 0 && openTotal === 0) return null
  return (
    <Section
      title="督查"
      aside={
        findingsTotal > 0 ? (
          <Link className="link" href={`/rectifications?tab=findings&task=${taskId}`}>
            问题 {findingsTotal} 个
          </Link>
        ) : undefined
      }
    >
      {openTotal > 0 ? <p className="mb-2">有 {openTotal} 项整改没有销号，任务不能办结。</p> : null}
      <OrderLines orders={open} today={today} />
      <ul>
        {findings.map((finding) => (
          <li key={finding.id} className="border-b border-line py-2">
            <span className="text-ink-3">
              {findingSeverityLabels[finding.severity]}
              {finding.relapseOfId ? '，反弹' : ''}：
            </span>
            {finding.fact}
            <span className="text-ink-3"> · {finding.unit}</span>
          </li>
        ))}
        {inspections.map((inspection) => (
          <li key={inspection.id} className="border-b border-line py-2">
            <Link className="row-link" href={`/inspections/${inspection.id}`} prefetch={false}>
              {inspection.title}
            </Link>
            <span className="text-ink-3">
              {' '}
              · {inspectionKindLabels[inspection.kind]} · {inspectionStateLabels[inspection.state]}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
