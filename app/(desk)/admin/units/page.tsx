import type { Metadata } from 'next'
import { firstOf, type SearchParams } from '@/app/_ui/address'
import { LinkButton } from '@/app/_ui/button'
import { DataTable } from '@/app/_ui/data-table'
import { FilterBar } from '@/app/_ui/filter-bar'
import { PageHead } from '@/app/_ui/page-head'
import { unitKindLabels } from '@/lib/domain/labels'
import { levelsBelow } from '@/lib/domain/place'
import { listManagedPlaces, listManagedUnits, type ManagedUnit } from '@/lib/queries/list-managed-units'
import { adminDesk } from '../admin-desk'
import { AdminTabs } from '../admin-tabs'

export const metadata: Metadata = { title: '单位管理' }

const inTree = (row: ManagedUnit): string => `${'　'.repeat(row.depth)}${row.name}`

export default async function UnitsAdminPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ ctx }, params] = await Promise.all([adminDesk(), searchParams])
  const places = await listManagedPlaces(ctx)
  const wanted = Number(firstOf(params, 'place'))
  const place =
    places.find((entry) => entry.id === wanted) ?? places.find((entry) => entry.id === ctx.actor.jurisdictionId)
  const dissolved = firstOf(params, 'dissolved') === '1'
  const search = firstOf(params, 'q')
  const units = place ? await listManagedUnits(ctx, { jurisdictionId: place.id, search, dissolved }) : []
  const groups = units.filter((row) => row.kind === 'group').length
  return (
    <>
      <PageHead
        title="单位"
        fact={`${place?.name ?? ''}${dissolved ? '已撤销' : '在册'} ${units.length} 个${groups ? `，其中集合单位 ${groups} 个` : ''}`}
        secondary={
          place && levelsBelow(place.level).length > 0 ? (
            <LinkButton href={`/admin/units/new-place?place=${place.id}`}>新增下级行政区</LinkButton>
          ) : null
        }
        primary={
          <LinkButton href={`/admin/units/new?place=${place?.id ?? ''}`} variant="primary">
            新增单位
          </LinkButton>
        }
      />
      <AdminTabs current="/admin/units" />
      <FilterBar
        path="/admin/units"
        params={params}
        quick={[{ label: '已撤销', set: { dissolved: '1' } }]}
        filters={[
          ...(places.length > 1
            ? [
                {
                  kind: 'select' as const,
                  name: 'place',
                  label: '行政区',
                  options: places.map((entry) => ({ value: String(entry.id), label: entry.name })),
                },
              ]
            : []),
          { kind: 'search', name: 'q', label: '名称或别名' },
        ]}
      />
      <DataTable
        caption="单位"
        rows={[...units]}
        rowKey={(row) => String(row.id)}
        rowHref={(row) => `/admin/units/${row.id}`}
        columns={[
          { key: 'name', head: '单位', cell: inTree, kind: 'text' },
          {
            key: 'kind',
            head: '类别',
            kind: 'short',
            card: 'line',
            cell: (row) => `${unitKindLabels[row.kind]}${row.isOffice ? '（督查考核办）' : ''}`,
          },
          dissolved
            ? { key: 'successor', head: '承接单位', card: 'line', cell: (row) => row.successorName ?? '无' }
            : {
                key: 'people',
                head: '人员',
                kind: 'number',
                card: 'line',
                cell: (row) => (row.kind === 'group' ? `成员 ${row.members}` : `${row.people} 人`),
              },
          { key: 'tasks', head: '在办任务', kind: 'number', cell: (row) => row.openTasks },
          { key: 'aliases', head: '别名', kind: 'long', cell: (row) => row.aliases.join('、') },
        ]}
        empty={
          search || dissolved
            ? { title: '没有符合条件的单位', text: '换一个名称，或清除筛选再看。' }
            : { title: '还没有单位', text: '逐个新增，或用 Excel 表一次导入。' }
        }
      />
    </>
  )
}
