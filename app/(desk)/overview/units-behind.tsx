import Link from 'next/link'
import { Bar } from '@/app/_ui/bar'
import { Section } from '@/app/_ui/section'
import { type TaskFilter, tasksHref } from '@/lib/domain/task/filter'
import type { Overview } from '@/lib/queries/get-overview'
import type { UnitCounts } from '@/lib/queries/overview-counts'
import type { SilentUnit } from '@/lib/queries/overview-lists'
import { severalPlaces, UnitName } from './unit-name'

const SHOWN = 8

/** Ranked by outcome with its whole, never by activity (DESIGN §6, burden guard). */
export function UnitsBehind({ overview }: { overview: Overview }) {
  const { filter, counts } = overview
  const { units } = counts
  const withPlace = severalPlaces(overview)
  const behind = units.filter((unit) => unit.red > 0)
  return (
    <Section title="按单位（逾期 / 牵头）" aside={`${behind.length} / ${units.length} 个单位有逾期`}>
      {behind.length ? (
        <>
          <UnitRows units={behind.slice(0, SHOWN)} filter={filter} withPlace={withPlace} />
          {behind.length > SHOWN ? (
            <details className="mt-2">
              <summary className="link">其余 {behind.length - SHOWN} 个有逾期的单位</summary>
              <UnitRows units={behind.slice(SHOWN)} filter={filter} withPlace={withPlace} />
            </details>
          ) : null}
        </>
      ) : (
        <p className="text-ink-2">没有单位有逾期任务。</p>
      )}
    </Section>
  )
}

function UnitRows(props: { units: readonly UnitCounts[]; filter: TaskFilter; withPlace: boolean }) {
  return (
    <table className="table">
      <caption className="sr-only">各牵头单位的逾期任务数和牵头任务数，含子任务</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">单位</th>
          <th scope="col">逾期 / 牵头</th>
        </tr>
      </thead>
      <tbody>
        {props.units.map((unit) => {
          const led = { ...props.filter, unit: unit.unitId }
          return (
            <tr key={unit.unitId}>
              <th scope="row">
                <Link href={`/units/${unit.unitId}`} className="row-link" prefetch={false}>
                  <UnitName name={unit.name} place={props.withPlace ? unit.place : undefined} />
                </Link>
              </th>
              <td data-kind="number">
                <Bar
                  part={unit.red}
                  whole={unit.total}
                  partHref={tasksHref({ ...led, lamp: 'red' })}
                  wholeHref={tasksHref(led)}
                  tone="red"
                />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

export function SilentUnits({ overview }: { overview: Overview }) {
  const { silent, filter, counts } = overview
  const withPlace = severalPlaces(overview)
  return (
    <Section title="沉默单位" aside={`${silent.length} / ${counts.units.length} 个单位`}>
      {silent.length ? (
        <>
          <SilentRows silent={silent.slice(0, SHOWN)} filter={filter} withPlace={withPlace} />
          {silent.length > SHOWN ? (
            <details className="mt-2">
              <summary className="link">其余 {silent.length - SHOWN} 个</summary>
              <SilentRows silent={silent.slice(SHOWN)} filter={filter} withPlace={withPlace} />
            </details>
          ) : null}
          <p className="mt-2 text-ink-3">有在办任务，超过一个报送周期没有提交过进展。</p>
        </>
      ) : (
        <p className="text-ink-2">有在办任务的单位在一个报送周期内都提交过进展。</p>
      )}
    </Section>
  )
}

function SilentRows({
  silent,
  filter,
  withPlace,
}: {
  silent: readonly SilentUnit[]
  filter: TaskFilter
  withPlace: boolean
}) {
  return (
    <ul>
      {silent.map((unit) => (
        <li key={unit.unitId} className="flex items-baseline justify-between gap-4 border-b border-line py-2">
          <Link href={`/units/${unit.unitId}`} className="row-link font-medium" prefetch={false}>
            <UnitName name={unit.name} place={withPlace ? unit.place : undefined} />
          </Link>
          <span className="text-right whitespace-nowrap text-ink-2">
            {unit.hasSpoken ? `${unit.days} 天无反馈` : `交办 ${unit.days} 天无反馈`}，
            <Link
              href={tasksHref({ ...filter, unit: unit.unitId, state: 'open' })}
              className="row-link"
              prefetch={false}
            >
              在办 {unit.open}
            </Link>
          </span>
        </li>
      ))}
    </ul>
  )
}
