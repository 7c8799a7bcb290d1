'use client'

import type { ReactNode } from 'react'
import { Checkbox } from '@/app/_ui/checkbox'

export interface FormMilestone {
  id: number
  title: string
  deliverable: string
  /** 2026年9月30日，逾期33个工作日 */
  due: string
  weight: number
  evidenceAsked: string | null
  evidenceWhy: string | null
  returnReason: string | null
}

interface MilestoneClaimsProps {
  milestones: readonly FormMilestone[]
  claimed: readonly number[]
  onChange: (ids: number[]) => void
  renderEvidence: (milestone: FormMilestone) => ReactNode
}

/** A milestone that is ticked opens and says what it asks for and why. */
export function MilestoneClaims({ milestones, claimed, onChange, renderEvidence }: MilestoneClaimsProps) {
  if (milestones.length === 0) return null
  return (
    <fieldset className="field">
      <legend className="section-title w-full">申报完成的节点</legend>
      <p className="mt-1 text-ink-2">本期完成了哪个节点就勾选哪个；审核通过后计入核定进度。</p>
      <ul>
        {milestones.map((milestone) => {
          const isClaimed = claimed.includes(milestone.id)
          return (
            <li key={milestone.id} className="border-b border-line py-2">
              <Checkbox
                checked={isClaimed}
                onChange={() =>
                  onChange(isClaimed ? claimed.filter((id) => id !== milestone.id) : [...claimed, milestone.id])
                }
                label={
                  <>
                    <span className="font-medium">{milestone.title}</span>
                    <span className="text-ink-2">
                      　{milestone.due}　权重 {milestone.weight}%
                    </span>
                  </>
                }
              />
              {milestone.returnReason ? (
                <p className="pl-6 text-lamp-red">↩ 上次退回：{milestone.returnReason}</p>
              ) : null}
              {milestone.evidenceAsked ? (
                <p className="pl-6 text-ink-2">
                  要求佐证：{milestone.evidenceAsked}
                  {milestone.evidenceWhy ? `（${milestone.evidenceWhy}）` : ''}
                </p>
              ) : null}
              {isClaimed ? (
                <div className="pt-2 pb-2 pl-6">
                  {milestone.deliverable && milestone.deliverable !== milestone.title ? (
                    <p className="mb-2 text-ink-2">成果：{milestone.deliverable}</p>
                  ) : null}
                  {renderEvidence(milestone)}
                </div>
              ) : null}
            </li>
          )
        })}
      </ul>
    </fieldset>
  )
}
