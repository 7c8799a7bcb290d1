import type { ReactNode } from 'react'
import { LongDate } from '@/app/_ui/dates'
import { Lamp } from '@/app/_ui/lamp'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { MilestoneState } from '@/lib/domain/milestone/states'
import { EvidenceLarge, EvidenceTiles } from './evidence-view'

interface Claim {
  readonly id: number
  readonly title: string
  readonly deliverable: string
  readonly dueOn: CalendarDate
  readonly weight: number
  readonly evidenceAsked: string | null
  readonly evidenceWhy: string | null
  readonly state: MilestoneState
  readonly returnReason: string | null
}

interface Evidence {
  readonly id: number
  readonly name: string
  readonly size: number
  readonly mime: string
  readonly milestoneId: number | null
}

interface ClaimListProps {
  claims: readonly Claim[]
  evidence: readonly Evidence[]
  /** Reviewers see each file large, readers as tiles. */
  large?: boolean
}

const signs: Partial<Record<MilestoneState, ReactNode>> = {
  claimed: <Lamp tone="grey" shape="◐" word="待核定" />,
  verified: <Lamp tone="blue" word="已核定" />,
  returned: <Lamp tone="red" shape="↩" word="已退回" />,
}

/** Per claimed milestone: what was asked for, and directly below what came. */
export function ClaimList({ claims, evidence, large = false }: ClaimListProps) {
  return (
    <ul className="flex flex-col gap-6">
      {claims.map((claim) => {
        const files = evidence.filter((file) => file.milestoneId === claim.id)
        const empty = claim.evidenceAsked ? '没有附佐证材料' : '没有要求佐证材料，也没有附'
        return (
          <li key={claim.id} className="border-l-2 border-edge pl-4">
            <p className="flex flex-wrap items-baseline gap-x-4">
              <span className="text-read font-semibold">{claim.title}</span>
              {signs[claim.state]}
            </p>
            <p className="text-ink-2">
              截止 <LongDate on={claim.dueOn} />
              ，权重 {claim.weight}%
              {claim.deliverable && claim.deliverable !== claim.title ? `，成果：${claim.deliverable}` : ''}
            </p>
            {claim.evidenceAsked ? (
              <p className="mt-1">
                <span className="font-medium">要求佐证：</span>
                {claim.evidenceAsked}
                {claim.evidenceWhy ? <span className="text-ink-3">（{claim.evidenceWhy}）</span> : null}
              </p>
            ) : null}
            {claim.state === 'returned' && claim.returnReason ? (
              <p className="mt-1 text-lamp-red">退回理由：{claim.returnReason}</p>
            ) : null}
            <div className="mt-3">
              {large ? <EvidenceLarge files={files} empty={empty} /> : <EvidenceTiles files={files} empty={empty} />}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
