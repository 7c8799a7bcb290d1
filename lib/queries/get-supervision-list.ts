import { formatLong } from '@/lib/domain/calendar/date'
import type { ListColumn, ListTable } from '@/lib/domain/list-table'
import { roleHas } from '@/lib/domain/permission/can'
import { Refusal } from '@/lib/domain/refusals'
import { findingSeverityLabels, inspectionKindLabels, rectificationStateLabels } from '@/lib/domain/supervision-labels'
import type { QueryContext } from './context'
import { type FindingFilter, type ListedFinding, listFindings } from './list-findings'
import { type ListedRectification, listRectifications, type RectificationFilter } from './list-rectifications'

/** So many rows go out in one file; longer lists are narrowed first. */
const MOST_EXPORTED = 5000

export type SupervisionListFilter =
  | { readonly list: 'open' | 'cleared'; readonly filter: RectificationFilter }
  | { readonly list: 'findings'; readonly filter: FindingFilter }

const orderTitles = { open: '整改清单', cleared: '销号清单' } as const

type Told<Row> = ListColumn & { readonly of: (row: Row) => string | number | null }

const lateness = (row: { readonly isLate: boolean; readonly workdaysLate: number }): number | null =>
  row.isLate ? row.workdaysLate : null

const orderColumns = (list: 'open' | 'cleared'): readonly Told<ListedRectification>[] => [
  { head: '整改文号', width: 14, of: (row) => row.orderNo },
  { head: '整改事项', width: 44, of: (row) => row.requirement },
  { head: '责任单位', width: 18, of: (row) => row.unit },
  { head: '责任人', width: 14, of: (row) => row.responsible },
  { head: '状态', width: 10, of: (row) => rectificationStateLabels[row.state] },
  { head: '下达', width: 12, kind: 'day', of: (row) => row.orderedOn },
  { head: '时限', width: 12, kind: 'day', of: (row) => row.dueOn },
  { head: '原时限', width: 12, kind: 'day', of: (row) => row.originalDueOn },
  list === 'cleared'
    ? { head: '销号', width: 12, kind: 'day', of: (row) => row.clearedOn }
    : { head: '逾期工作日', width: 8, kind: 'number', of: lateness },
  { head: '问题数', width: 8, kind: 'number', of: (row) => row.findings },
  { head: '最重程度', width: 8, of: (row) => (row.severity ? findingSeverityLabels[row.severity] : null) },
  { head: '反弹次数', width: 8, kind: 'number', of: (row) => row.round - 1 },
  { head: '督查', width: 24, of: (row) => row.inspection },
]

const findingColumns: readonly Told<ListedFinding>[] = [
  { head: '问题', width: 44, of: (row) => row.fact },
  { head: '对照标准', width: 28, of: (row) => row.standard },
  { head: '程度', width: 8, of: (row) => findingSeverityLabels[row.severity] },
  { head: '反弹', width: 6, of: (row) => (row.relapseOfId ? '是' : null) },
  { head: '责任单位', width: 18, of: (row) => row.unit },
  { head: '发现', width: 12, kind: 'day', of: (row) => row.foundOn },
  { head: '督查类型', width: 10, of: (row) => inspectionKindLabels[row.kind] },
  { head: '督查', width: 24, of: (row) => row.inspection },
  { head: '任务', width: 24, of: (row) => row.task },
  { head: '整改文号', width: 14, of: (row) => row.rectification?.orderNo ?? null },
  {
    head: '整改状态',
    width: 10,
    of: (row) => (row.rectification ? rectificationStateLabels[row.rectification.state] : '未下达'),
  },
  { head: '整改时限', width: 12, kind: 'day', of: (row) => row.rectification?.dueOn ?? null },
  {
    head: '逾期工作日',
    width: 8,
    kind: 'number',
    of: (row) => (row.rectification ? lateness(row.rectification) : null),
  },
]

const tableOf = <Row>(
  { actor, today }: QueryContext,
  title: string,
  columns: readonly Told<Row>[],
  rows: readonly Row[],
): ListTable => ({
  title,
  note: `${actor.jurisdictionName}，${formatLong(today)}，共 ${rows.length} 条`,
  columns: columns.map(({ head, width, kind = 'text' }) => ({ head, width, kind })),
  rows: rows.map((row) => columns.map((column) => column.of(row))),
})

/** 整改清单, 销号清单 or 问题清单 whole, with the rows of the list on the screen under the same filter. @throws Refusal */
export const getSupervisionList = async (
  ctx: QueryContext,
  wanted: SupervisionListFilter,
  most = MOST_EXPORTED,
): Promise<ListTable | null> => {
  if (!roleHas(ctx.actor.role, 'rectification.view')) return null
  const within = <Page extends { readonly total: number }>(page: Page): Page => {
    if (page.total > most) throw new Refusal('exportTooLong', { total: page.total, most })
    return page
  }
  if (wanted.list === 'findings') {
    const { items } = within(await listFindings(ctx, wanted.filter, undefined, most))
    return tableOf(ctx, '问题清单', findingColumns, items)
  }
  const filter = { ...wanted.filter, view: wanted.list }
  const { items } = within(await listRectifications(ctx, filter, undefined, most))
  return tableOf(ctx, orderTitles[wanted.list], orderColumns(wanted.list), items)
}
