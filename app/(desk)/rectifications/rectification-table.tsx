import { type Column, DataTable } from '@/app/_ui/data-table'
import { ShortDate } from '@/app/_ui/dates'
import { Lamp } from '@/app/_ui/lamp'
import { rectificationSign } from '@/app/(desk)/_supervision/rectification-sign'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { ListedRectification } from '@/lib/queries/list-rectifications'

interface RectificationTableProps {
  list: { readonly items: readonly ListedRectification[]; readonly total: number }
  isCleared: boolean
  today: CalendarDate
  nextHref?: string | undefined
}

/** 整改清单 and 销号清单. */
export function RectificationTable({ list, isCleared, today, nextHref }: RectificationTableProps) {
  return (
    <DataTable
      caption={isCleared ? '销号清单' : '整改清单'}
      columns={columnsOf(isCleared, today)}
      rows={[...list.items]}
      rowKey={(row) => String(row.id)}
      rowHref={(row) => `/rectifications/${row.id}`}
      empty={{
        title: isCleared ? '还没有销号的整改' : '没有整改中的事项',
        text: isCleared ? '整改经核查通过后销号，列在这里。' : '督查发现的问题下达整改后，列在这里，直到销号。',
      }}
      pager={{ nextHref, summary: `本页 ${list.items.length} 项，共 ${list.total} 项` }}
    />
  )
}

const columnsOf = (isCleared: boolean, today: CalendarDate): Column<ListedRectification>[] => [
  {
    key: 'requirement',
    head: '整改事项',
    card: 'title',
    cell: (row) => `${row.orderNo}　${row.requirement}`,
  },
  {
    key: 'state',
    head: '状态',
    kind: 'lamp',
    card: 'lamp',
    cell: (row) => <Lamp {...rectificationSign(row.state, row)} />,
  },
  { key: 'unit', head: '责任单位', card: 'line', cell: (row) => row.unit },
  { key: 'due', head: '时限', kind: 'date', card: 'line', cell: (row) => <ShortDate on={row.dueOn} today={today} /> },
  {
    key: 'original',
    head: '原时限',
    kind: 'date',
    optional: 'hidden',
    cell: (row) => <ShortDate on={row.originalDueOn} today={today} />,
  },
  { key: 'findings', head: '问题', kind: 'number', cell: (row) => row.findings },
  {
    key: 'round',
    head: '反弹',
    kind: 'number',
    cell: (row) => (row.round > 1 ? `${row.round - 1} 次` : '–'),
  },
  ...(isCleared
    ? [
        {
          key: 'cleared',
          head: '销号',
          kind: 'date' as const,
          cell: (row: ListedRectification) => <ShortDate on={row.clearedOn} today={today} />,
        },
      ]
    : [
        {
          key: 'late',
          head: '逾期日',
          kind: 'number' as const,
          cell: (row: ListedRectification) => (row.workdaysLate > 0 ? row.workdaysLate : '–'),
        },
      ]),
  { key: 'responsible', head: '责任人', cell: (row) => row.responsible ?? '–' },
]
