import { DataTable } from '@/app/_ui/data-table'
import { Moment } from '@/app/_ui/dates'
import { Lamp } from '@/app/_ui/lamp'
import { Section } from '@/app/_ui/section'
import { type CalendarDate, formatLong } from '@/lib/domain/calendar/date'
import { partWords } from '@/lib/domain/consultation/words'
import { answerStateLabels, roleLabels } from '@/lib/domain/labels'
import type { AskedUnit, RoundLine } from '@/lib/queries/get-plan-consultation'

const tone = (unit: AskedUnit, round: RoundLine, today: CalendarDate) => {
  if (unit.state === 'agreed') return 'blue' as const
  if (unit.state === 'proposed')
    return unit.proposed > unit.accepted + unit.declined ? ('yellow' as const) : ('blue' as const)
  return round.state === 'closed' || (round.state === 'open' && today > round.dueOn)
    ? ('red' as const)
    : ('grey' as const)
}

interface RoundUnitsProps {
  round: RoundLine
  units: readonly AskedUnit[]
  today: CalendarDate
}

/** The matrix: each unit, its part, its answer and what became of its proposals. */
export function RoundUnits({ round, units, today }: RoundUnitsProps) {
  const silent = units.filter((unit) => unit.state === 'pending').length
  return (
    <Section title={`各单位的答复 ${units.length}`} aside={`已答复 ${round.answered} / ${round.asked}`}>
      {round.state === 'closed' && silent > 0 && round.endedOn ? (
        <p className="mb-3 text-ink-2">
          {round.silenceAgreed
            ? `${silent} 个单位逾期未回复，按规划设置“未回复视为同意”（${formatLong(round.endedOn)}结束时生效）视为同意，与明确答复“无意见”的分开统计。`
            : `${silent} 个单位未回复，不计为同意。`}
        </p>
      ) : null}
      <DataTable
        caption="各单位的答复"
        rows={[...units]}
        rowKey={(unit) => String(unit.unitId)}
        columns={[
          { key: 'unit', head: '单位', card: 'title', cell: (unit) => unit.name },
          {
            key: 'state',
            head: '答复',
            kind: 'lamp',
            card: 'lamp',
            cell: (unit) => <Lamp tone={tone(unit, round, today)} word={answerStateLabels[unit.state]} />,
          },
          {
            key: 'part',
            head: '涉及',
            kind: 'short',
            card: 'line',
            cell: (unit) => partWords(unit),
          },
          { key: 'proposed', head: '意见', kind: 'number', cell: (unit) => unit.proposed },
          { key: 'accepted', head: '采纳', kind: 'number', cell: (unit) => unit.accepted },
          { key: 'declined', head: '不采纳', kind: 'number', cell: (unit) => unit.declined },
          {
            key: 'by',
            head: '答复人',
            card: 'line',
            cell: (unit) =>
              unit.answeredByName
                ? `${unit.answeredByName}${unit.answeredRole ? `（${roleLabels[unit.answeredRole]}）` : ''}`
                : round.silenceAgreed
                  ? '逾期未回复，视为同意'
                  : '–',
          },
          {
            key: 'at',
            head: '时间',
            kind: 'date',
            cell: (unit) => (unit.answeredAt ? <Moment at={new Date(unit.answeredAt)} today={today} /> : '–'),
          },
        ]}
        empty={{ title: '没有单位' }}
      />
    </Section>
  )
}
