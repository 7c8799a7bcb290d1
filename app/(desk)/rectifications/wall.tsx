import Link from 'next/link'
import { Section } from '@/app/_ui/section'
import { inspectionKindLabels } from '@/lib/domain/supervision-labels'
import type { SupervisionWall, WallCounts } from '@/lib/queries/get-supervision-wall'

interface WallProps {
  wall: SupervisionWall
  /** The list of findings that a number counts. */
  hrefOf: (set: Record<string, string>) => string
}

const columns = [
  ['found', '发现'],
  ['ordered', '下达整改'],
  ['claimed', '待核查'],
  ['cleared', '已销号'],
  ['late', '逾期'],
] as const

/** Found, ordered, claimed, cleared, late; by unit and by kind; every number opens the list that it counts. */
export function Wall({ wall, hrefOf }: WallProps) {
  return (
    <>
      <dl className="mb-8 grid grid-cols-5 gap-4 max-md:grid-cols-3">
        {columns.map(([key, label]) => (
          <div key={key} className="border-t-2 border-edge pt-2">
            <dt className="text-ink-3">{label}</dt>
            <dd className="text-title font-semibold tabular-nums">
              <Figure value={wall.total[key]} href={hrefOf({ stage: key })} />
              {key === 'found' ? null : <span className="text-body font-normal text-ink-3"> / {wall.total.found}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <Section title="按责任单位">
        <Counts
          head="单位"
          rows={wall.units.map((row) => ({
            key: String(row.unitId),
            name: row.unit,
            counts: row,
            set: { unit: String(row.unitId) },
          }))}
          hrefOf={hrefOf}
        />
      </Section>
      <Section title="按督查类型">
        <Counts
          head="类型"
          rows={wall.kinds.map((row) => ({
            key: row.kind,
            name: inspectionKindLabels[row.kind],
            counts: row,
            set: { kind: row.kind },
          }))}
          hrefOf={hrefOf}
        />
      </Section>
    </>
  )
}

interface CountsProps {
  head: string
  rows: readonly { key: string; name: string; counts: WallCounts; set: Record<string, string> }[]
  hrefOf: WallProps['hrefOf']
}

function Counts({ head, rows, hrefOf }: CountsProps) {
  if (rows.length === 0) return <p className="text-ink-3">还没有登记问题。</p>
  return (
    <div className="table-frame" data-wide="false" data-phone="scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {columns.map(([key, label]) => (
              <th key={key} scope="col" data-kind="number" className="text-right">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              {columns.map(([key]) => (
                <td key={key} className="text-right tabular-nums">
                  <Figure value={row.counts[key]} href={hrefOf({ stage: key, ...row.set })} isLate={key === 'late'} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Figure({ value, href, isLate = false }: { value: number; href: string; isLate?: boolean }) {
  if (value === 0) return <span className="text-ink-3">0</span>
  return (
    <Link href={href} prefetch={false} className={isLate ? 'row-link font-semibold text-lamp-red' : 'row-link'}>
      {value}
    </Link>
  )
}
