import Link from 'next/link'
import type { ReactNode } from 'react'
import { LongDate } from '@/app/_ui/dates'
import { Section } from '@/app/_ui/section'
import { inspectionKindLabels, inspectionMethodLabels, statutoryKindLabels } from '@/lib/domain/supervision-labels'
import type { InspectionPage } from '@/lib/queries/get-inspection'

const blank = <span className="text-ink-3">未定</span>

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 border-b border-line py-2 md:grid-cols-[6rem_minmax(0,1fr)]">
      <dt className="text-ink-3">{label}</dt>
      <dd className="min-w-0 whitespace-pre-line">{children}</dd>
    </div>
  )
}

/** The plan as it was written: what is inspected, on which basis, by which methods. */
export function PlanFacts({ page }: { page: InspectionPage }) {
  const { inspection: row } = page
  return (
    <Section title="督查方案">
      <dl>
        <Line label="类型">
          {inspectionKindLabels[row.kind]}，法定类型为{statutoryKindLabels[row.statutoryKind]}
        </Line>
        <Line label="依据">{row.legalBasis || blank}</Line>
        <Line label="督查内容">{row.content || blank}</Line>
        <Line label="督查对象">{page.units.length > 0 ? page.units.map((unit) => unit.name).join('、') : blank}</Line>
        <Line label="督查范围">{row.scope || blank}</Line>
        <Line label="督查方式">
          {row.methods.length > 0 ? row.methods.map((method) => inspectionMethodLabels[method]).join('；') : blank}
        </Line>
        <Line label="起止">
          <LongDate on={row.startsOn} />至<LongDate on={row.endsOn} />
        </Line>
        {page.plan ? (
          <Line label="规划">
            <Link className="link" href={`/plans/${page.plan.id}`} prefetch={false}>
              {page.plan.title}
            </Link>
          </Line>
        ) : null}
        <Line label="督查事项">
          {page.tasks.length > 0 ? (
            <ul className="flex flex-col gap-1">
              {page.tasks.map((task) => (
                <li key={task.id}>
                  {task.isVisible ? (
                    <Link className="link" href={`/tasks/${task.id}`} prefetch={false}>
                      {task.title}
                    </Link>
                  ) : (
                    task.title
                  )}
                </li>
              ))}
            </ul>
          ) : page.plan ? (
            '整个规划'
          ) : (
            '不限于一个规划的任务'
          )}
        </Line>
        {page.checklists.length > 0 ? (
          <Line label="检查表">{page.checklists.map((list) => `${list.title}（${list.items} 项）`).join('、')}</Line>
        ) : null}
        {page.follows ? (
          <Line label="跟踪">
            <Link className="link" href={`/inspections/${page.follows.id}`} prefetch={false}>
              {page.follows.title}
            </Link>
          </Line>
        ) : null}
      </dl>
    </Section>
  )
}
