import Link from 'next/link'
import { Moment } from '@/app/_ui/dates'
import { Section } from '@/app/_ui/section'
import { type CalendarDate, formatLong } from '@/lib/domain/calendar/date'
import { planStageLabels } from '@/lib/domain/labels'
import type { ComparedUnit } from '@/lib/domain/plan/compared'
import { numberedTitle } from '@/lib/domain/task/name'
import type { PlanVersionPage } from '@/lib/queries/list-plan-versions'

const named = (units: readonly ComparedUnit[]): string => units.map((unit) => unit.name).join('、')

interface VersionTextProps {
  page: PlanVersionPage
  path: string
  today: CalendarDate
}

/** A version as it stood, to be read from top to bottom. */
export function VersionText({ page, path, today }: VersionTextProps) {
  const { version, plan } = page
  return (
    <>
      <p className="mb-6">
        <span className="font-medium">第 {version.number} 版</span>
        <span className="text-ink-2">
          （{planStageLabels[version.stage]}）{version.summary}。{version.personName}，
          <Moment at={new Date(version.at)} today={today} />
          {version.sourceFileName ? `，源文件“${version.sourceFileName}”` : ''}。
        </span>{' '}
        <Link href={path} className="link">
          全部版本
        </Link>
        {version.number > 1 ? (
          <Link href={`${path}?a=${version.number - 1}&b=${version.number}#difference`} className="link pl-4">
            与上一版比较
          </Link>
        ) : null}
      </p>
      <Section title={`条目 ${plan.items.length}`}>
        {plan.items.map((item, at) => {
          const heading = item.path.join(' › ')
          return (
            <article key={item.key} className="border-b border-line py-3">
              {heading === plan.items[at - 1]?.path.join(' › ') ? null : <p className="text-ink-3">{heading}</p>}
              <h3 className="font-semibold">{numberedTitle(item)}</h3>
              <p className="max-w-[46rem] whitespace-pre-wrap">{item.text}</p>
              <p className="text-ink-2">
                {[
                  item.leads.length > 0 ? `牵头：${named(item.leads)}` : '',
                  item.supports.length > 0 ? `配合：${named(item.supports)}` : '',
                  item.dueOn ? `时限：${formatLong(item.dueOn)}` : item.ongoing ? '时限：长期' : '',
                ]
                  .filter(Boolean)
                  .join('　')}
              </p>
            </article>
          )
        })}
      </Section>
      {plan.indicators.length > 0 ? (
        <Section title={`指标 ${plan.indicators.length}`}>
          <ul>
            {plan.indicators.map((indicator) => (
              <li key={indicator.key} className="border-b border-line py-2">
                <span className="font-medium">
                  {numberedTitle({ number: indicator.number, title: indicator.name })}
                  {indicator.unitText ? `（${indicator.unitText}）` : ''}
                </span>
                <span className="pl-3 text-ink-2">
                  {[
                    indicator.baselineText ? `基期 ${indicator.baselineText}` : '',
                    ...indicator.targets.map((target) => `${target.year}年 ${target.text}`),
                    indicator.owners.length > 0 ? `责任单位：${named(indicator.owners)}` : '',
                  ]
                    .filter(Boolean)
                    .join('，')}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}
