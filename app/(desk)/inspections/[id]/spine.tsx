import type { ReactNode } from 'react'
import { type CalendarDate, formatShort, toShanghaiDay } from '@/lib/domain/calendar/date'
import type { InspectionPage } from '@/lib/queries/get-inspection'
import type { UnitProgress } from '@/lib/queries/inspection-progress'

type Step = {
  readonly key: string
  readonly title: string
  readonly state: 'done' | 'now' | 'ahead'
  readonly note: ReactNode
}

const marks = {
  done: { mark: '✓', tone: 'text-lamp-blue', word: '已完成' },
  now: { mark: '●', tone: 'text-accent', word: '进行中' },
  ahead: { mark: '○', tone: 'text-ink-3', word: '未到' },
} as const

const stepsOf = (
  { inspection: row, units, approver, visits }: InspectionPage,
  progress: readonly UnitProgress[],
  today: CalendarDate,
): readonly Step[] => {
  const short = (at: Date | null) => (at ? formatShort(toShanghaiDay(at), today) : '')
  const rank = ['draft', 'submitted', 'approved', 'underway', 'concluded'].indexOf(row.state)
  const sum = (key: 'found' | 'ordered' | 'cleared' | 'late') => progress.reduce((all, unit) => all + unit[key], 0)
  const sent = units.filter((unit) => unit.conclusion?.sentOn).length
  const [found, ordered, cleared, late] = [sum('found'), sum('ordered'), sum('cleared'), sum('late')]
  const isAllSent = rank === 4
  const isRightened = ordered > 0 && cleared === found
  return [
    {
      key: 'plan',
      title: '方案',
      state: rank > 0 ? 'done' : 'now',
      note: rank > 0 ? `${short(row.submittedAt)} 报批` : '拟定中',
    },
    {
      key: 'approval',
      title: '批准',
      state: rank > 1 ? 'done' : rank === 1 ? 'now' : 'ahead',
      note: rank > 1 ? `${short(row.approvedAt)} ${approver ?? ''}` : rank === 1 ? '等待领导批准' : '未报批',
    },
    {
      key: 'site',
      title: '实施',
      state: rank > 3 ? 'done' : rank >= 2 ? 'now' : 'ahead',
      note: row.startedOn ? `${formatShort(row.startedOn, today)} 启动` : rank === 2 ? '待启动' : '未启动',
    },
    {
      key: 'conclusion',
      title: '结论',
      state: isAllSent ? 'done' : sent > 0 ? 'now' : 'ahead',
      note:
        visits === null
          ? sent > 0
            ? '已送达'
            : '未送达'
          : units.length > 0
            ? `送达 ${sent} / ${units.length}`
            : '未起草',
    },
    {
      key: 'rectification',
      title: '整改',
      state: isRightened ? 'done' : ordered > 0 ? 'now' : 'ahead',
      note:
        found === 0 ? (
          rank >= 3 ? (
            '尚无问题'
          ) : (
            '无'
          )
        ) : (
          <>
            销号 {cleared} / {found}
            {late > 0 ? <span className="text-lamp-red">，逾期 {late}</span> : null}
          </>
        ),
    },
  ]
}

interface SpineProps {
  page: InspectionPage
  progress: readonly UnitProgress[]
  today: CalendarDate
}

/** Where the inspection stands, from the plan to what was put right. */
export function Spine({ page, progress, today }: SpineProps) {
  return (
    <ol className="mb-8 grid gap-x-0 gap-y-3 border-y border-line py-4 md:grid-cols-5" aria-label="督查进程">
      {stepsOf(page, progress, today).map((step, index) => {
        const sign = marks[step.state]
        return (
          <li
            key={step.key}
            className={`grid grid-cols-[1.25rem_4rem_minmax(0,1fr)] items-baseline md:block md:px-4 ${index > 0 ? 'md:border-l md:border-line' : 'md:pl-0'}`}
            aria-current={step.state === 'now' ? 'step' : undefined}
          >
            <span aria-hidden="true" className={`${sign.tone} md:pr-2`}>
              {sign.mark}
            </span>
            <span className={step.state === 'ahead' ? 'text-ink-3' : 'font-semibold'}>
              {step.title}
              <span className="sr-only">：{sign.word}</span>
            </span>
            <span className="text-ink-2 md:mt-1 md:block">{step.note}</span>
          </li>
        )
      })}
    </ol>
  )
}
