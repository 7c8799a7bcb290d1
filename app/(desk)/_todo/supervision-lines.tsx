import { Lamp } from '@/app/_ui/lamp'
import { type CalendarDate, formatShort } from '@/lib/domain/calendar/date'
import type { SupervisionTodo } from '@/lib/queries/supervision-todo'
import { TodoLine } from './todo-line'

/** What the line is about and what is to be done there. */
const words: Readonly<Record<SupervisionTodo['kind'], readonly [string, string]>> = {
  acknowledge: ['整改待签收', '签收'],
  plan: ['整改方案待报', '报送方案'],
  rectify: ['整改中', '去整改'],
  rework: ['整改被退回', '再整改'],
  mayObject: ['督查结论已送达，可申请复核', '查看'],
  approveInspection: ['督查方案待批准', '批准'],
  approveConclusion: ['督查结论待批准', '批准'],
  decideObjection: ['复核申请待决定', '决定'],
  reviseInspection: ['督查方案被退回', '修改'],
  startInspection: ['督查已批准，待启动', '启动'],
  reviseConclusion: ['督查结论被退回', '修改'],
  sendConclusion: ['督查结论待送达', '送达'],
  orderFindings: ['问题待下达整改', '下达'],
  verify: ['申请销号，待核查', '核查'],
  extension: ['整改延期待答复', '答复'],
  inspect: ['督查进行中', '去检查'],
  decideConsequence: ['处理建议待批准', '批准'],
  issueConsequence: ['处理决定待印发', '印发'],
}

const hrefOf = ({ kind, subject, id }: SupervisionTodo): string => {
  if (kind === 'orderFindings') return `/rectifications/new?inspection=${id}`
  if (subject === 'conclusion') return `/inspections/conclusions/${id}`
  return `/${subject}s/${id}`
}

/** Everything owed in supervision, what is late first; the same line for every role. */
export function SupervisionLines({ items, today }: { items: readonly SupervisionTodo[]; today: CalendarDate }) {
  if (items.length === 0) return null
  return (
    <ul aria-label={`督查整改 ${items.length} 项`}>
      {items.map((item) => {
        const [what, verb] = words[item.kind]
        return (
          <TodoLine
            key={`${item.kind}${item.id}`}
            sign={<Lamp tone={item.isLate ? 'red' : 'grey'} word={item.isLate ? '逾期' : '督查'} />}
            title={item.title}
            detail={item.unit ? `${item.unit} ${what}` : what}
            href={hrefOf(item)}
            when={item.dueOn ? `${formatShort(item.dueOn, today)} 前` : undefined}
            verb={verb}
          />
        )
      })}
    </ul>
  )
}
