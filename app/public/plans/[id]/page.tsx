import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { addressWith, firstOf, type SearchParams } from '@/app/_ui/address'
import { type Column, DataTable } from '@/app/_ui/data-table'
import { LongDate } from '@/app/_ui/dates'
import { Lamp } from '@/app/_ui/lamp'
import { Section } from '@/app/_ui/section'
import { publicReader } from '@/lib/auth/public-reader'
import { formatLong } from '@/lib/domain/calendar/date'
import { lampWords } from '@/lib/domain/calendar/lamp'
import { type ClearedProblem, getPublicPlan, type PublicTask } from '@/lib/queries/get-public-plan'

interface PublicPlanProps {
  params: Promise<{ id: string }>
  searchParams: Promise<SearchParams>
}

const read = cache(async (id: string, after: string | undefined) => {
  if (!/^[1-9]\d{0,14}$/.test(id)) notFound()
  const reader = await publicReader()
  const place = after && /^\d{1,9}$/.test(after) ? Number(after) : -1
  const plan = await getPublicPlan(reader, Number(id), place)
  if (!plan) notFound()
  return { plan, today: reader.today }
})

export async function generateMetadata({ params, searchParams }: PublicPlanProps): Promise<Metadata> {
  const { plan } = await read((await params).id, firstOf(await searchParams, 'after'))
  return { title: plan.title }
}

const lampOrder = ['red', 'yellow', 'green', 'grey', 'blue'] as const

/** A plan before everybody: what was promised, by which unit, how far it is; no account, no names of people. */
export default async function PublicPlanPage({ params, searchParams }: PublicPlanProps) {
  const [{ id }, query] = await Promise.all([params, searchParams])
  const { plan, today } = await read(id, firstOf(query, 'after'))
  const { counts, orders } = plan
  const period = plan.periodStart && plan.periodEnd ? `${plan.periodStart}—${plan.periodEnd}年` : null
  return (
    <main className="mx-auto max-w-[1100px] px-4 pt-8 pb-16">
      <p className="text-ink-3">
        {plan.place} · 规划落实情况公开
        {plan.isSample ? ' · 示例' : ''}
      </p>
      <h1 className="pt-1 text-title font-semibold">{plan.title}</h1>
      <p className="pt-1 text-ink-2">{[plan.issuer, plan.docNumber, period].filter(Boolean).join(' · ')}</p>
      <p className="pt-4 text-read">
        {counts.total} 项任务：
        {lampOrder.map((tone) => `${lampWords[tone].word} ${counts[tone]}`).join('，')}。
        {orders.total > 0 ? `督查发现问题下达整改 ${orders.total} 项，其中已销号 ${orders.cleared} 项。` : ''}
      </p>
      <p className="pt-1 pb-8 text-ink-3">
        截至{formatLong(today)}
        {plan.state === 'archived' ? '；规划已经归档' : ''}。进度为主管部门核定的进度。
      </p>
      <Section title={`任务（${counts.total}）`}>
        <DataTable
          caption="任务"
          columns={taskColumns}
          rows={[...plan.tasks]}
          rowKey={(row) => String(row.id)}
          empty={{ title: '没有任务', text: '规划还没有交办的任务。' }}
          pager={{
            nextHref:
              plan.next === null ? undefined : addressWith(`/public/plans/${id}`, {}, { after: String(plan.next) }),
            summary: `本页 ${plan.tasks.length} 项，共 ${counts.total} 项`,
          }}
        />
      </Section>
      <Section title={`已销号的问题（${plan.cleared.length}）`}>
        <DataTable
          caption="已销号的问题"
          columns={problemColumns}
          rows={[...plan.cleared]}
          rowKey={(row) => String(row.id)}
          empty={{ title: '还没有销号的问题', text: '督查发现的问题整改并经核查通过后，列在这里。' }}
          pager={{ summary: `最近 ${plan.cleared.length} 个` }}
        />
      </Section>
    </main>
  )
}

const taskColumns: Column<PublicTask>[] = [
  {
    key: 'title',
    head: '任务',
    card: 'title',
    cell: (row) => (row.number ? `${row.number}　${row.title}` : row.title),
  },
  { key: 'lamp', head: '状态', kind: 'lamp', card: 'lamp', cell: (row) => <Lamp tone={row.lamp} /> },
  { key: 'leads', head: '牵头单位', card: 'line', cell: (row) => row.leads },
  {
    key: 'due',
    head: '时限',
    kind: 'date',
    card: 'line',
    cell: (row) => (row.dueOn ? <LongDate on={row.dueOn} /> : row.ongoing ? '长期' : '–'),
  },
  {
    key: 'verified',
    head: '核定进度',
    kind: 'number',
    card: 'line',
    cell: (row) => (
      <>
        <span className="md:hidden">核定 </span>
        {row.verifiedPercent}%
      </>
    ),
  },
]

const problemColumns: Column<ClearedProblem>[] = [
  { key: 'fact', head: '问题', card: 'title', cell: (row) => row.fact },
  { key: 'unit', head: '责任单位', card: 'line', cell: (row) => row.unit },
  { key: 'cleared', head: '销号', kind: 'date', card: 'line', cell: (row) => <LongDate on={row.clearedOn} /> },
]
