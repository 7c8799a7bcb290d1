import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { addressWith, firstOf, type SearchParams } from '@/app/_ui/address'
import { LinkButton } from '@/app/_ui/button'
import { FilterBar } from '@/app/_ui/filter-bar'
import { PageHead } from '@/app/_ui/page-head'
import { PrintHead } from '@/app/_ui/print-head'
import { Tabs } from '@/app/_ui/tabs'
import { SupervisionTabs } from '@/app/(desk)/_supervision/supervision-tabs'
import { desk } from '@/lib/auth/desk'
import { formatLong } from '@/lib/domain/calendar/date'
import { findingSeverities, inspectionKinds } from '@/lib/domain/inspection/states'
import { roleHas } from '@/lib/domain/permission/can'
import { rectificationStates } from '@/lib/domain/rectification/states'
import { findingSeverityLabels, inspectionKindLabels, rectificationStateLabels } from '@/lib/domain/supervision-labels'
import { getSupervisionWall } from '@/lib/queries/get-supervision-wall'
import { type FindingStage, findingStages, listFindings } from '@/lib/queries/list-findings'
import { listRectifications } from '@/lib/queries/list-rectifications'
import { FindingTable } from './finding-table'
import { readListFilter, type Tab, tabs } from './list-filter'
import { RectificationTable } from './rectification-table'
import { Wall } from './wall'

export const metadata: Metadata = { title: '问题和整改' }

const path = '/rectifications'
const stageWords: Readonly<Record<FindingStage, string>> = {
  found: '全部',
  unordered: '未下达整改',
  ordered: '已下达整改',
  claimed: '待核查',
  cleared: '已销号',
  late: '整改逾期',
  relapse: '反弹',
}

export default async function RectificationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, { ctx }] = await Promise.all([searchParams, desk()])
  if (!roleHas(ctx.actor.role, 'rectification.view')) notFound()
  const { tab, common, findings: findingFilter, orders: orderFilter, after, afterId } = readListFilter(params)
  const mayOrder = roleHas(ctx.actor.role, 'rectification.order')
  const [open, cleared, found, orders, findings, wall] = await Promise.all([
    listRectifications(ctx, { ...common, view: 'open' }).then((list) => list.total),
    listRectifications(ctx, { ...common, view: 'cleared' }).then((list) => list.total),
    listFindings(ctx, common, undefined, 1).then((list) => list.total),
    tab === 'open' || tab === 'cleared' ? listRectifications(ctx, orderFilter, after) : null,
    tab === 'findings' ? listFindings(ctx, findingFilter, afterId) : null,
    tab === 'wall' ? getSupervisionWall(ctx, common) : null,
  ])
  const late = await listRectifications(ctx, { ...common, view: 'open', late: true }).then((list) => list.total)
  const counts = { open, cleared, findings: found, wall: undefined }
  const hrefOf = (one: Tab) =>
    addressWith(path, params, { tab: one, after: null, state: null, late: null, stage: null, severity: null })
  return (
    <>
      <PageHead
        title="问题和整改"
        fact={`问题 ${found} 个；整改中 ${open} 项，其中逾期 ${late} / ${open}；已销号 ${cleared} 项`}
        primary={
          mayOrder ? (
            <LinkButton
              href={addressWith('/rectifications/new', {}, { inspection: firstOf(params, 'inspection') ?? null })}
              variant="primary"
            >
              下达整改
            </LinkButton>
          ) : undefined
        }
        secondary={
          tab === 'wall' ? undefined : (
            <a
              className="btn"
              data-variant="secondary"
              href={addressWith('/rectifications/export', params, { tab, after: null })}
            >
              导出
            </a>
          )
        }
      />
      <SupervisionTabs actor={ctx.actor} current="/rectifications" />
      <PrintHead plan={`${ctx.actor.jurisdictionName}${tabs[tab]}`} at={formatLong(ctx.today)} />
      <Tabs
        label="清单"
        current={hrefOf(tab)}
        tabs={(Object.keys(tabs) as Tab[]).map((one) => {
          const count = counts[one]
          return { href: hrefOf(one), label: tabs[one], ...(count === undefined ? {} : { count }) }
        })}
      />
      <FilterBar
        path={path}
        params={params}
        quick={
          tab === 'open'
            ? [
                { label: '逾期', count: late, set: { late: '1' } },
                { label: '待核查', set: { state: 'claimed' } },
                { label: '被退回', set: { state: 'returned' } },
              ]
            : tab === 'findings'
              ? findingStages
                  .filter((stage) => stage !== 'found')
                  .map((stage) => ({ label: stageWords[stage], set: { stage } }))
              : []
        }
        filters={[
          {
            kind: 'select',
            name: 'kind',
            label: '督查类型',
            options: inspectionKinds.map((value) => ({ value, label: inspectionKindLabels[value] })),
          },
          ...(tab === 'open'
            ? [
                {
                  kind: 'select' as const,
                  name: 'state',
                  label: '状态',
                  options: rectificationStates
                    .filter((state) => state !== 'cleared' && state !== 'revoked')
                    .map((value) => ({ value, label: rectificationStateLabels[value] })),
                },
              ]
            : []),
          ...(tab === 'findings'
            ? [
                {
                  kind: 'select' as const,
                  name: 'severity',
                  label: '程度',
                  options: findingSeverities.map((value) => ({ value, label: findingSeverityLabels[value] })),
                },
              ]
            : []),
        ]}
      />
      {orders ? (
        <RectificationTable
          list={orders}
          isCleared={tab === 'cleared'}
          today={ctx.today}
          nextHref={orders.next ? addressWith(path, params, { after: orders.next }) : undefined}
        />
      ) : null}
      {findings ? (
        <FindingTable
          list={findings}
          today={ctx.today}
          nextHref={findings.next ? addressWith(path, params, { after: findings.next }) : undefined}
        />
      ) : null}
      {wall ? (
        <Wall wall={wall} hrefOf={(set) => addressWith(path, params, { tab: 'findings', after: null, ...set })} />
      ) : null}
    </>
  )
}
