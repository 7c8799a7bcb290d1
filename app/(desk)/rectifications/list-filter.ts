import { firstOf, type SearchParams } from '@/app/_ui/address'
import { findingSeverities, inspectionKinds } from '@/lib/domain/inspection/states'
import { rectificationStates } from '@/lib/domain/rectification/states'
import type { SupervisionListFilter } from '@/lib/queries/get-supervision-list'
import { type FindingFilter, findingStages } from '@/lib/queries/list-findings'
import type { RectificationFilter } from '@/lib/queries/list-rectifications'

export const tabs = { open: '整改清单', cleared: '销号清单', findings: '问题清单', wall: '统计' } as const
export type Tab = keyof typeof tabs

const idOf = (text: string | undefined) => (text && /^\d{1,15}$/.test(text) ? Number(text) : undefined)

/** What an address of this page asks for: the screen and the exported file read it alike. */
export const readListFilter = (params: SearchParams) => {
  const tab = (Object.keys(tabs) as Tab[]).find((one) => one === firstOf(params, 'tab')) ?? 'open'
  const common = {
    kind: inspectionKinds.find((kind) => kind === firstOf(params, 'kind')),
    unit: idOf(firstOf(params, 'unit')),
    inspection: idOf(firstOf(params, 'inspection')),
    plan: idOf(firstOf(params, 'plan')),
    task: idOf(firstOf(params, 'task')),
  }
  const findings: FindingFilter = {
    ...common,
    stage: findingStages.find((stage) => stage === firstOf(params, 'stage')),
    severity: findingSeverities.find((severity) => severity === firstOf(params, 'severity')),
  }
  const orders: RectificationFilter = {
    ...common,
    view: tab === 'cleared' ? 'cleared' : 'open',
    state: rectificationStates.find((state) => state === firstOf(params, 'state')),
    late: firstOf(params, 'late') === '1',
  }
  const after = firstOf(params, 'after')
  return { tab, common, findings, orders, after, afterId: idOf(after) }
}

/** Null for the counts, which are no list. */
export const exportedOf = (params: SearchParams): SupervisionListFilter | null => {
  const { tab, findings, orders } = readListFilter(params)
  if (tab === 'wall') return null
  return tab === 'findings' ? { list: tab, filter: findings } : { list: tab, filter: orders }
}
