import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { OpinionCard } from '@/app/(desk)/_consultation/opinion-card'
import { VerbButton } from '@/app/(desk)/_report/verb-button.client'
import { Moment } from '@/app/_ui/dates'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { PageHead } from '@/app/_ui/page-head'
import { Section } from '@/app/_ui/section'
import { desk } from '@/lib/auth/desk'
import { type CalendarDate, formatLong } from '@/lib/domain/calendar/date'
import { partWords } from '@/lib/domain/consultation/words'
import { consultationStateLabels, planStageLabels, roleLabels } from '@/lib/domain/labels'
import type { DraftIndicator, DraftUnit } from '@/lib/domain/plan/draft'
import { numberedTitle } from '@/lib/domain/task/name'
import type { OpinionLine } from '@/lib/queries/consultation-parts'
import { type AskedItem, type ConsultationPage, getConsultation } from '@/lib/queries/get-consultation'
import { findRoundPlan } from '@/lib/queries/get-plan-consultation'
import { agreeAction, withdrawOpinionAction } from '../actions'
import { ProposeButton, ProposeDesk } from './propose.client'

export const metadata: Metadata = { title: '征求意见' }

const named = (units: readonly DraftUnit[]): string => units.map((unit) => unit.spelling).join('、') || '无'
const deadline = (item: AskedItem): string => (item.dueOn ? formatLong(item.dueOn) : item.ongoing ? '长期' : '未定')

export default async function ConsultationForUnit({ params }: { params: Promise<{ id: string }> }) {
  const [{ ctx }, { id }] = await Promise.all([desk(), params])
  if (!/^[1-9]\d{0,14}$/.test(id)) notFound()
  const page = await getConsultation(ctx, Number(id))
  if (!page) {
    // The office that asked has a page of its own about it.
    const round = await findRoundPlan(ctx, Number(id))
    if (round) redirect(`/plans/${round.planId}/consultation?round=${round.number}`)
    notFound()
  }
  const { today } = ctx
  const general = page.own.filter((opinion) => opinion.subjectKey === null)
  return (
    <ProposeDesk round={{ consultationId: page.id, version: page.version, units: page.units }}>
      <PageHead
        title={
          <>
            征求意见：{page.planTitle}
            {page.isSample ? <span className="font-normal text-ink-3">（示例）</span> : null}
          </>
        }
        fact={`${page.office} · ${planStageLabels[page.stage]} · 第 ${page.number} 轮 · 涉及本单位 ${partWords({ items: page.items.length, indicators: page.indicators.length })}`}
        crumbs={[{ href: '/consultations', label: '征求意见' }]}
        primary={page.canAnswer && page.answer.state !== 'agreed' ? <AgreeButton page={page} /> : undefined}
      />
      <div className="mb-6 flex flex-col gap-2">
        <WhereItStands page={page} today={today} />
        {page.note ? <p className="whitespace-pre-wrap text-read">{page.note}</p> : null}
      </div>
      {page.items.length > 0 ? (
        <Section title={`涉及本单位的任务 ${page.items.length}`}>
          {page.items.map((item) => (
            <ItemPart key={item.key} item={item} page={page} today={today} />
          ))}
        </Section>
      ) : null}
      {page.indicators.length > 0 ? (
        <Section title={`涉及本单位的指标 ${page.indicators.length}`}>
          {page.indicators.map((indicator) => (
            <IndicatorPart key={indicator.key} indicator={indicator} page={page} today={today} />
          ))}
        </Section>
      ) : null}
      <Section title="对全文的意见">
        <OwnOpinions opinions={general} page={page} today={today} />
        {page.canAnswer ? (
          <div className="no-print mt-3">
            <ProposeButton subject={{ kind: 'plan' }}>提出其他意见</ProposeButton>
          </div>
        ) : general.length === 0 ? (
          <p className="text-ink-3">没有提出。</p>
        ) : null}
      </Section>
    </ProposeDesk>
  )
}

function AgreeButton({ page }: { page: ConsultationPage }) {
  const waiting = page.own.filter((opinion) => opinion.state === 'proposed').length
  return (
    <VerbButton
      action={agreeAction}
      input={{ consultationId: page.id, version: page.version }}
      variant={waiting > 0 ? 'secondary' : 'primary'}
      hotkey="a"
    >
      {waiting > 0 ? `撤回 ${waiting} 条意见，改为全部无意见` : '全部无意见'}
    </VerbButton>
  )
}

/** What was said, by when it can be changed, and what silence means. */
function WhereItStands({ page, today }: { page: ConsultationPage; today: CalendarDate }) {
  const { answer } = page
  const said =
    answer.state === 'pending'
      ? '本单位还没有答复'
      : answer.state === 'agreed'
        ? '本单位已答复：无意见'
        : `本单位已提出修改意见 ${page.own.filter((opinion) => opinion.state !== 'withdrawn').length} 条`
  const by = answer.at ? (
    <>
      （{answer.byName}
      {answer.role ? `，${roleLabels[answer.role]}` : ''}，<Moment at={new Date(answer.at)} today={today} />）
    </>
  ) : null
  if (page.state !== 'open') {
    return (
      <NoticeBar>
        {page.endedOn ? `${formatLong(page.endedOn)}` : ''}
        {consultationStateLabels[page.state]}
        {page.endReason ? `：${page.endReason}` : ''}。{said}
        {by}。
        {page.state === 'closed' && answer.state === 'pending'
          ? page.silenceAgrees
            ? '逾期未回复，按规划设置视为同意。'
            : '逾期未回复，不视为同意。'
          : ''}
      </NoticeBar>
    )
  }
  if (!page.canAnswer) {
    return (
      <NoticeBar tone="warning">
        答复期限（{formatLong(page.dueOn)}）已过，等待起草单位结束本轮。{said}
        {by}。需要补充的，请联系{page.office}延长期限。
      </NoticeBar>
    )
  }
  const left = page.dueOn === today ? '今天到期' : `还有 ${page.workdaysLeft} 个工作日`
  return (
    <NoticeBar tone={answer.state === 'pending' && page.workdaysLeft <= 3 ? 'warning' : 'info'}>
      {said}
      {by}。请在 {formatLong(page.dueOn)}前答复（{left}），期限之前可以修改。
      {page.silenceAgrees ? '逾期未回复的，按本规划的设置视为同意。' : '逾期未回复的，记为未回复，不视为同意。'}
    </NoticeBar>
  )
}

interface PartProps {
  page: ConsultationPage
  today: CalendarDate
}

function ItemPart({ item, page, today }: PartProps & { item: AskedItem }) {
  return (
    <article className="border-b border-line py-4" data-row>
      <p className="text-ink-3">{item.path.join(' › ')}</p>
      <h3 className="text-read font-semibold">{numberedTitle(item)}</h3>
      <p className="mt-1 max-w-[46rem] whitespace-pre-wrap text-read">{item.text}</p>
      <dl className="mt-2 grid grid-cols-[5rem_minmax(0,1fr)] gap-x-4 gap-y-1">
        <dt className="text-ink-3">牵头单位</dt>
        <dd>{named(item.leads)}</dd>
        <dt className="text-ink-3">配合单位</dt>
        <dd>{named(item.supports)}</dd>
        <dt className="text-ink-3">时限</dt>
        <dd>{deadline(item)}</dd>
      </dl>
      <Opinions subjectKey={item.key} page={page} today={today} />
      {page.canAnswer ? (
        <div className="no-print mt-3">
          <ProposeButton
            subject={{
              kind: 'item',
              key: item.key,
              title: item.title,
              text: item.text,
              dueOn: item.dueOn,
              ongoing: item.ongoing,
              leads: item.leads,
              supports: item.supports,
            }}
          >
            提出修改
          </ProposeButton>
        </div>
      ) : null}
    </article>
  )
}

function IndicatorPart({ indicator, page, today }: PartProps & { indicator: DraftIndicator }) {
  const targets = indicator.targets.flatMap((target) =>
    target.year === null ? [] : [{ year: target.year, text: target.text }],
  )
  return (
    <article className="border-b border-line py-4" data-row>
      <h3 className="text-read font-semibold">
        {numberedTitle({ number: indicator.number, title: indicator.name })}
        {indicator.unit ? <span className="font-normal text-ink-3">（{indicator.unit}）</span> : null}
      </h3>
      <dl className="mt-2 grid grid-cols-[5rem_minmax(0,1fr)] gap-x-4 gap-y-1">
        {indicator.baselineText ? (
          <>
            <dt className="text-ink-3">基期值</dt>
            <dd>
              {indicator.baselineText}
              {indicator.baselineYear ? `（${indicator.baselineYear}年）` : ''}
            </dd>
          </>
        ) : null}
        <dt className="text-ink-3">目标值</dt>
        <dd>{targets.map((target) => `${target.year}年 ${target.text}`).join('；') || '无'}</dd>
        <dt className="text-ink-3">责任单位</dt>
        <dd>{named(indicator.owners)}</dd>
      </dl>
      <Opinions subjectKey={indicator.key} page={page} today={today} />
      {page.canAnswer ? (
        <div className="no-print mt-3">
          <ProposeButton
            subject={{
              kind: 'indicator',
              key: indicator.key,
              title: indicator.name,
              targets,
              owners: indicator.owners,
            }}
          >
            提出修改
          </ProposeButton>
        </div>
      ) : null}
    </article>
  )
}

/** The unit's own words about this place, and what became of other units'. */
function Opinions({ subjectKey, page, today }: PartProps & { subjectKey: string }) {
  const others = page.others.filter((opinion) => opinion.subjectKey === subjectKey)
  return (
    <>
      <OwnOpinions
        opinions={page.own.filter((opinion) => opinion.subjectKey === subjectKey)}
        page={page}
        today={today}
      />
      {others.length > 0 ? (
        <>
          <p className="mt-3 text-ink-3">其他单位对这一项的意见，已有处理结果：</p>
          <ul>
            {others.map((opinion) => (
              <OpinionCard key={opinion.id} opinion={opinion} today={today} />
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}

function OwnOpinions({ opinions, page, today }: PartProps & { opinions: readonly OpinionLine[] }) {
  if (opinions.length === 0) return null
  return (
    <ul className="mt-3 border-t border-line" aria-label="本单位的意见">
      {opinions.map((opinion) => (
        <OpinionCard key={opinion.id} opinion={opinion} today={today}>
          {page.canAnswer && opinion.state === 'proposed' ? (
            <VerbButton action={withdrawOpinionAction} input={{ opinionId: opinion.id, version: opinion.version }}>
              撤回
            </VerbButton>
          ) : null}
        </OpinionCard>
      ))}
    </ul>
  )
}
