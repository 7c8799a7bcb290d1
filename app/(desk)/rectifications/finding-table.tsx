import Link from 'next/link'
import { type Column, DataTable } from '@/app/_ui/data-table'
import { ShortDate } from '@/app/_ui/dates'
import { Lamp } from '@/app/_ui/lamp'
import { rectificationSign } from '@/app/(desk)/_supervision/rectification-sign'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { findingSeverityLabels } from '@/lib/domain/supervision-labels'
import type { ListedFinding } from '@/lib/queries/list-findings'

interface FindingTableProps {
  list: { readonly items: readonly ListedFinding[]; readonly total: number }
  today: CalendarDate
  nextHref?: string | undefined
}

/** 问题清单: what was found, against which standard, and how far it is put right. */
export function FindingTable({ list, today, nextHref }: FindingTableProps) {
  return (
    <DataTable
      caption="问题清单"
      columns={columnsOf(today)}
      rows={[...list.items]}
      rowKey={(row) => String(row.id)}
      rowHref={(row) =>
        row.rectification ? `/rectifications/${row.rectification.id}` : `/inspections/${row.inspectionId}`
      }
      empty={{ title: '没有符合条件的问题', text: '去掉一个筛选条件再看；督查登记的问题列在这里。' }}
      pager={{ nextHref, summary: `本页 ${list.items.length} 个，共 ${list.total} 个` }}
    />
  )
}

const columnsOf = (today: CalendarDate): Column<ListedFinding>[] => [
  { key: 'fact', head: '问题', card: 'title', cell: (row) => row.fact },
  {
    key: 'state',
    head: '整改',
    kind: 'lamp',
    card: 'lamp',
    cell: (row) =>
      row.rectification ? (
        <Lamp {...rectificationSign(row.rectification.state, row.rectification)} />
      ) : (
        <Lamp tone="grey" word="未下达" />
      ),
  },
  { key: 'unit', head: '责任单位', card: 'line', cell: (row) => row.unit },
  {
    key: 'severity',
    head: '程度',
    kind: 'short',
    card: 'line',
    cell: (row) => `${findingSeverityLabels[row.severity]}${row.relapseOfId ? '，反弹' : ''}`,
  },
  { key: 'standard', head: '对照标准', kind: 'long', cell: (row) => row.standard },
  {
    key: 'inspection',
    head: '督查',
    cell: (row) => (
      <Link className="row-link" href={`/inspections/${row.inspectionId}`} prefetch={false}>
        {row.inspection}
      </Link>
    ),
  },
  { key: 'found', head: '发现', kind: 'date', cell: (row) => <ShortDate on={row.foundOn} today={today} /> },
]
