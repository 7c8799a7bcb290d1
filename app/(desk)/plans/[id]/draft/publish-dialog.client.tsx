'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/app/_ui/button'
import { Dialog } from '@/app/_ui/dialog.client'
import { showFlash } from '@/app/_ui/flash.client'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { reportingCycleLabels } from '@/lib/domain/labels'
import type { PlanDraft, RegisterUnit } from '@/lib/domain/plan/draft'
import type { DraftSpot, DraftSummary } from '@/lib/domain/plan/draft-facts'
import { proposedMilestones } from '@/lib/domain/plan/draft-milestones'
import { publishPlanAction } from '../../actions'
import { CreateAll } from './create-all.client'
import type { DraftHandle } from './use-draft.client'

interface PublishDialogProps {
  plan: { id: number; title: string; reportingCycle: keyof typeof reportingCycleLabels; signOffRequired: boolean }
  summary: DraftSummary
  draft: PlanDraft
  register: readonly RegisterUnit[]
  handle: DraftHandle
  today: CalendarDate
  onGo: (spot: DraftSpot) => void
  onClose: () => void
  onCreated: (unit: RegisterUnit) => void
}

/** Says what stands in the way, each line leading to its place; or what publication will do. */
export default function PublishDialog(props: PublishDialogProps) {
  const { plan, summary, draft, register, handle, today, onGo, onClose, onCreated } = props
  const router = useRouter()
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()
  const blockers = summary.spots.filter((spot) => spot.blocks)
  const doubts = summary.spots.filter((spot) => !spot.blocks)
  const unknown = blockers.flatMap((spot) => (spot.kind === 'unmatched' && spot.spelling ? [spot.spelling] : []))

  const unitById = new Map(register.map((unit) => [unit.id, unit]))
  const milestones = draft.items.reduce((sum, item) => sum + proposedMilestones(item, draft, unitById, today).length, 0)
  const dropped = draft.targets.filter((target) => target.isMilestone).length - milestones

  const publish = () =>
    start(async () => {
      const done = await handle.onServer(async (version) => {
        const result = await publishPlanAction({ planId: plan.id, version })
        return result.ok ? { ok: true, value: { ...result.value, version, undo: null, redo: null } } : result
      })
      if (typeof done === 'string') setProblem(done)
      else {
        showFlash(`已发布，${done.tasks} 项任务交办给 ${done.units} 个单位`)
        router.push(`/plans/${plan.id}`)
      }
    })

  const list = (spots: readonly DraftSpot[]) => (
    <ul className="max-h-72 overflow-y-auto">
      {spots.map((spot) => (
        <li key={spot.key} className="border-b border-line">
          <button type="button" className="unit-result" onClick={() => onGo(spot)}>
            <span>{spot.text}</span>
            <span className="text-accent">去处理 ›</span>
          </button>
        </li>
      ))}
    </ul>
  )

  return (
    <Dialog open onClose={onClose} title={`发布“${plan.title}”`}>
      <div className="flex flex-col gap-4">
        {problem ? (
          <NoticeBar tone="error" live>
            {problem}
          </NoticeBar>
        ) : null}
        {summary.tasks === 0 ? <p>草案里没有可交办的任务。请先添加任务，或把条目标为“交办”。</p> : null}
        {blockers.length > 0 ? (
          <>
            <p>还有 {blockers.length} 处须先处理，之后才能发布：</p>
            {list(blockers)}
            {unknown.length > 1 ? (
              <CreateAll
                planId={plan.id}
                names={unknown}
                register={register}
                draft={draft}
                handle={handle}
                onCreated={onCreated}
                onProblem={setProblem}
              />
            ) : null}
          </>
        ) : summary.tasks > 0 ? (
          <>
            <p>
              {summary.tasks} 项任务立即进入 {summary.units} 个单位的待办
              {summary.indicators > 0 ? `，${summary.indicators} 项指标一并登记` : ''}。
              {reportingCycleLabels[plan.reportingCycle]}报送一次，{plan.signOffRequired ? '须经' : '无须'}
              单位负责人审签。
            </p>
            {milestones > 0 ? (
              <p>
                {milestones} 项承诺同时建为节点，权重均分，牵头单位可以再改。
                {dropped > 0 ? `另有 ${dropped} 项已勾选的承诺时限已过或由集合单位牵头，不建节点。` : ''}
              </p>
            ) : null}
            <p className="text-ink-2">发布后任务的增减、延期须按程序办理，草案不能再改。</p>
            {doubts.length > 0 ? (
              <details>
                <summary className="text-accent">另有 {doubts.length} 处尚未确认，不影响发布</summary>
                {list(doubts)}
              </details>
            ) : null}
          </>
        ) : null}
        <div className="dialog-foot">
          <Button onClick={onClose}>继续核对</Button>
          {blockers.length === 0 && summary.tasks > 0 ? (
            <form
              onSubmit={(event) => {
                event.preventDefault()
                if (!pending) publish()
              }}
            >
              <SubmitButton pending={pending} busy="正在发布…">
                发布并交办 {summary.tasks} 项任务
              </SubmitButton>
            </form>
          ) : null}
        </div>
      </div>
    </Dialog>
  )
}
