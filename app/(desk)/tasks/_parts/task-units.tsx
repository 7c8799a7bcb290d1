import Link from 'next/link'
import { Section } from '@/app/_ui/section'
import { type CalendarDate, formatShort } from '@/lib/domain/calendar/date'
import type { TaskUnit } from '@/lib/queries/task-parts'

interface Props {
  units: readonly TaskUnit[]
  today: CalendarDate
}

/** Who carries the task and who has received it; a group opens to its members. */
export function TaskUnits({ units, today }: Props) {
  const receipts = units.flatMap((unit) => (unit.isGroup ? unit.members : [unit]))
  const received = receipts.filter((unit) => unit.acknowledgedOn !== null).length
  return (
    <Section title="责任单位" aside={`已签收 ${received} / ${receipts.length}`}>
      <dl className="grid grid-cols-[4rem_minmax(0,1fr)] gap-x-4 gap-y-2">
        <dt className="text-ink-3">牵头</dt>
        <dd>
          <UnitList units={units.filter((unit) => unit.role === 'lead')} today={today} />
        </dd>
        {units.some((unit) => unit.role === 'support') ? (
          <>
            <dt className="text-ink-3">配合</dt>
            <dd>
              <UnitList units={units.filter((unit) => unit.role === 'support')} today={today} />
            </dd>
          </>
        ) : null}
      </dl>
    </Section>
  )
}

function UnitList({ units, today }: Props) {
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-1">
      {units.map((unit) => (
        <li key={unit.assignmentId} className={unit.isGroup ? 'basis-full' : ''}>
          {unit.isGroup ? (
            <GroupMembers unit={unit} today={today} />
          ) : (
            <>
              <Link className="link" href={`/units/${unit.unitId}`} prefetch={false}>
                {unit.name}
              </Link>{' '}
              <Receipt on={unit.acknowledgedOn} today={today} />
              {unit.person ? <span className="text-ink-3">，经办 {unit.person}</span> : null}
              {unit.isDissolved ? <span className="text-lamp-red">（已撤销）</span> : null}
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

function GroupMembers({ unit, today }: { unit: TaskUnit; today: CalendarDate }) {
  const received = unit.members.filter((member) => member.acknowledgedOn !== null).length
  return (
    <details>
      <summary className="cursor-pointer">
        {unit.name}
        <span className="text-ink-3">
          （{unit.members.length} 个成员单位，已签收 {received} / {unit.members.length}）
        </span>
      </summary>
      <ul className="flex flex-wrap gap-x-6 gap-y-1 py-1 pl-4">
        {unit.members.map((member) => (
          <li key={member.unitId}>
            {member.name} <Receipt on={member.acknowledgedOn} today={today} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function Receipt({ on, today }: { on: CalendarDate | null; today: CalendarDate }) {
  return on ? (
    <span className="whitespace-nowrap text-ink-3">✓ {formatShort(on, today)} 签收</span>
  ) : (
    <span className="whitespace-nowrap text-ink-3">○ 未签收</span>
  )
}
