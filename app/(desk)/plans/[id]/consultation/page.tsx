import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { VerbButton } from '@/app/(desk)/_report/verb-button.client'
import { firstOf, type SearchParams } from '@/app/_ui/address'
import { LinkButton } from '@/app/_ui/button'
import { EmptyState } from '@/app/_ui/empty-state'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { ReasonDialog } from '@/app/_ui/reason-dialog.client'
import { Section } from '@/app/_ui/section'
import { StatSentence } from '@/app/_ui/stat-sentence'
import { desk } from '@/lib/auth/desk'
import { addDays, type CalendarDate, formatLong } from '@/lib/domain/calendar/date'
import { consultationStateLabels, planStageLabels } from '@/lib/domain/labels'
import { getPlan } from '@/lib/queries/get-plan'
import {
  type AskedUnit,
  getPlanConsultation,
  type PlanConsultation,
  type RoundLine,
} from '@/lib/queries/get-plan-consultation'
import { PlanFrame } from '../plan-frame'
import { readPlanId } from '../plan-id'
import { cancelConsultationAction, closeConsultationAction } from './actions'
import { ExtendButton, OpenForm } from './round-forms.client'
import { RoundOpinions } from './round-opinions'
import { RoundUnits } from './round-units'
import { StageLine } from './stage-line'

export const metadata: Metadata = { title: '征求意见' }

/** Calendar days that a new round suggests for the answer. */
const USUAL_DAYS = 10

export default async function PlanConsultationPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: Promise<SearchParams>
}) {
  const [{ ctx }, { id }, query] = await Promise.all([desk(), params, searchParams])
  const planId = readPlanId(id)
  const asked = Number(firstOf(query, 'round') ?? 0)
  const [head, view] = await Promise.all([
    getPlan(ctx, planId),
    getPlanConsultation(ctx, planId, Number.isSafeInteger(asked) && asked > 0 ? asked : null),
  ])
  if (!head || !view) notFound()
  const { today } = ctx
  const { plan, round, rounds, verbs } = view
  const isOpen = rounds.some((row) => row.state === 'open')
  const undecided = rounds.reduce((sum, row) => sum + row.undecided, 0)
  return (
    <PlanFrame head={head} current="/consultation">
      {plan.state === 'draft' ? (
        <StageLine
          planId={planId}
          draftVersion={view.draftVersion}
          stage={plan.stage}
          canMove={verbs.includes('plan.moveStage') && !isOpen}
          waitsFor={
            isOpen
              ? '正在征求意见。结束或取消本轮之后，文本才能转入下一阶段。'
              : undecided > 0
                ? `还有 ${undecided} 条修改意见没有处理，处理完才能转入下一阶段。`
                : null
          }
        />
      ) : null}
      {round ? <Round view={view} round={round} today={today} /> : null}
      {verbs.includes('consultation.open') && !isOpen ? <NewRound view={view} today={today} /> : null}
      {rounds.length === 0 && plan.state !== 'draft' ? (
        <EmptyState
          title="这份规划没有征求过意见"
          text="征求意见在草案阶段进行；规划发布后，变更按调整、延期的程序办理。"
        />
      ) : null}
      {rounds.length > 1 ? (
        <Section title={`各轮征求意见 ${rounds.length}`}>
          <ul>
            {rounds.map((row) => (
              <li key={row.id} className="border-b border-line py-2">
                <Link href={`/plans/${planId}/consultation?round=${row.number}`} className="link">
                  第 {row.number} 轮
                </Link>
                <span className="pl-3 text-ink-2">
                  {planStageLabels[row.stage]}，{formatLong(row.openedOn)}发起，{consultationStateLabels[row.state]}
                  ，已答复 {row.answered} / {row.asked}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </PlanFrame>
  )
}

const countOf = (units: readonly AskedUnit[], state: AskedUnit['state']): number =>
  units.filter((unit) => unit.state === state).length

function Round({ view, round, today }: { view: PlanConsultation; round: RoundLine; today: CalendarDate }) {
  const { verbs, units, plan } = view
  const hidden = { consultationId: round.id, version: round.version }
  const silent = countOf(units, 'pending')
  const canClose = verbs.includes('consultation.close') && (silent === 0 || today > round.dueOn)
  return (
    <>
      <Section
        title={`第 ${round.number} 轮征求意见`}
        aside={
          <Link href={`/plans/${plan.id}/versions?v=${round.versionNumber}`} className="link">
            发出的文本（第 {round.versionNumber} 版）
          </Link>
        }
      >
        <StatSentence
          whole={`${round.asked} 个单位`}
          stats={[
            { label: '无意见', value: countOf(units, 'agreed') },
            { label: '有意见', value: countOf(units, 'proposed') },
            ...(round.state === 'closed' && round.silenceAgreed
              ? [{ label: '逾期未回复视为同意', value: silent }]
              : [{ label: '未回复', value: silent, urgent: round.state === 'open' && today > round.dueOn }]),
          ]}
        />
        <p className="text-ink-2">
          {planStageLabels[round.stage]}，{round.openedByName}于{formatLong(round.openedOn)}发起，
          {formatLong(round.dueOn)}
          前答复；{consultationStateLabels[round.state]}
          {round.endedOn ? `（${round.endedByName}，${formatLong(round.endedOn)}）` : ''}
          {round.endReason ? `：${round.endReason}` : ''}。
        </p>
        {round.note ? <p className="mt-1 whitespace-pre-wrap text-ink-2">说明：{round.note}</p> : null}
        {round.state === 'open' ? (
          <>
            <div className="no-print mt-3 flex flex-wrap items-center gap-2">
              {canClose ? (
                <VerbButton action={closeConsultationAction} input={hidden} variant="primary">
                  结束本轮征求意见
                </VerbButton>
              ) : null}
              <ExtendButton consultationId={round.id} version={round.version} dueOn={round.dueOn} />
              <ReasonDialog
                label="取消本轮"
                title={`取消第 ${round.number} 轮征求意见`}
                explain="各单位会看到理由；已提出的意见只供查看，不再处理。"
                verb="取消并说明"
                action={cancelConsultationAction}
                hidden={hidden}
                variant="quiet"
              />
            </div>
            {canClose ? null : (
              <p className="mt-2 text-ink-3">
                全部单位答复后，或期限过后，可以结束本轮。未回复的单位在待办里看得到期限，
                {plan.silenceAgrees
                  ? '逾期未回复的按规划设置视为同意。'
                  : '逾期未回复的不视为同意（可在规划设置里更改）。'}
              </p>
            )}
          </>
        ) : null}
      </Section>
      <RoundOpinions
        planId={plan.id}
        opinions={view.opinions}
        today={today}
        canDecide={verbs.includes('consultation.decide')}
      />
      <RoundUnits round={round} units={units} today={today} />
    </>
  )
}

/** Whom a new round would ask; what stands in its way is said with its names. */
function NewRound({ view, today }: { view: PlanConsultation; today: CalendarDate }) {
  const { plan, addressees, rounds } = view
  const { units, unmatched, dissolved, emptyGroups } = addressees
  const problems = [
    ...(unmatched.length > 0 ? [`没有对应到单位库：${unmatched.join('、')}`] : []),
    ...(dissolved.length > 0 ? [`已撤销：${dissolved.join('、')}`] : []),
    ...(emptyGroups.length > 0 ? [`集合单位没有成员：${emptyGroups.join('、')}`] : []),
  ]
  return (
    <Section title={rounds.length === 0 ? '征求意见' : '再次征求意见'}>
      {plan.stage === 'issued' ? (
        <p className="text-ink-2">文本阶段已是“印发”，不再征求意见。需要时，先把文本阶段调回征求意见稿或送审稿。</p>
      ) : problems.length > 0 ? (
        <NoticeBar tone="warning" action={<LinkButton href={`/plans/${plan.id}/draft`}>去核对草案</LinkButton>}>
          有的单位名称征求不到意见，须先处理。{problems.join('；')}。
        </NoticeBar>
      ) : units.length === 0 ? (
        <NoticeBar tone="warning" action={<LinkButton href={`/plans/${plan.id}/draft`}>去核对草案</LinkButton>}>
          草案里还没有可以征求意见的单位。请先为任务指定牵头、配合单位。
        </NoticeBar>
      ) : (
        <>
          <p className="mb-3 text-ink-2">
            草案点到 {units.length} 个单位，每个单位只看到涉及自己的任务和指标：
            {units
              .slice(0, 12)
              .map((unit) => unit.name)
              .join('、')}
            {units.length > 12 ? `等` : ''}。
          </p>
          <OpenForm
            planId={plan.id}
            version={view.draftVersion}
            units={units.length}
            suggestedDueOn={addDays(today, USUAL_DAYS)}
            today={today}
          />
        </>
      )}
    </Section>
  )
}
