import { LinkButton } from '@/app/_ui/button'
import { DataTable } from '@/app/_ui/data-table'
import { ShortDate } from '@/app/_ui/dates'
import { Lamp } from '@/app/_ui/lamp'
import { Section } from '@/app/_ui/section'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { lampWord } from '@/lib/domain/calendar/lamp'
import type { TaskPage } from '@/lib/queries/get-task'
import type { Subtask } from '@/lib/queries/task-parts'

/** Beyond this many the missing ones are counted, the list below names all. */
const NAMED = 8

const isDone = (subtask: Subtask): boolean => subtask.state === 'closed' || subtask.verifiedPercent === 100

/** The parts that other units carry: how many are verified, and who the others are. */
export function Subtasks({ view, today }: { view: TaskPage; today: CalendarDate }) {
  const { subtasks, task, verbs } = view
  const counted = subtasks.filter((entry) => entry.state !== 'terminated')
  const open = counted.filter((entry) => !isDone(entry))
  const canCreate = verbs.includes('task.breakDown') && task.ancestorIds.length < 2
  const canFanOut = verbs.includes('task.fanOut') && task.ancestorIds.length < 2
  if (subtasks.length === 0 && !canCreate && !canFanOut) return null
  return (
    <Section
      title="子任务"
      aside={subtasks.length > 0 ? `已核定 ${counted.length - open.length} / ${counted.length}` : undefined}
    >
      {open.length > 0 && open.length < counted.length ? (
        <p className="mb-2">
          尚未完成：
          {open
            .slice(0, NAMED)
            .map((entry) => entry.lead)
            .join('、')}
          {open.length > NAMED ? ` 等 ${open.length} 个单位` : ''}
        </p>
      ) : null}
      {subtasks.length > 0 ? (
        <DataTable
          caption="子任务"
          rows={[...subtasks]}
          rowKey={(row) => String(row.id)}
          rowHref={(row) => `/tasks/${row.id}`}
          columns={[
            { key: 'title', head: '子任务', cell: (row) => `${row.number ? `${row.number} ` : ''}${row.title}` },
            { key: 'lead', head: '承担单位', kind: 'long', card: 'line', cell: (row) => row.lead },
            {
              key: 'lamp',
              head: '状态',
              kind: 'lamp',
              card: 'lamp',
              cell: (row) => (
                <Lamp
                  tone={row.lamp}
                  word={lampWord(row.lamp, row.state)}
                  why={row.workdaysLate ? `已逾期 ${row.workdaysLate} 个工作日` : undefined}
                />
              ),
            },
            {
              key: 'due',
              head: '截止',
              kind: 'date',
              card: 'line',
              cell: (row) => <ShortDate on={row.dueOn} today={today} />,
            },
            { key: 'weight', head: '权重', kind: 'number', cell: (row) => row.weight },
            { key: 'verified', head: '核定', kind: 'number', cell: (row) => `${row.verifiedPercent}%` },
          ]}
          empty={{ title: '没有子任务' }}
        />
      ) : (
        <p className="text-ink-2">需要其他单位分担时，在这里把一部分交给它们，由贵单位审核和办结。</p>
      )}
      {canCreate || canFanOut ? (
        <p className="no-print mt-3 flex flex-wrap gap-2">
          {canCreate ? <LinkButton href={`/tasks/${task.id}/subtasks/new`}>新增子任务</LinkButton> : null}
          {canFanOut ? <LinkButton href={`/tasks/${task.id}/fan-out`}>分解到成员单位</LinkButton> : null}
        </p>
      ) : null}
    </Section>
  )
}
