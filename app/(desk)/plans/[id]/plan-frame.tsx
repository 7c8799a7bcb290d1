import Link from 'next/link'
import type { ReactNode } from 'react'
import { PageHead } from '@/app/_ui/page-head'
import { type Stat, StatSentence } from '@/app/_ui/stat-sentence'
import { Tabs } from '@/app/_ui/tabs'
import { formatLong } from '@/lib/domain/calendar/date'
import { lampLabels, planStageLabels, planStateLabels, reportingCycleLabels } from '@/lib/domain/labels'
import { tasksHref } from '@/lib/domain/task/filter'
import type { PlanHead } from '@/lib/queries/get-plan'
import { periodText } from '../plan-words'

/** Issuer, number, date, period and rules in one line; what is not known is not named. */
const factsOf = ({ plan, place, office }: PlanHead): string =>
  [
    plan.issuer ?? place,
    plan.docNumber,
    plan.issuedOn ? `${formatLong(plan.issuedOn)}${plan.stage === 'issued' ? '印发' : ''}` : null,
    plan.stage === 'issued' ? null : planStageLabels[plan.stage],
    periodText(plan) === '–' ? null : `规划期 ${periodText(plan)}`,
    `${office}负责`,
    plan.state === 'active' ? `${reportingCycleLabels[plan.reportingCycle]} ${plan.reportingDay} 日前报送` : null,
  ]
    .filter(Boolean)
    .join(' · ')

const statsOf = ({ plan, counts }: PlanHead): Stat[] =>
  (['red', 'yellow', 'green', 'blue', 'grey'] as const)
    .filter((lamp) => counts[lamp] > 0 || lamp === 'red')
    .map((lamp) => ({
      label: lampLabels[lamp],
      value: counts[lamp],
      urgent: lamp === 'red',
      ...(plan.state === 'active' || plan.state === 'archived'
        ? { href: tasksHref({ plan: plan.id, depth: 'top', lamp }) }
        : {}),
    }))

interface PlanFrameProps {
  head: PlanHead
  current: '' | '/indicators' | '/source' | '/consultation' | '/versions' | '/settings' | '/revision' | '/history'
  primary?: ReactNode
  children: ReactNode
}

/** What every page of a plan has: its facts, its one sentence, its tabs. */
export function PlanFrame({ head, current, primary, children }: PlanFrameProps) {
  const { plan, counts, tabs, parent } = head
  const path = `/plans/${plan.id}`
  const isDraft = plan.state === 'draft'
  const shown = [
    ...(isDraft
      ? [{ href: `${path}/draft`, label: '核对' }]
      : [
          { href: path, label: '任务', count: counts.total },
          ...(tabs.indicators > 0 ? [{ href: `${path}/indicators`, label: '指标', count: tabs.indicators }] : []),
          ...(tabs.lines > 0 ? [{ href: `${path}/source`, label: '原文' }] : []),
        ]),
    ...(head.isOffice && (isDraft || tabs.rounds > 0)
      ? [{ href: `${path}/consultation`, label: '征求意见', ...(tabs.rounds > 0 ? { count: tabs.rounds } : {}) }]
      : []),
    ...(head.isOffice && tabs.versions > 0 ? [{ href: `${path}/versions`, label: '版本', count: tabs.versions }] : []),
    ...(head.verbs.includes('plan.reread') ? [{ href: `${path}/revision`, label: '修订' }] : []),
    ...(head.verbs.includes('plan.configure') ? [{ href: `${path}/settings`, label: '设置' }] : []),
    { href: `${path}/history`, label: '历史' },
  ]
  return (
    <>
      <PageHead
        title={
          <>
            {plan.title}
            {plan.isSample ? <span className="font-normal text-ink-3">（示例）</span> : null}
            {plan.state === 'active' ? null : (
              <span className="pl-3 text-body font-normal text-ink-3">{planStateLabels[plan.state]}</span>
            )}
          </>
        }
        fact={
          <>
            {factsOf(head)}
            {parent ? (
              <>
                {' · 上级规划 '}
                {parent.visible ? (
                  <Link href={`/plans/${parent.id}`} className="link">
                    {parent.title}
                  </Link>
                ) : (
                  parent.title
                )}
              </>
            ) : null}
          </>
        }
        crumbs={[{ href: '/plans', label: '规划' }]}
        primary={primary}
      />
      {isDraft ? null : (
        <div className="mb-4">
          <StatSentence whole={`${counts.total} 项任务`} stats={statsOf(head)} />
        </div>
      )}
      <Tabs label="规划的各部分" tabs={shown} current={`${path}${current}`} />
      {children}
    </>
  )
}
