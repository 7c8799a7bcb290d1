import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { addressWith, firstOf, type SearchParams } from '@/app/_ui/address'
import { Moment } from '@/app/_ui/dates'
import { FieldDiff } from '@/app/_ui/diff'
import { HistoryList } from '@/app/_ui/history-list'
import { Pager } from '@/app/_ui/pager'
import { desk } from '@/lib/auth/desk'
import type { Json, JsonObject } from '@/lib/domain/events'
import { actionLabel, planStageLabels, planStateLabels, reportingCycleLabels } from '@/lib/domain/labels'
import { getPlan } from '@/lib/queries/get-plan'
import { getPlanHistory, type PlanEvent } from '@/lib/queries/get-plan-history'
import { PlanFrame } from '../plan-frame'
import { readPlanId } from '../plan-id'

const fieldNames: Readonly<Record<string, string>> = {
  title: '标题',
  issuer: '发文机关',
  docNumber: '发文字号',
  issuedOn: '成文日期',
  periodStart: '开始年份',
  periodEnd: '结束年份',
  stage: '文本阶段',
  parentPlanId: '上级规划',
  signOffRequired: '负责人审签',
  reportingCycle: '报送周期',
  reportingDay: '报送截止日',
  silenceAgrees: '逾期未回复视为同意',
  isPublic: '公开页面',
}

const valueWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  stage: planStageLabels,
  state: planStateLabels,
  reportingCycle: reportingCycleLabels,
  signOffRequired: { true: '需要', false: '不需要' },
  silenceAgrees: { true: '是', false: '否' },
  isPublic: { true: '公开', false: '不公开' },
}

const said = (field: string, value: Json | undefined): string =>
  value === null || value === undefined ? '' : (valueWords[field]?.[String(value)] ?? String(value))

const textOf = (after: JsonObject | null, name: string): string => {
  const value = after?.[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** One event in a line. */
const whatOf = ({ action, after, reason }: PlanEvent): string => {
  switch (action) {
    case 'plan.import':
      return `导入“${textOf(after, 'fileName')}”：读出 ${textOf(after, 'tasks')} 项任务、${textOf(after, 'units')} 个单位`
    case 'plan.editDraft':
      return textOf(after, 'summary')
    case 'plan.publish':
      return `发布，交办 ${textOf(after, 'tasks')} 项任务给 ${textOf(after, 'units')} 个单位`
    case 'plan.moveStage':
      return `文本阶段调整为“${said('stage', after?.stage)}”${reason ? `：${reason}` : ''}`
    case 'consultation.open':
      return `第 ${textOf(after, 'number')} 轮征求意见，发给 ${Array.isArray(after?.units) ? after.units.length : 0} 个单位，${textOf(after, 'dueOn')} 前答复`
    case 'consultation.extend':
      return `答复期限延长至 ${textOf(after, 'dueOn')}`
    case 'consultation.close':
      return `结束征求意见，未回复 ${Array.isArray(after?.silent) ? after.silent.length : 0} 个单位`
    case 'consultation.agree':
      return '答复：无意见'
    case 'consultation.propose':
      return `提出修改意见（${textOf(after, 'field')}）：${textOf(after, 'proposed')}`
    case 'opinion.accept':
    case 'opinion.decline':
    case 'opinion.withdraw':
      return `${actionLabel(action)}：${textOf(after, 'unit')}“${textOf(after, 'proposed')}”${reason ? `（${reason}）` : ''}`
    case 'plan.reread':
      return `上传修订稿“${textOf(after, 'fileName')}”（第 ${textOf(after, 'number')} 次）`
    case 'plan.applyRevision':
      return `应用第 ${textOf(after, 'number')} 次修订：调整 ${textOf(after, 'changed')} 项、新增 ${textOf(after, 'added')} 项、取消 ${textOf(after, 'gone')} 项任务，指标 ${textOf(after, 'indicators')} 项`
    case 'plan.discardRevision':
      return `放弃修订稿“${textOf(after, 'fileName')}”${reason ? `：${reason}` : ''}`
    case 'plan.renameSection':
      return `章节标题改为“${textOf(after, 'title')}”${reason ? `：${reason}` : ''}`
    case 'plan.indicatorAdded':
    case 'plan.indicatorChanged':
    case 'plan.indicatorEnded':
      return `${actionLabel(action)}“${textOf(after, 'indicator')}”${reason ? `：${reason}` : ''}`
    case 'unit.create':
      return `新增单位“${textOf(after, 'name')}”`
    case 'unit.alias':
      return `登记别名“${textOf(after, 'spelling')}”`
    case 'plan.openToExpert':
      return `${after?.open ? '向专家开放' : '不再向专家开放'}${textOf(after, 'personName') ? `：${textOf(after, 'personName')}` : ''}`
    default:
      return `${actionLabel(action)}${reason ? `：${reason}` : ''}`
  }
}

const detailOf = (event: PlanEvent) => {
  if (!event.after || !['plan.configure', 'plan.indicatorChanged'].includes(event.action)) return undefined
  return (
    <FieldDiff
      changes={Object.keys(event.after)
        .filter((field) => field !== 'indicator')
        .map((field) => ({
          field: fieldNames[field] ?? field,
          before: said(field, event.before?.[field]),
          after: said(field, event.after?.[field]),
        }))}
    />
  )
}

export const metadata: Metadata = { title: '规划历史' }

export default async function PlanHistoryPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: Promise<SearchParams>
}) {
  const [{ ctx }, { id }, query] = await Promise.all([desk(), params, searchParams])
  const planId = readPlanId(id)
  const head = await getPlan(ctx, planId)
  if (!head) notFound()
  const before = Number(firstOf(query, 'before') ?? 0)
  const { events, next } = await getPlanHistory(ctx, planId, Number.isSafeInteger(before) && before > 0 ? before : null)
  return (
    <PlanFrame head={head} current="/history">
      <HistoryList
        entries={events.map((event) => ({
          key: String(event.id),
          at: <Moment at={event.at} today={ctx.today} />,
          who: `${event.personName}${event.unitName ? `（${event.unitName}）` : ''}`,
          what: whatOf(event),
          detail: detailOf(event),
        }))}
      />
      <Pager
        {...(next ? { nextHref: addressWith(`/plans/${planId}/history`, query, { before: String(next) }) } : {})}
        summary={`本页 ${events.length} 条，由新到旧`}
      />
    </PlanFrame>
  )
}
