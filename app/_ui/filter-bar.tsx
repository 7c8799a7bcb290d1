import Link from 'next/link'
import { useId } from 'react'
import type { SearchParams } from './address'
import { addressWith, carriedParams, firstOf } from './address'
import { Button } from './button'
import { FilterForm } from './filter-form.client'
import type { Option } from './select'

export type Filter =
  | { kind: 'select'; name: string; label: string; options: Option[] }
  | { kind: 'search'; name: string; label: string }
  | { kind: 'date'; name: string; label: string }

export interface QuickFilter {
  label: string
  count?: number
  /** The parameters that this chip sets; it is on while all of them are in the address. */
  set: Record<string, string>
}

interface FilterBarProps {
  path: string
  params: SearchParams
  filters: Filter[]
  /** Used less often: behind 更多筛选, which stands open while one of them is set otherwise than by a quick chip. */
  more?: Filter[]
  /** One-tap filters before the selects: 逾期 9, 临期 6. */
  quick?: QuickFilter[]
  /** Parameters of paging; any change of filter starts at the first page again. */
  pageParams?: string[]
}

/** All of it lives in the address: it can be linked, and works without scripts. */
export function FilterBar(props: FilterBarProps) {
  const { path, params, more = [], quick = [], pageParams = ['after', 'before'] } = props
  const filters = [...props.filters, ...more]
  const sheetId = useId()
  const reset = Object.fromEntries(pageParams.map((name) => [name, null]))
  const names = filters.map((filter) => filter.name)
  const active = filters.flatMap((filter) => {
    const value = firstOf(params, filter.name)
    if (!value) return []
    // What only a quick chip sets is no option here; that chip shows it.
    const word = filter.kind === 'select' ? filter.options.find((option) => option.value === value)?.label : value
    return word ? [{ name: filter.name, text: `${filter.label}：${word}` }] : []
  })
  const isOn = (chip: QuickFilter) => Object.entries(chip.set).every(([name, value]) => firstOf(params, name) === value)
  const byChip = quick.filter(isOn).flatMap((chip) => Object.keys(chip.set))
  const opensMore = more.some((filter) => firstOf(params, filter.name) && !byChip.includes(filter.name))
  const quickNames = quick.flatMap((chip) => Object.keys(chip.set))
  const anyOn = active.length > 0 || quickNames.some((name) => firstOf(params, name))
  const clearAll = Object.fromEntries([...names, ...quickNames].map((name) => [name, null]))

  return (
    <div className="no-print mb-4 flex flex-col gap-3">
      {quick.length || filters.length ? (
        <div className={filters.length ? 'flex flex-wrap gap-2' : ''}>
          {quick.length ? (
            <ul className="flex flex-wrap gap-2" aria-label="快捷筛选">
              {quick.map((chip) => {
                const on = isOn(chip)
                const off = Object.fromEntries(Object.keys(chip.set).map((name) => [name, null]))
                return (
                  <li key={chip.label}>
                    <Link
                      href={addressWith(path, params, { ...reset, ...(on ? off : chip.set) })}
                      className="chip"
                      aria-current={on || undefined}
                      scroll={false}
                    >
                      {chip.label}
                      {chip.count === undefined ? null : <span>{chip.count}</span>}
                    </Link>
                  </li>
                )
              })}
            </ul>
          ) : null}
          {filters.length ? (
            <button type="button" className="chip md:hidden" popoverTarget={sheetId}>
              筛选{active.length ? ` ${active.length}` : ''} ›
            </button>
          ) : null}
        </div>
      ) : null}
      {filters.length ? (
        <div id={sheetId} popover="auto" className="filter-sheet">
          <FilterForm
            action={path}
            auto
            className="flex flex-wrap items-end gap-x-3 gap-y-2 max-md:flex-col max-md:items-stretch max-md:gap-y-4"
            key={JSON.stringify(params)}
          >
            {carriedParams(params, [...names, ...pageParams]).map(([key, value]) => (
              <input key={`${key}=${value}`} type="hidden" name={key} value={value} />
            ))}
            {props.filters.map((filter) => (
              <FilterControl key={filter.name} filter={filter} value={firstOf(params, filter.name)} />
            ))}
            {more.length ? (
              <details className="open:w-full" open={opensMore}>
                <summary className="link inline-block cursor-pointer list-none py-2 [&::-webkit-details-marker]:hidden">
                  更多筛选 ›
                </summary>
                <div className="flex flex-wrap items-end gap-x-3 gap-y-2 pt-1 max-md:flex-col max-md:items-stretch max-md:gap-y-4">
                  {more.map((filter) => (
                    <FilterControl key={filter.name} filter={filter} value={firstOf(params, filter.name)} />
                  ))}
                </div>
              </details>
            ) : null}
            <Button type="submit" className={filters.some((filter) => filter.kind === 'search') ? '' : 'md:hidden'}>
              筛选
            </Button>
          </FilterForm>
        </div>
      ) : null}
      {anyOn ? (
        <div className="flex flex-wrap items-center gap-2">
          {active.map((chip) => (
            <Link
              key={chip.name}
              href={addressWith(path, params, { ...reset, [chip.name]: null })}
              className="chip"
              aria-current="true"
              aria-label={`去掉筛选 ${chip.text}`}
              scroll={false}
            >
              {chip.text}
              <span aria-hidden="true">×</span>
            </Link>
          ))}
          <Link href={addressWith(path, params, { ...reset, ...clearAll })} className="link px-1 py-1" scroll={false}>
            清除全部筛选
          </Link>
        </div>
      ) : null}
    </div>
  )
}

function FilterControl({ filter, value }: { filter: Filter; value?: string }) {
  return (
    <label className={`field ${filter.kind === 'search' ? 'md:w-64' : 'md:max-w-56'}`}>
      <span className="text-ink-3">{filter.label}</span>
      {filter.kind === 'select' ? (
        <select name={filter.name} defaultValue={value ?? ''} className="control">
          <option value="">全部</option>
          {filter.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input type={filter.kind} name={filter.name} defaultValue={value} className="control" autoComplete="off" />
      )}
    </label>
  )
}
