import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { addressWith, firstOf, type SearchParams } from '@/app/_ui/address'
import { Bar } from '@/app/_ui/bar'
import { LinkButton } from '@/app/_ui/button'
import { type Column, DataTable } from '@/app/_ui/data-table'
import { FilterBar } from '@/app/_ui/filter-bar'
import { PageHead } from '@/app/_ui/page-head'
import { pageSummary } from '@/app/_ui/pager'
import { PrintHead } from '@/app/_ui/print-head'
import { desk } from '@/lib/auth/desk'
import { formatLong } from '@/lib/domain/calendar/date'
import { unitKindLabels, unitKinds } from '@/lib/domain/labels'
import { roleHas } from '@/lib/domain/permission/can'
import { readTaskFilter, tasksHref } from '@/lib/domain/task/filter'
import { listUnits, type UnitList, type UnitRow } from '@/lib/queries/list-units'

export const metadata: Metadata = { title: '单位' }

const idOf = (value: string | undefined) => (value && /^\d{1,15}$/.test(value) ? Number(value) : undefined)

export default async function UnitsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx } = await desk()
  if (!roleHas(ctx.actor.role, 'unit.view')) notFound()
  const params = await searchParams
  const list = await listUnits(ctx, {
    q: firstOf(params, 'q'),
    jurisdiction: readTaskFilter(params).jurisdiction,
    kind: unitKinds.find((kind) => kind === firstOf(params, 'kind')),
    dissolved: firstOf(params, 'dissolved') === '1',
    after: idOf(firstOf(params, 'after')),
  })
  return (
    <>
      <PageHead
        title="单位"
        fact={`${list.total} 个单位，${sightWords[list.sight]}`}
        primary={
          roleHas(ctx.actor.role, 'unit.manage') ? (
            <LinkButton href="/admin/units" variant="primary">
              维护单位
            </LinkButton>
          ) : undefined
        }
      />
      <PrintHead plan={`${ctx.actor.jurisdictionName}单位`} at={formatLong(ctx.today)} />
      <FilterBar
        path="/units"
        params={params}
        filters={[
          { kind: 'search', name: 'q', label: '名称或别名' },
          ...(list.places.length > 1
            ? [
                {
                  kind: 'select' as const,
                  name: 'jurisdiction',
                  label: '行政区',
                  options: list.places.map(({ id, name }) => ({ value: String(id), label: name })),
                },
              ]
            : []),
          {
            kind: 'select',
            name: 'kind',
            label: '类别',
            options: unitKinds.map((kind) => ({ value: kind, label: unitKindLabels[kind] })),
          },
          { kind: 'select', name: 'dissolved', label: '已撤销单位', options: [{ value: '1', label: '一并列出' }] },
        ]}
      />
      <DataTable
        caption="单位"
        columns={columnsOf(list)}
        rows={[...list.rows]}
        rowKey={(row) => String(row.id)}
        rowHref={(row) => `/units/${row.id}`}
        empty={{
          title: '没有符合条件的单位',
          text: '换一个名称，或者去掉一个筛选条件再看。',
          action: <LinkButton href="/units">清除筛选</LinkButton>,
        }}
        pager={{
          previousHref: firstOf(params, 'after') ? addressWith('/units', params, { after: null }) : undefined,
          nextHref: list.next ? addressWith('/units', params, { after: String(list.next) }) : undefined,
          summary: pageSummary(list.rows.length, list.total, '个'),
        }}
      />
    </>
  )
}

const sightWords: Record<UnitList['sight'], string> = {
  all: '任务数含子任务，不含已归档的规划',
  own: '任务数只统计您能看到的任务',
  none: '包括本行政区及以下',
}

const columnsOf = ({ sight, places }: UnitList): Column<UnitRow>[] => [
  {
    key: 'name',
    head: '单位',
    cell: (row) => (
      <>
        {row.name}
        {row.dissolvedOn ? <span className="pl-2 font-normal text-ink-3">已撤销</span> : null}
      </>
    ),
  },
  ...(places.length > 1
    ? [
        {
          key: 'place',
          head: '行政区',
          kind: 'short' as const,
          card: 'line' as const,
          cell: (row: UnitRow) => row.place,
        },
      ]
    : []),
  {
    key: 'kind',
    head: '类别',
    kind: 'short',
    card: 'line',
    cell: (row) =>
      row.isOffice ? '督查考核办公室' : row.members ? `集合单位，${row.members} 个成员` : unitKindLabels[row.kind],
  },
  ...(sight === 'none'
    ? []
    : [
        {
          key: 'lead',
          head: '逾期 / 牵头',
          kind: 'number' as const,
          card: 'line' as const,
          cell: (row: UnitRow) =>
            row.led ? (
              <Bar
                part={row.red}
                whole={row.led}
                partHref={tasksHref({ unit: row.id, lamp: 'red' })}
                wholeHref={tasksHref({ unit: row.id })}
                tone="red"
              />
            ) : (
              <span className="text-ink-3">–</span>
            ),
        },
        {
          key: 'support',
          head: '配合',
          kind: 'number' as const,
          cell: (row: UnitRow) => row.supported || <span className="text-ink-3">–</span>,
        },
      ]),
]
