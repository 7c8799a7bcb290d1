import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { addressWith, firstOf, type SearchParams } from '@/app/_ui/address'
import { EmptyState } from '@/app/_ui/empty-state'
import { FilterBar } from '@/app/_ui/filter-bar'
import { PageHead } from '@/app/_ui/page-head'
import { desk } from '@/lib/auth/desk'
import { addDays } from '@/lib/domain/calendar/date'
import { roleHas } from '@/lib/domain/permission/can'
import { listFindings } from '@/lib/queries/list-findings'
import { OrderForm } from './order-form.client'

export const metadata: Metadata = { title: '下达整改' }

const idOf = (text: string | undefined) => (text && /^\d{1,15}$/.test(text) ? Number(text) : undefined)

/** Findings that no order has taken yet, one unit at a time. */
export default async function NewRectificationPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, { ctx }] = await Promise.all([searchParams, desk()])
  if (!roleHas(ctx.actor.role, 'rectification.order')) notFound()
  const inspection = idOf(firstOf(params, 'inspection'))
  const { items } = await listFindings(
    ctx,
    { stage: 'unordered', inspection, office: ctx.actor.unitId },
    undefined,
    200,
  )
  const units = [...new Map(items.map((item) => [item.unitId, item.unit]))]
  const named = idOf(firstOf(params, 'unit'))
  const unitId = units.some(([id]) => id === named) ? named : units[0]?.[0]
  const findings = items.filter((item) => item.unitId === unitId)
  const chosen = idOf(firstOf(params, 'finding'))
  return (
    <>
      <PageHead
        crumbs={[{ href: addressWith('/rectifications', {}, { tab: 'findings' }), label: '问题和整改' }]}
        title="下达整改"
        fact="一份整改通知发给一个单位，可以包含几个问题；验收标准下达后不能更改。"
      />
      {units.length > 1 ? (
        <FilterBar
          path="/rectifications/new"
          params={{ ...params, unit: String(unitId) }}
          filters={[
            {
              kind: 'select',
              name: 'unit',
              label: '责任单位',
              options: units.map(([id, name]) => ({ value: String(id), label: name })),
            },
          ]}
        />
      ) : null}
      {findings.length === 0 ? (
        <EmptyState title="没有待下达整改的问题" text="督查登记的问题在这里等待下达整改；都已下达时这里是空的。" />
      ) : (
        <OrderForm
          key={unitId}
          findings={findings.map(({ id, fact, severity, standard, inspection: title }) => ({
            id,
            fact,
            severity,
            standard,
            inspection: title,
          }))}
          chosen={chosen ?? null}
          firstDay={addDays(ctx.today, 1)}
          suggestedDay={addDays(ctx.today, 30)}
        />
      )}
    </>
  )
}
