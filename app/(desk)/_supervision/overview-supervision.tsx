import Link from 'next/link'
import { Section } from '@/app/_ui/section'
import { StatSentence } from '@/app/_ui/stat-sentence'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { OverviewSupervision as Found } from '@/lib/queries/supervision-sections'
import { OrderLines } from './order-lines'

interface OverviewSupervisionProps {
  found: Found
  plan: number | undefined
  today: CalendarDate
}

/** Open problems, late rectification and relapses, each number a link to what it counts. */
export function OverviewSupervision({ found, plan, today }: OverviewSupervisionProps) {
  const { total, units, late, lateTotal, relapses, relapsesTotal } = found
  if (total.found === 0) return null
  const ofPlan = plan ? `&plan=${plan}` : ''
  const href = (stage: string) => `/rectifications?tab=findings&stage=${stage}${ofPlan}`
  const behind = units.filter((unit) => unit.late > 0)
  return (
    <Section
      title="督查整改"
      aside={
        <Link className="link" href={`/rectifications?tab=wall${ofPlan}`}>
          按单位、类型统计
        </Link>
      }
    >
      <StatSentence
        whole={
          <Link href={href('found')} className="underline decoration-edge underline-offset-4 hover:decoration-accent">
            问题 {total.found} 个
          </Link>
        }
        stats={[
          { label: '已销号', value: total.cleared, href: href('cleared') },
          { label: '待核查', value: total.claimed, href: href('claimed') },
          { label: '整改逾期', value: total.late, href: href('late'), urgent: true },
          { label: '反弹', value: relapsesTotal, href: href('relapse') },
        ]}
      />
      {behind.length > 0 ? (
        <p className="mt-2">
          逾期单位：
          {behind.slice(0, 6).map((unit, at) => (
            <span key={unit.unitId}>
              {at > 0 ? '，' : ''}
              <Link className="link" href={`${href('late')}&unit=${unit.unitId}`}>
                {unit.unit} {unit.late} / {unit.found}
              </Link>
            </span>
          ))}
        </p>
      ) : null}
      <div className="mt-2">
        <OrderLines orders={late} today={today} />
        {lateTotal > late.length ? (
          <p className="py-2">
            <Link className="link" href={`/rectifications?late=1${ofPlan}`}>
              逾期还有 {lateTotal - late.length} 项
            </Link>
          </p>
        ) : null}
        {relapses.length > 0 ? (
          <ul aria-label="反弹的问题">
            {relapses.map((finding) => (
              <li key={finding.id} className="border-b border-line py-2">
                <span className="text-lamp-red">反弹</span>　{finding.fact}
                <span className="text-ink-3"> · {finding.unit}</span>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </Section>
  )
}
