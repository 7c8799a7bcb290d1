import type { Metadata } from 'next'
import Link from 'next/link'
import { addressWith, firstOf, type SearchParams } from '@/app/_ui/address'
import { LinkButton } from '@/app/_ui/button'
import { type Column, DataTable } from '@/app/_ui/data-table'
import { FilterBar } from '@/app/_ui/filter-bar'
import { PageHead } from '@/app/_ui/page-head'
import { pageSummary } from '@/app/_ui/pager'
import { desk } from '@/lib/auth/desk'
import { lampLabels, planStateLabels } from '@/lib/domain/labels'
import { roleHas } from '@/lib/domain/permission/can'
import { planStates } from '@/lib/domain/plan/states'
import { tasksHref } from '@/lib/domain/task/filter'
import { type ListedPlan, listPlans } from '@/lib/queries/list-plans'
import { periodText } from './plan-words'

const lampShown = ['red', 'yellow', 'blue'] as const

const LampCount = ({ plan, lamp }: { plan: ListedPlan; lamp: (typeof lampShown)[number] }) => {
  const { total } = plan.counts
  const part = plan.counts[lamp]
  if (plan.state === 'draft' || total === 0) return <span className="text-ink-3">–</span>
  const face = `${part} / ${total}`
  if (part === 0) return <span className="text-ink-3">{face}</span>
  return (
    <Link
      href={tasksHref({ plan: plan.id, depth: 'top', lamp })}
      className={lamp === 'red' ? 'font-semibold text-lamp-red hover:underline' : 'link'}
      aria-label={`${lampLabels[lamp]} ${part} 项，共 ${total} 项`}
    >
      {face}
    </Link>
  )
}

const columns: Column<ListedPlan>[] = [
  {
    key: 'title',
    head: '规划',
    cell: (plan) => (
      <>
        {plan.title}
        {plan.isSample ? <span className="font-normal text-ink-3">（示例）</span> : null}
      </>
    ),
  },
  { key: 'place', head: '行政区', kind: 'short', card: 'line', cell: (plan) => plan.place },
  { key: 'state', head: '状态', kind: 'short', card: 'line', cell: (plan) => planStateLabels[plan.state] },
  { key: 'period', head: '规划期', kind: 'short', card: 'line', cell: (plan) => periodText(plan) },
  ...lampShown.map(
    (lamp): Column<ListedPlan> => ({
      key: lamp,
      head: lampLabels[lamp],
      kind: 'number',
      ...(lamp === 'red' ? { card: 'line' as const } : {}),
      cell: (plan) => <LampCount plan={plan} lamp={lamp} />,
    }),
  ),
]

export const metadata: Metadata = { title: '规划' }

export default async function PlansPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ ctx }, params] = await Promise.all([desk(), searchParams])
  const state = planStates.find((candidate) => candidate === firstOf(params, 'state')) ?? null
  const list = await listPlans(ctx, { state, after: firstOf(params, 'after') ?? null })
  const { states, mayImport } = list
  const importing = mayImport ? (
    <LinkButton href="/plans/new" variant="primary">
      导入规划
    </LinkButton>
  ) : undefined
  const present = planStates.filter((each) => states[each] > 0)
  const all = states.draft + states.active + states.archived
  return (
    <>
      <PageHead
        title="规划"
        fact={`共 ${all} 份${all > 0 ? `：${present.map((each) => `${planStateLabels[each]} ${states[each]}`).join('，')}` : ''}`}
        primary={importing}
        secondary={
          roleHas(ctx.actor.role, 'consultation.answer') ? (
            <LinkButton href="/consultations">征求意见</LinkButton>
          ) : undefined
        }
      />
      <FilterBar
        path="/plans"
        params={params}
        filters={[]}
        quick={(present.length > 1 || state ? present : []).map((each) => ({
          label: planStateLabels[each],
          count: states[each],
          set: { state: each },
        }))}
      />
      <DataTable
        caption="规划"
        columns={columns}
        rows={[...list.plans]}
        rowKey={(plan) => String(plan.id)}
        rowHref={(plan) => (plan.state === 'draft' ? `/plans/${plan.id}/draft` : `/plans/${plan.id}`)}
        empty={
          mayImport
            ? {
                title: state ? '没有这种状态的规划' : '还没有规划',
                text: '上传一份规划或方案的原文，系统读出任务、责任单位和时限，核对后发布交办。',
                action: importing,
              }
            : { title: '还没有与您有关的规划', text: '办公室发布规划并交办任务后，会出现在这里。' }
        }
        pager={{
          ...(list.next ? { nextHref: addressWith('/plans', params, { after: list.next }) } : {}),
          summary: pageSummary(list.plans.length, state ? states[state] : all, '份'),
        }}
      />
    </>
  )
}
