import Link from 'next/link'
import type { ReactNode } from 'react'
import { EmptyState } from './empty-state'
import { Pager, type PagerProps } from './pager'
import type { ChoosableColumn, TableView } from './table-view'
import { isShown } from './table-view'

export interface Column<Row> extends ChoosableColumn {
  cell: (row: Row) => ReactNode
  /** text wraps; long is grey and wraps from 12 em; short, date and lamp never wrap; number is right and tabular. */
  kind?: 'text' | 'long' | 'short' | 'date' | 'lamp' | 'number'
  /** Where the cell stands when the row becomes a card on a phone; without it, it is left out there. */
  card?: 'lamp' | 'title' | 'line'
  total?: ReactNode
}

interface DataTableProps<Row> {
  /** Read by screen readers; the page's heading says it to the eye. */
  caption: string
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
  /** The first column's link. */
  rowHref?: (row: Row) => string
  /** Plain checkboxes; with `form` they belong to a form elsewhere on the page. */
  selection?: { name: string; form?: string; label: (row: Row) => string; allowed?: (row: Row) => boolean }
  empty: { title: string; text?: ReactNode; action?: ReactNode }
  pager?: PagerProps
  view?: TableView
  /** More columns than the page has room for: scrolls inside its own frame, first column stays. */
  wide?: boolean
  /** A matrix or comparison stays a table on a phone, in its own frame. */
  phone?: 'cards' | 'scroll'
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, rows, rowKey, rowHref, selection, empty, pager, view, wide = false, phone = 'cards' } = props
  const columns = props.columns.filter((column) => isShown(column, view))
  if (!rows.length) {
    return (
      <>
        <EmptyState {...empty} />
        {pager?.previousHref ? <Pager {...pager} summary="" /> : null}
      </>
    )
  }
  const hasTotals = columns.some((column) => column.total !== undefined)
  const scrolls = wide || phone === 'scroll'
  return (
    <>
      <div
        className="table-frame"
        data-wide={wide}
        data-phone={phone}
        role={scrolls ? 'region' : undefined}
        aria-label={scrolls ? caption : undefined}
        tabIndex={scrolls ? 0 : undefined}
      >
        <table className="table" data-density={view?.density}>
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              {selection ? (
                <td data-kind="tick">
                  <span className="sr-only">选择</span>
                </td>
              ) : null}
              {columns.map((column, index) => (
                <th
                  key={column.key}
                  scope="col"
                  data-kind={column.kind ?? 'text'}
                  data-first={index === 0 || undefined}
                >
                  {column.head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)} data-row>
                {selection ? (
                  <td data-kind="tick">
                    {selection.allowed?.(row) === false ? null : (
                      <input
                        type="checkbox"
                        name={selection.name}
                        value={rowKey(row)}
                        form={selection.form}
                        aria-label={`选择 ${selection.label(row)}`}
                      />
                    )}
                  </td>
                ) : null}
                {columns.map((column, index) => {
                  const content = column.cell(row)
                  const shared = { 'data-kind': column.kind ?? 'text', 'data-card': column.card }
                  if (index > 0) {
                    return (
                      <td key={column.key} {...shared}>
                        {content}
                      </td>
                    )
                  }
                  return (
                    <th key={column.key} scope="row" data-first {...shared} data-card={column.card ?? 'title'}>
                      {rowHref ? (
                        <Link href={rowHref(row)} className="row-link" prefetch={false}>
                          {content}
                        </Link>
                      ) : (
                        content
                      )}
                    </th>
                  )
                })}
              </tr>
            ))}
          </tbody>
          {hasTotals ? (
            <tfoot>
              <tr>
                {selection ? <td data-kind="tick" /> : null}
                {columns.map((column, index) => {
                  if (index === 0) {
                    return (
                      <th key={column.key} scope="row" data-first>
                        {column.total ?? '合计'}
                      </th>
                    )
                  }
                  return (
                    <td
                      key={column.key}
                      data-kind={column.kind ?? 'text'}
                      data-total={column.total === undefined ? undefined : column.head}
                    >
                      {column.total}
                    </td>
                  )
                })}
              </tr>
            </tfoot>
          ) : null}
        </table>
      </div>
      {pager ? <Pager {...pager} /> : null}
    </>
  )
}
