import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { addressWith, firstOf, type SearchParams } from '@/app/_ui/address'
import { LinkButton } from '@/app/_ui/button'
import { type Column, DataTable } from '@/app/_ui/data-table'
import { ShortDate } from '@/app/_ui/dates'
import { FilterBar } from '@/app/_ui/filter-bar'
import { Lamp } from '@/app/_ui/lamp'
import { PageHead } from '@/app/_ui/page-head'
import { PrintHead } from '@/app/_ui/print-head'
import { SupervisionTabs } from '@/app/(desk)/_supervision/supervision-tabs'
import { desk } from '@/lib/auth/desk'
import { type CalendarDate, formatLong } from '@/lib/domain/calendar/date'
import { inspectionKinds, inspectionStates } from '@/lib/domain/inspection/states'
import { roleHas } from '@/lib/domain/permission/can'
import { inspectionKindLabels, inspectionStateLabels } from '@/lib/domain/supervision-labels'
import { inspectionChoices } from '@/lib/queries/inspection-choices'
import { type ListedInspection, listInspections } from '@/lib/queries/list-inspections'
import { idOf } from './_parts/id-of'
import { inspectionSign } from './_parts/inspection-sign'

export const metadata: Metadata = { title: '督查' }

const path = '/inspections'

export default async function InspectionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, { ctx }] = await Promise.all([searchParams, desk()])
  const { actor, today } = ctx
  if (!roleHas(actor.role, 'inspection.view')) notFound()
  const year = Number(firstOf(params, 'year'))
  const filter = {
    year: Number.isInteger(year) && year > 2000 && year < 2200 ? year : undefined,
    kind: inspectionKinds.find((kind) => kind === firstOf(params, 'kind')),
    state: inspectionStates.find((state) => state === firstOf(params, 'state')),
    unit: idOf(firstOf(params, 'unit')) ?? undefined,
    plan: idOf(firstOf(params, 'plan')) ?? undefined,
    task: idOf(firstOf(params, 'task')) ?? undefined,
  }
  const [list, choices] = await Promise.all([
    listInspections(ctx, filter, firstOf(params, 'after')),
    inspectionChoices(ctx),
  ])
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  const isUnit = actor.role === 'officer' || actor.role === 'head'
  return (
    <>
      <PageHead
        title="督查"
        fact={isUnit ? `涉及本单位或由您参加的督查 ${list.total} 项` : `${actor.jurisdictionName} ${list.total} 项督查`}
        secondary={<LinkButton href="/inspections/calendar">年度日历</LinkButton>}
        primary={
          list.mayCreate ? (
            <LinkButton href="/inspections/new" variant="primary">
              新建督查
            </LinkButton>
          ) : undefined
        }
      />
      <PrintHead plan={`${actor.jurisdictionName}督查清单`} at={formatLong(today)} />
      <SupervisionTabs actor={actor} current="/inspections" />
      <FilterBar
        path={path}
        params={params}
        pageParams={['after']}
        quick={(['submitted', 'underway'] as const).map((state) => ({
          label: inspectionStateLabels[state],
          set: { state },
        }))}
        filters={[
          {
            kind: 'select',
            name: 'kind',
            label: '类型',
            options: inspectionKinds.map((value) => ({ value, label: inspectionKindLabels[value] })),
          },
          {
            kind: 'select',
            name: 'state',
            label: '状态',
            options: inspectionStates.map((value) => ({ value, label: inspectionStateLabels[value] })),
          },
          {
            kind: 'select',
            name: 'year',
            label: '年份',
            options: list.years.map((one) => ({ value: String(one), label: `${one}年` })),
          },
          ...(choices
            ? [
                {
                  kind: 'select' as const,
                  name: 'unit',
                  label: '督查对象',
                  options: choices.units.map((unit) => ({ value: String(unit.id), label: unit.name })),
                },
              ]
            : []),
        ]}
      />
      <DataTable
        caption="督查"
        columns={columnsOf(today)}
        rows={[...list.items]}
        rowKey={(row) => String(row.id)}
        rowHref={(row) => `${path}/${row.id}`}
        empty={
          isFiltered
            ? {
                title: '没有符合条件的督查',
                text: '去掉一个筛选条件再看。',
                action: <LinkButton href={path}>清除筛选</LinkButton>,
              }
            : list.mayCreate
              ? {
                  title: '还没有督查',
                  text: '先拟定方案：查谁、查什么、用什么方法；方案经领导批准后才能启动。',
                  action: (
                    <LinkButton href="/inspections/new" variant="primary">
                      新建督查
                    </LinkButton>
                  ),
                }
              : { title: '没有督查', text: '涉及您的督查启动后会列在这里。' }
        }
        pager={{
          nextHref: list.next ? addressWith(path, params, { after: list.next }) : undefined,
          summary: `本页 ${list.items.length} 项，共 ${list.total} 项`,
        }}
      />
    </>
  )
}

const SHOWN_UNITS = 3

const unitsOf = ({ units }: ListedInspection): string => {
  const names = units.slice(0, SHOWN_UNITS).map((unit) => unit.name)
  return units.length > SHOWN_UNITS ? `${names.join('、')}等 ${units.length} 个单位` : names.join('、')
}

const columnsOf = (today: CalendarDate): Column<ListedInspection>[] => [
  {
    key: 'title',
    head: '督查',
    cell: (row) => row.title,
  },
  {
    key: 'state',
    head: '状态',
    kind: 'lamp',
    card: 'lamp',
    cell: (row) => <Lamp {...inspectionSign(row, today)} />,
  },
  { key: 'kind', head: '类型', kind: 'short', card: 'line', cell: (row) => inspectionKindLabels[row.kind] },
  {
    key: 'dates',
    head: '起止',
    kind: 'date',
    card: 'line',
    cell: (row) => (
      <>
        <ShortDate on={row.startsOn} today={today} /> 至 <ShortDate on={row.endsOn} today={today} />
      </>
    ),
  },
  { key: 'units', head: '督查对象', kind: 'long', cell: (row) => unitsOf(row) || '未定' },
  { key: 'head', head: '组长', kind: 'short', cell: (row) => row.head ?? '未定' },
  { key: 'findings', head: '问题', kind: 'number', cell: (row) => row.findings },
]
