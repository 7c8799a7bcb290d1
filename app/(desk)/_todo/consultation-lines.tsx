import { Lamp } from '@/app/_ui/lamp'
import { type CalendarDate, formatShort } from '@/lib/domain/calendar/date'
import { partWords } from '@/lib/domain/consultation/words'
import { planStageLabels } from '@/lib/domain/labels'
import type { ConsultationLine } from '@/lib/queries/list-consultations'
import { TodoLine } from './todo-line'

/** Working days before the date from which the line warns. */
const SOON = 3

/** Drafts that wait for this unit's word; the line is also the reminder. */
export function ConsultationLines({ rounds, today }: { rounds: readonly ConsultationLine[]; today: CalendarDate }) {
  if (rounds.length === 0) return null
  return (
    <ul aria-label={`征求意见 ${rounds.length} 份`}>
      {rounds.map((round) => (
        <TodoLine
          key={round.id}
          sign={<Lamp tone={round.workdaysLeft <= SOON ? 'yellow' : 'grey'} word="征求意见" />}
          title={`征求意见：${round.planTitle}`}
          detail={`${planStageLabels[round.stage]}，涉及本单位 ${partWords(round)}`}
          href={`/consultations/${round.id}`}
          when={`${formatShort(round.dueOn, today)}前答复　${round.dueOn === today ? '今天到期' : `${round.workdaysLeft} 个工作日后到期`}`}
          verb="去答复"
        />
      ))}
    </ul>
  )
}
