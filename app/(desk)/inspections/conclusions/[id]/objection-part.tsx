import { LongDate } from '@/app/_ui/dates'
import { TextDiff } from '@/app/_ui/diff'
import { Section } from '@/app/_ui/section'
import { objectionOutcomeLabels } from '@/lib/domain/supervision-labels'
import type { ConclusionPage } from '@/lib/queries/get-conclusion'

interface ObjectionPartProps {
  objection: NonNullable<ConclusionPage['objection']>
  unit: string
}

/** What the unit said, and what was decided on it. */
export function ObjectionPart({ objection, unit }: ObjectionPartProps) {
  return (
    <div className="mb-6 flex flex-col gap-4">
      <div className="border-l-2 border-edge pl-4">
        <p className="text-ink-3">
          {unit} {objection.by}，<LongDate on={objection.filedOn} /> 申请复核
        </p>
        <p className="text-read whitespace-pre-line">{objection.grounds}</p>
      </div>
      {objection.outcome ? (
        <div className="border-l-2 border-accent pl-4">
          <p className="text-ink-3">
            {objection.decider}
            {objection.decidedOn ? (
              <>
                ，<LongDate on={objection.decidedOn} />
              </>
            ) : null}{' '}
            复核决定
            {objection.isLate ? <span className="text-lamp-red">（超过 30 天期限）</span> : null}
          </p>
          <p className="font-semibold">{objectionOutcomeLabels[objection.outcome]}</p>
          <p className="text-read whitespace-pre-line">{objection.decision}</p>
        </div>
      ) : (
        <p className={objection.isLate ? 'text-lamp-red' : 'text-ink-2'}>
          应在 <LongDate on={objection.decisionDueOn} /> 前作出决定
          {objection.isLate ? '，已超过期限' : ''}。
        </p>
      )}
    </div>
  )
}

interface RevisionsProps {
  revisions: ConclusionPage['revisions']
  body: string
}

/** What the text said before a decision changed it, with every word that left or came. */
export function Revisions({ revisions, body }: RevisionsProps) {
  if (revisions.length === 0) return null
  return (
    <Section title="复核改动了什么">
      {revisions.map((revision, index) => (
        <div key={revision.revision} className="mb-4">
          <p className="mb-2 text-ink-3">
            第 {revision.revision} 稿，
            <LongDate on={revision.replacedOn} /> 由复核决定改写；划去的是原文，下划线的是新写的。
          </p>
          <div className="max-w-[760px] text-read">
            <TextDiff before={revision.body} after={revisions[index + 1]?.body ?? body} />
          </div>
          <details className="mt-2">
            <summary className="cursor-pointer text-accent">看原文全文</summary>
            <p className="mt-2 max-w-[760px] text-read whitespace-pre-line">{revision.body}</p>
          </details>
        </div>
      ))}
    </Section>
  )
}
