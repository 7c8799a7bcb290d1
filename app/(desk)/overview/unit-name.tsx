import type { Overview } from '@/lib/queries/get-overview'

/** Whether units of more than one place stand side by side, so that their names alone would not tell them apart. */
export const severalPlaces = ({ counts }: Overview): boolean => new Set(counts.units.map((unit) => unit.place)).size > 1

export function UnitName({ name, place }: { name: string; place?: string }) {
  return (
    <>
      {name}
      {place ? ' ' : null}
      {place ? <span className="inline-block font-normal whitespace-nowrap text-ink-3">{place}</span> : null}
    </>
  )
}
