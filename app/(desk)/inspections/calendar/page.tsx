import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { firstOf, type SearchParams } from '@/app/_ui/address'
import { LinkButton } from '@/app/_ui/button'
import { EmptyState } from '@/app/_ui/empty-state'
import { PageHead } from '@/app/_ui/page-head'
import { PrintButton } from '@/app/_ui/print-button.client'
import { PrintHead } from '@/app/_ui/print-head'
import { desk } from '@/lib/auth/desk'
import { formatLong } from '@/lib/domain/calendar/date'
import { roleHas } from '@/lib/domain/permission/can'
import { inspectionKindLabels } from '@/lib/domain/supervision-labels'
import { listInspectionsOfYear } from '@/lib/queries/list-inspections'
import { YearTable } from './year-table'

export const metadata: Metadata = { title: '督查年度日历' }

const yearOf = (text: string | undefined, fallback: number): number =>
  /^20\d\d$/.test(text ?? '') ? Number(text) : fallback

export default async function InspectionCalendarPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, { ctx }] = await Promise.all([searchParams, desk()])
  const { actor, today } = ctx
  if (!roleHas(actor.role, 'inspection.view')) notFound()
  const year = yearOf(firstOf(params, 'year'), Number(today.slice(0, 4)))
  const rows = await listInspectionsOfYear(ctx, year)
  const kinds = (['special', 'followUp', 'random'] as const)
    .map((kind) => ({ label: inspectionKindLabels[kind], count: rows.filter((row) => row.kind === kind).length }))
    .filter(({ count }) => count > 0)
  return (
    <>
      <PageHead
        crumbs={[{ href: '/inspections', label: '督查' }]}
        title={`${year}年督查日历`}
        fact={
          rows.length > 0
            ? `共 ${rows.length} 项：${kinds.map(({ label, count }) => `${label} ${count}`).join('，')}`
            : '本年没有督查安排'
        }
        secondary={
          <>
            <PrintButton />
            {roleHas(actor.role, 'inspection.create') ? (
              <LinkButton href="/inspections/new">新建督查</LinkButton>
            ) : null}
          </>
        }
      />
      <PrintHead plan={`${actor.jurisdictionName}${year}年督查计划`} at={formatLong(today)} />
      <nav aria-label="年份" className="no-print mb-4 flex gap-6">
        <Link className="link" href={`/inspections/calendar?year=${year - 1}`}>
          ‹ {year - 1}年
        </Link>
        <Link className="link" href={`/inspections/calendar?year=${year + 1}`}>
          {year + 1}年 ›
        </Link>
      </nav>
      {rows.length > 0 ? (
        <YearTable year={year} rows={rows} today={today} />
      ) : (
        <EmptyState title="没有安排" text="已取消的督查不列入日历。" />
      )}
    </>
  )
}
