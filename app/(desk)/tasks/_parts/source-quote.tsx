import Link from 'next/link'
import { Section } from '@/app/_ui/section'
import { sourceHref } from '@/lib/domain/plan/source-lines'
import type { TaskPage } from '@/lib/queries/get-task'

/** The clause that the task comes from, word for word, with the way back into the document. */
export function SourceQuote({ view: { task, frame } }: { view: TaskPage }) {
  const [first] = frame.source
  if (!first && !task.requirement && !task.unitsText && !task.deadlineText) return null
  const lead = frame.source.slice(0, 3)
  const rest = frame.source.slice(3)
  return (
    <Section
      title={first ? '原文' : '要求'}
      aside={
        first ? (
          <Link className="link" href={sourceHref(task.planId, frame.sourceRevision, first.line)}>
            在规划中查看
          </Link>
        ) : undefined
      }
    >
      {first ? (
        <blockquote className="border-l-2 border-rule pl-4 text-read">
          {lead.map((line) => (
            <p key={line.line} className="mb-1">
              {line.text}
            </p>
          ))}
          {rest.length ? (
            <details>
              <summary className="link cursor-pointer text-body">展开其余 {rest.length} 段</summary>
              {rest.map((line) => (
                <p key={line.line} className="mt-1">
                  {line.text}
                </p>
              ))}
            </details>
          ) : null}
        </blockquote>
      ) : null}
      {task.requirement && (!first || task.parentId) ? (
        <p className="text-read whitespace-pre-wrap">{task.requirement}</p>
      ) : null}
      <p className="mt-2 text-ink-3">
        {[
          task.deadlineText ? `时限原文：${task.deadlineText}` : null,
          task.unitsText ? `责任单位原文：${task.unitsText}` : null,
        ]
          .filter(Boolean)
          .join('；')}
      </p>
    </Section>
  )
}
