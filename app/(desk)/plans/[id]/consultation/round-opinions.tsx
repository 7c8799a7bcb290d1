import { OpinionCard } from '@/app/(desk)/_consultation/opinion-card'
import { VerbButton } from '@/app/(desk)/_report/verb-button.client'
import { LinkButton } from '@/app/_ui/button'
import { ReasonDialog } from '@/app/_ui/reason-dialog.client'
import { Section } from '@/app/_ui/section'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { OpinionLine } from '@/lib/queries/consultation-parts'
import { decideOpinionAction } from './actions'

interface RoundOpinionsProps {
  planId: number
  opinions: readonly OpinionLine[]
  today: CalendarDate
  canDecide: boolean
}

/** Every proposal of the round: what waits for a decision first, then what was decided. */
export function RoundOpinions({ planId, opinions, today, canDecide }: RoundOpinionsProps) {
  const waiting = opinions.filter((opinion) => opinion.state === 'proposed')
  const decided = opinions.filter((opinion) => opinion.state !== 'proposed')
  if (opinions.length === 0) return null
  return (
    <Section
      title={`修改意见 ${opinions.length}`}
      aside={`待处理 ${waiting.length} / ${opinions.length}`}
      id="opinions"
    >
      <ul>
        {waiting.map((opinion) => (
          <OpinionCard key={opinion.id} opinion={opinion} today={today} withSubject withNow>
            {canDecide ? <Verdict opinion={opinion} /> : null}
          </OpinionCard>
        ))}
        {decided.map((opinion) => (
          <OpinionCard key={opinion.id} opinion={opinion} today={today} withSubject>
            {canDecide && opinion.outcome === 'byHand' ? (
              <LinkButton href={`/plans/${planId}/draft${opinion.subjectKey ? `#item-${opinion.subjectKey}` : ''}`}>
                去修改草案
              </LinkButton>
            ) : null}
          </OpinionCard>
        ))}
      </ul>
    </Section>
  )
}

function Verdict({ opinion }: { opinion: OpinionLine }) {
  const input = { opinionId: opinion.id, version: opinion.version }
  const canWrite = opinion.field !== 'free' && opinion.now !== null
  return (
    <>
      {canWrite ? (
        <VerbButton action={decideOpinionAction} input={{ ...input, verdict: 'accept' }}>
          采纳并写入草案
        </VerbButton>
      ) : null}
      <VerbButton
        action={decideOpinionAction}
        input={{ ...input, verdict: 'accept', byHand: true }}
        variant={canWrite ? 'quiet' : 'secondary'}
      >
        采纳，自行修改草案
      </VerbButton>
      <ReasonDialog
        label="不采纳"
        title={`不采纳${opinion.unitName}的意见`}
        explain="提出单位和这一项涉及的其他单位会看到理由，草案不变。"
        verb="不采纳并说明"
        action={decideOpinionAction}
        hidden={{ ...input, verdict: 'decline' }}
        reasons={['原文有上级文件依据', '已与该单位沟通一致', '不属于本规划的范围']}
        variant="quiet"
      />
    </>
  )
}
