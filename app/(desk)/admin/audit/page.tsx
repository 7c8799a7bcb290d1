import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { addressWith, firstOf, type SearchParams } from '@/app/_ui/address'
import { LinkButton } from '@/app/_ui/button'
import { Moment } from '@/app/_ui/dates'
import { EmptyState } from '@/app/_ui/empty-state'
import { FilterBar } from '@/app/_ui/filter-bar'
import { HistoryList } from '@/app/_ui/history-list'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { PageHead } from '@/app/_ui/page-head'
import { Pager } from '@/app/_ui/pager'
import { desk } from '@/lib/auth/desk'
import { faultSentence } from '@/lib/domain/audit/fault'
import { parseDate } from '@/lib/domain/calendar/date'
import { subjectTypes } from '@/lib/domain/events'
import { actionLabel, actionLabels, roleLabels, subjectLabels } from '@/lib/domain/labels'
import { roleHas } from '@/lib/domain/permission/can'
import { type AuditRow, listAuditEvents } from '@/lib/queries/list-audit-events'
import { verifyAudit } from '@/lib/queries/verify-audit'
import { EventDetail } from './event-detail'

export const metadata: Metadata = { title: '审计' }

const PATH = '/admin/audit'

const positive = (text: string | undefined): number | undefined =>
  text && /^\d{1,15}$/.test(text) ? Number(text) : undefined

const whoOf = (row: AuditRow): string => {
  const post = [row.unitName, row.role ? roleLabels[row.role] : null].filter(Boolean).join(' · ')
  return post ? `${row.personName}（${post}）` : row.personName
}

const whatOf = (row: AuditRow): string => {
  // Whose sign-in it is stands before it.
  if (row.subjectType === 'session') return actionLabel(row.action)
  const about = row.taskTitle ?? row.planTitle
  return `${actionLabel(row.action)}　${subjectLabels[row.subjectType]}${about ? `“${about}”` : ` ${row.subjectId} 号`}`
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ ctx }, params] = await Promise.all([desk(), searchParams])
  if (!roleHas(ctx.actor.role, 'audit.read')) notFound()
  const isVerifying = firstOf(params, 'verify') === '1'
  const [{ rows, hasMore }, verdict] = await Promise.all([
    listAuditEvents(ctx, {
      person: firstOf(params, 'person'),
      action: firstOf(params, 'action'),
      from: parseDate(firstOf(params, 'from') ?? '') ?? undefined,
      to: parseDate(firstOf(params, 'to') ?? '') ?? undefined,
      subjectType: subjectTypes.find((type) => type === firstOf(params, 'type')),
      subjectId: positive(firstOf(params, 'number')),
      before: positive(firstOf(params, 'before')),
    }),
    isVerifying ? verifyAudit(ctx.db) : null,
  ])
  const last = rows.at(-1)
  return (
    <>
      <PageHead
        title="审计"
        fact="谁、以什么身份、何时、从哪里、做了什么。记录只增不改，每十秒封存一次。"
        primary={
          <LinkButton href={addressWith(PATH, params, { verify: '1' })} variant="primary">
            验证记录是否完整
          </LinkButton>
        }
      />
      {verdict ? (
        <div className="pb-4">
          {verdict.fault ? (
            <NoticeBar tone="error" live>
              记录不完整：{faultSentence(verdict.fault)}。请保全数据库和服务器日志，并报告主管单位。
            </NoticeBar>
          ) : (
            <NoticeBar tone="success" live>
              <p>
                记录完整：{verdict.seals} 次封存，{verdict.events} 条事件，逐条核对无误；另有 {verdict.waiting}{' '}
                条待封存。
              </p>
              {verdict.head ? (
                <p className="break-all text-ink-2">
                  最近一次封存第 {verdict.head.id} 号：{verdict.head.hash}
                  。抄录存档，日后可证明此前的记录没有被整体替换。
                </p>
              ) : null}
            </NoticeBar>
          )}
        </div>
      ) : null}
      <FilterBar
        path={PATH}
        params={params}
        pageParams={['before', 'verify']}
        filters={[
          { kind: 'search', name: 'person', label: '姓名' },
          {
            kind: 'select',
            name: 'action',
            label: '动作',
            options: Object.entries(actionLabels).map(([value, label]) => ({ value, label })),
          },
          { kind: 'date', name: 'from', label: '自' },
          { kind: 'date', name: 'to', label: '至' },
          {
            kind: 'select',
            name: 'type',
            label: '对象',
            options: subjectTypes.map((type) => ({ value: type, label: subjectLabels[type] })),
          },
          { kind: 'search', name: 'number', label: '对象编号' },
        ]}
      />
      {rows.length === 0 ? (
        <EmptyState title="没有符合条件的记录" text="换一个姓名、动作或日期，或清除筛选再看。" />
      ) : (
        <HistoryList
          entries={rows.map((row) => ({
            key: String(row.id),
            at: <Moment at={new Date(row.at)} today={ctx.today} />,
            who: whoOf(row),
            what: whatOf(row),
            detail: <EventDetail row={row} />,
          }))}
        />
      )}
      <Pager
        {...(hasMore && last ? { nextHref: addressWith(PATH, params, { before: String(last.id), verify: null }) } : {})}
        summary={`本页 ${rows.length} 条`}
      />
    </>
  )
}
