import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { type Column, DataTable } from '@/app/_ui/data-table'
import { desk } from '@/lib/auth/desk'
import { sourceHref } from '@/lib/domain/plan/source-lines'
import { getPlan } from '@/lib/queries/get-plan'
import { listPlanIndicators, type PlanIndicator } from '@/lib/queries/list-plan-indicators'
import { PlanFrame } from '../plan-frame'
import { readPlanId } from '../plan-id'

const dash = <span className="text-ink-3">–</span>

const baselineColumn: Column<PlanIndicator> = {
  key: 'baseline',
  head: '基线值',
  kind: 'number',
  card: 'line',
  cell: (row) => (row.baselineText ? `${row.baselineText}${row.baselineYear ? `（${row.baselineYear}）` : ''}` : dash),
}

/** Plans that came as data have no document to lead into. */
const sourceColumn = (planId: number): Column<PlanIndicator> => ({
  key: 'line',
  head: '原文',
  kind: 'short',
  cell: (row) =>
    row.sourceLine ? (
      <Link href={sourceHref(planId, row.sourceRevision, row.sourceLine)} className="link" prefetch={false}>
        第 {row.sourceLine} 段
      </Link>
    ) : (
      dash
    ),
})

const columnsFor = (
  planId: number,
  hasSource: boolean,
  indicators: readonly PlanIndicator[],
): Column<PlanIndicator>[] => {
  const years = [...new Set(indicators.flatMap((row) => row.targets.map((target) => target.year)))].sort()
  const hasDomains = indicators.some((row) => row.domain)
  const hasBaselines = indicators.some((row) => row.baselineText)
  const hasNatures = indicators.some((row) => row.nature)
  return [
    {
      key: 'name',
      head: '指标',
      cell: (row) =>
        `${row.number ? `${row.number}. ` : ''}${row.name}${row.unitText ? `（${row.unitText}）` : ''}${row.endedBy ? `（第 ${row.endedBy} 次修订取消）` : ''}`,
    },
    ...(hasDomains
      ? [{ key: 'domain', head: '领域', kind: 'short' as const, cell: (row: PlanIndicator) => row.domain ?? dash }]
      : []),
    ...(hasBaselines ? [baselineColumn] : []),
    ...years.map(
      (year): Column<PlanIndicator> => ({
        key: String(year),
        head: String(year),
        kind: 'number',
        card: 'line',
        cell: (row) => row.targets.find((target) => target.year === year)?.text ?? dash,
      }),
    ),
    ...(hasNatures
      ? [{ key: 'nature', head: '性质', kind: 'short' as const, cell: (row: PlanIndicator) => row.nature ?? dash }]
      : []),
    { key: 'owners', head: '责任单位', kind: 'long', cell: (row) => row.owners.join('、') || dash },
    ...(hasSource ? [sourceColumn(planId)] : []),
  ]
}

export const metadata: Metadata = { title: '指标' }

export default async function PlanIndicatorsPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ ctx }, { id }] = await Promise.all([desk(), params])
  const planId = readPlanId(id)
  const head = await getPlan(ctx, planId)
  if (!head || head.plan.state === 'draft') notFound()
  const indicators = await listPlanIndicators(ctx, planId)
  return (
    <PlanFrame head={head} current="/indicators">
      <DataTable
        caption="指标"
        columns={columnsFor(planId, head.tabs.lines > 0, indicators)}
        rows={[...indicators]}
        rowKey={(row) => String(row.id)}
        empty={{ title: '这份规划没有指标表' }}
        pager={{ summary: `共 ${indicators.length} 项指标` }}
      />
    </PlanFrame>
  )
}
