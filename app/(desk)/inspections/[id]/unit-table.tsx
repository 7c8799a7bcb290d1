import Link from 'next/link'
import { Lamp } from '@/app/_ui/lamp'
import { type CalendarDate, formatShort } from '@/lib/domain/calendar/date'
import type { InspectedUnit, InspectionPage } from '@/lib/queries/get-inspection'
import type { UnitProgress } from '@/lib/queries/inspection-progress'
import { conclusionSign } from '../_parts/inspection-sign'
import { VerbButton } from '../_parts/verb-button.client'
import { draftConclusionAction } from '../actions'

interface UnitTableProps {
  page: InspectionPage
  units: readonly InspectedUnit[]
  progress: readonly UnitProgress[]
  today: CalendarDate
}

/** The inspected units, each with what was seen, found, concluded and put right. */
export function UnitTable({ page, units, progress, today }: UnitTableProps) {
  const seesVisits = page.visits !== null
  return (
    <div className="table-frame" data-wide="false" data-phone="scroll" role="region" aria-label="督查对象" tabIndex={0}>
      <table className="table">
        <caption className="sr-only">督查对象</caption>
        <thead>
          <tr>
            <th scope="col" data-first data-kind="text">
              单位
            </th>
            {seesVisits ? (
              <th scope="col" data-kind="text">
                现场
              </th>
            ) : null}
            <th scope="col" data-kind="number">
              问题
            </th>
            <th scope="col" data-kind="text">
              结论
            </th>
            <th scope="col" data-kind="text">
              整改
            </th>
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <tr key={unit.id} data-row>
              <th scope="row" data-first data-kind="text">
                {unit.name}
              </th>
              {seesVisits ? (
                <td data-kind="text">
                  <Visits page={page} unitId={unit.id} today={today} />
                </td>
              ) : null}
              <td data-kind="number">{unit.findings}</td>
              <td data-kind="text">
                <UnitConclusion page={page} unit={unit} today={today} />
              </td>
              <td data-kind="text">
                <Righted
                  inspectionId={page.inspection.id}
                  counts={progress.find((one) => one.unitId === unit.id)}
                  unitId={unit.id}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Visits({ page, unitId, today }: { page: InspectionPage; unitId: number; today: CalendarDate }) {
  const visits = (page.visits ?? []).filter((visit) => visit.unitId === unitId)
  if (visits.length === 0) return <span className="text-ink-3">未去</span>
  return (
    <span className="flex flex-wrap gap-x-3">
      {visits.map((visit) => (
        <Link key={visit.id} className="link" href={`/inspections/visits/${visit.id}`} prefetch={false}>
          {formatShort(visit.visitedOn, today)}
        </Link>
      ))}
    </span>
  )
}

function UnitConclusion({ page, unit, today }: { page: InspectionPage; unit: InspectedUnit; today: CalendarDate }) {
  if (unit.conclusion) {
    return (
      <Link className="row-link" href={`/inspections/conclusions/${unit.conclusion.id}`} prefetch={false}>
        <Lamp {...conclusionSign(unit.conclusion.state, unit.conclusion.sentOn, today)} />
      </Link>
    )
  }
  if (page.verbs.includes('conclusion.draft')) {
    return (
      <VerbButton
        action={draftConclusionAction}
        verb="起草结论"
        variant="quiet"
        hidden={{ inspectionId: page.inspection.id, unitId: unit.id }}
      />
    )
  }
  return <span className="text-ink-3">未送达</span>
}

function Righted({
  inspectionId,
  unitId,
  counts,
}: {
  inspectionId: number
  unitId: number
  counts: UnitProgress | undefined
}) {
  if (!counts || counts.found === 0) return <span className="text-ink-3">–</span>
  if (counts.ordered === 0) return <span className="text-ink-3">未下达</span>
  return (
    <Link
      className="link"
      href={`/rectifications?tab=findings&inspection=${inspectionId}&unit=${unitId}`}
      prefetch={false}
    >
      销号 {counts.cleared} / {counts.ordered}
      {counts.late > 0 ? `，逾期 ${counts.late}` : ''}
    </Link>
  )
}
