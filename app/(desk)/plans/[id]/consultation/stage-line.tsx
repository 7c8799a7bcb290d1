import { VerbButton } from '@/app/(desk)/_report/verb-button.client'
import { ReasonDialog } from '@/app/_ui/reason-dialog.client'
import { Section } from '@/app/_ui/section'
import { type PlanStage, planStageLabels, planStages } from '@/lib/domain/labels'
import { moveStageAction } from './actions'

interface StageLineProps {
  planId: number
  draftVersion: number
  stage: PlanStage
  canMove: boolean
  /** Why it cannot move on right now, and what to do. */
  waitsFor: string | null
}

/** 征求意见稿 → 送审稿 → 印发: where the text stands, the step forward and the steps back. */
export function StageLine({ planId, draftVersion, stage, canMove, waitsFor }: StageLineProps) {
  const at = planStages.indexOf(stage)
  const next = planStages[at + 1]
  const hidden = { planId, version: draftVersion }
  return (
    <Section title="文本阶段">
      <ol className="flex flex-wrap gap-x-2 gap-y-1">
        {planStages.map((one, index) => (
          <li key={one} aria-current={one === stage ? 'step' : undefined}>
            {index > 0 ? (
              <span aria-hidden="true" className="pr-2 text-ink-3">
                →
              </span>
            ) : null}
            <span className={one === stage ? 'font-semibold' : 'text-ink-3'}>{planStageLabels[one]}</span>
          </li>
        ))}
      </ol>
      {canMove ? (
        <div className="no-print mt-3 flex flex-wrap items-center gap-2">
          {next && !waitsFor ? (
            <VerbButton action={moveStageAction} input={{ ...hidden, stage: next }}>
              {`转为${planStageLabels[next]}`}
            </VerbButton>
          ) : null}
          {planStages.slice(0, at).map((one) => (
            <ReasonDialog
              key={one}
              label={`调回${planStageLabels[one]}`}
              title={`文本阶段调回“${planStageLabels[one]}”`}
              explain="现在的文本留存为一个版本，之后可以重新征求意见。"
              verb="调回并说明"
              action={moveStageAction}
              hidden={{ ...hidden, stage: one }}
              variant="quiet"
            />
          ))}
        </div>
      ) : null}
      {waitsFor ? <p className="mt-2 text-ink-2">{waitsFor}</p> : null}
    </Section>
  )
}
