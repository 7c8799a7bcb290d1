import { useId } from 'react'
import type { SearchParams } from './address'
import { allOf, carriedParams, firstOf } from './address'
import { Button } from './button'
import { FilterForm } from './filter-form.client'

export interface TableView {
  density: 'normal' | 'compact'
  /** Keys of the optional columns to show; undefined means each column's own default. */
  columns?: string[]
}

/** Density and columns stand in the address: `density=compact`, `col=due&col=unit`. */
export function readTableView(params: SearchParams): TableView {
  const columns = allOf(params, 'col')
  return {
    density: firstOf(params, 'density') === 'compact' ? 'compact' : 'normal',
    columns: columns.length ? columns : undefined,
  }
}

export interface ChoosableColumn {
  key: string
  head: string
  optional?: 'shown' | 'hidden'
}

export function isShown(column: ChoosableColumn, view?: TableView): boolean {
  if (!column.optional) return true
  return view?.columns ? view.columns.includes(column.key) : column.optional === 'shown'
}

/** A small form in a popover; a GET, so it needs no script. */
export function TableViewMenu({
  path,
  params,
  columns,
}: {
  path: string
  params: SearchParams
  columns: ChoosableColumn[]
}) {
  const id = useId()
  const view = readTableView(params)
  const optional = columns.filter((column) => column.optional)
  return (
    <div className="no-print max-md:hidden">
      <Button variant="quiet" popoverTarget={id}>
        显示方式
      </Button>
      <div id={id} popover="auto" className="float" data-side="end">
        <FilterForm action={path} className="flex w-48 flex-col gap-2 p-1">
          {/* Says that a choice was made, also when every box is empty. */}
          {optional.length ? <input type="hidden" name="col" value="0" /> : null}
          {carriedParams(params, ['col', 'density']).map(([key, value]) => (
            <input key={`${key}=${value}`} type="hidden" name={key} value={value} />
          ))}
          {optional.length ? (
            <fieldset>
              <legend className="text-ink-3">列</legend>
              {optional.map((column) => (
                <label key={column.key} className="tick">
                  <input type="checkbox" name="col" value={column.key} defaultChecked={isShown(column, view)} />
                  <span>{column.head}</span>
                </label>
              ))}
            </fieldset>
          ) : null}
          <label className="tick">
            <input type="checkbox" name="density" value="compact" defaultChecked={view.density === 'compact'} />
            <span>紧凑行距</span>
          </label>
          <Button type="submit">应用</Button>
        </FilterForm>
      </div>
    </div>
  )
}
