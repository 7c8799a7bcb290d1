import type { Metadata } from 'next'
import { addressWith, firstOf, type SearchParams } from '@/app/_ui/address'
import { LinkButton } from '@/app/_ui/button'
import { DataTable } from '@/app/_ui/data-table'
import { Moment } from '@/app/_ui/dates'
import { FilterBar } from '@/app/_ui/filter-bar'
import { PageHead } from '@/app/_ui/page-head'
import { pageSummary } from '@/app/_ui/pager'
import { roleLabels } from '@/lib/domain/labels'
import { roles } from '@/lib/domain/permission/table'
import { listManagedPeople, type ManagedPerson } from '@/lib/queries/list-managed-people'
import { adminDesk } from '../admin-desk'
import { AdminTabs } from '../admin-tabs'

export const metadata: Metadata = { title: '人员管理' }

const stateLabels = { active: '正常', locked: '已锁定', disabled: '已停用', unattached: '无任职' } as const

const postsOf = (row: ManagedPerson): string =>
  row.posts.map((post) => `${post.unitName} · ${roleLabels[post.role]}`).join('；')

/** `姓名~编号`, as the last row of the page before. */
const readCursor = (text: string | undefined) => {
  const at = text?.lastIndexOf('~') ?? -1
  const id = text ? Number(text.slice(at + 1)) : Number.NaN
  return text && at >= 0 && Number.isSafeInteger(id) ? { name: text.slice(0, at), id } : undefined
}

export default async function PeopleAdminPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ ctx }, params] = await Promise.all([adminDesk(), searchParams])
  const state = firstOf(params, 'state')
  const { rows, total, hasMore } = await listManagedPeople(ctx, {
    search: firstOf(params, 'q'),
    role: roles.find((role) => role === firstOf(params, 'role')),
    state: state === 'disabled' || state === 'unattached' ? state : undefined,
    after: readCursor(firstOf(params, 'after')),
  })
  const last = rows.at(-1)
  return (
    <>
      <PageHead
        title="人员"
        fact={`共 ${total} 人`}
        primary={
          <LinkButton href="/admin/people/new" variant="primary">
            新增人员
          </LinkButton>
        }
      />
      <AdminTabs current="/admin/people" />
      <FilterBar
        path="/admin/people"
        params={params}
        quick={[
          { label: '已停用', set: { state: 'disabled' } },
          { label: '无任职', set: { state: 'unattached' } },
        ]}
        filters={[
          {
            kind: 'select',
            name: 'role',
            label: '角色',
            options: roles.map((role) => ({ value: role, label: roleLabels[role] })),
          },
          { kind: 'search', name: 'q', label: '姓名或用户名' },
        ]}
      />
      <DataTable
        caption="人员"
        rows={[...rows]}
        rowKey={(row) => String(row.id)}
        rowHref={(row) => `/admin/people/${row.id}`}
        columns={[
          { key: 'name', head: '姓名', kind: 'short', cell: (row) => row.name },
          { key: 'user', head: '用户名', kind: 'short', card: 'line', cell: (row) => row.userName },
          { key: 'posts', head: '任职', kind: 'long', card: 'line', cell: postsOf },
          ...(rows.some((row) => row.phone)
            ? [
                {
                  key: 'phone',
                  head: '电话',
                  kind: 'short' as const,
                  cell: (row: (typeof rows)[number]) => row.phone ?? '',
                },
              ]
            : []),
          { key: 'state', head: '状态', kind: 'short', card: 'line', cell: (row) => stateLabels[row.state] },
          {
            key: 'seen',
            head: '最近使用',
            kind: 'date',
            cell: (row) => (row.lastSeenAt ? <Moment at={new Date(row.lastSeenAt)} today={ctx.today} /> : '从未'),
          },
        ]}
        empty={{ title: '没有符合条件的人员', text: '换一个姓名，或清除筛选再看。' }}
        pager={{
          ...(hasMore && last
            ? { nextHref: addressWith('/admin/people', params, { after: `${last.name}~${last.id}` }) }
            : {}),
          summary: pageSummary(rows.length, total, '人'),
        }}
      />
    </>
  )
}
