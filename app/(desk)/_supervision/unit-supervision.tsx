import Link from 'next/link'
import { Section } from '@/app/_ui/section'
import { StatSentence } from '@/app/_ui/stat-sentence'
import { type CalendarDate, formatShort } from '@/lib/domain/calendar/date'
import { conclusionStateLabels, inspectionKindLabels, inspectionStateLabels } from '@/lib/domain/supervision-labels'
import type { UnitSupervision as Found } from '@/lib/queries/supervision-sections'
import { OrderLines } from './order-lines'

/** A unit's record under inspection, as far as the reader sees it. */
export function UnitSupervision({ found, unitId, today }: { found: Found; unitId: number; today: CalendarDate }) {
  const { counts, relapses, inspections, inspectionsTotal, open, conclusions } = found
  if (inspectionsTotal === 0 && counts.found === 0) return null
  const href = (stage: string) => `/rectifications?tab=findings&unit=${unitId}&stage=${stage}`
  return (
    <Section
      title="督查"
      aside={
        <Link className="link" href={`/inspections?unit=${unitId}`}>
          督查 {inspectionsTotal} 次
        </Link>
      }
    >
      <div className="mb-2">
        <StatSentence
          whole={`问题 ${counts.found} 个`}
          stats={[
            { label: '已下达整改', value: counts.ordered, href: href('ordered') },
            { label: '已销号', value: counts.cleared, href: href('cleared') },
            { label: '逾期', value: counts.late, href: href('late'), urgent: true },
            { label: '反弹', value: relapses, href: href('relapse') },
          ]}
        />
      </div>
      <OrderLines orders={open} today={today} />
      <ul>
        {conclusions.map((conclusion) => (
          <li key={`c${conclusion.id}`} className="border-b border-line py-2">
            <Link className="row-link" href={`/inspections/conclusions/${conclusion.id}`} prefetch={false}>
              “{conclusion.inspection}”督查结论
            </Link>
            <span className="text-ink-3">
              {' '}
              · {conclusionStateLabels[conclusion.state]}
              {conclusion.sentOn ? ` ${formatShort(conclusion.sentOn, today)}` : ''}
            </span>
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
