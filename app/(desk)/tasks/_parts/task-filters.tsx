import type { SearchParams } from '@/app/_ui/address'
import { type Filter, FilterBar, type QuickFilter } from '@/app/_ui/filter-bar'
import type { Lamp } from '@/lib/domain/calendar/lamp'
import { lampLabels, taskKindLabels, taskStateLabels } from '@/lib/domain/labels'
import type { Role } from '@/lib/domain/permission/table'
import type { TaskFilter } from '@/lib/domain/task/filter'
import type { TaskList } from '@/lib/queries/list-tasks'

interface Props {
  params: SearchParams
  filter: TaskFilter
  list: TaskList
  ownUnitId: number
  role: Role
}

export const lampOrder: readonly Lamp[] = ['red', 'yellow', 'green', 'grey', 'blue']

/** Grey stands for what has not begun and for what was stopped. */
export const lampGroupWord = (lamp: Lamp): string => (lamp === 'grey' ? '未启动或中止' : lampLabels[lamp])

const options = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

/** Every filter of a list of tasks; all of it stands in the address. */
export function TaskFilters({ params, filter, list, ownUnitId, role }: Props) {
  const { choices, lamps } = list
  const filters: Filter[] = [
    { kind: 'search', name: 'q', label: '任务名称' },
    ...(choices.plans.length > 1
      ? [
          {
            kind: 'select' as const,
            name: 'plan',
            label: '规划',
            options: choices.plans.map((plan) => ({
              value: String(plan.id),
              label: `${plan.title}${plan.isArchived ? '（已归档）' : ''}`,
            })),
          },
        ]
      : []),
    {
      kind: 'select',
      name: 'unit',
      label: '单位',
      options: choices.units.map((unit) => ({ value: String(unit.id), label: unit.name })),
    },
    {
      kind: 'select',
      name: 'state',
      label: '办理状态',
      options: [
        { value: 'open', label: '未办结' },
        ...options(taskStateLabels).filter((entry) => entry.value !== 'draft'),
      ],
    },
  ]
  const more: Filter[] = [
    ...(choices.sections.length > 1
      ? [
          {
            kind: 'select' as const,
            name: 'section',
            label: '领域',
            options: choices.sections.map((section) => ({
              value: String(section.id),
              label: `${section.parentId ? '　' : ''}${section.title}`,
            })),
          },
        ]
      : []),
    ...(filter.unit
      ? [
          {
            kind: 'select' as const,
            name: 'part',
            label: '承担方式',
            options: options({ lead: '牵头', support: '配合', any: '牵头或配合' }),
          },
        ]
      : []),
    { kind: 'select', name: 'lamp', label: '亮灯', options: options(lampLabels) },
    { kind: 'select', name: 'kind', label: '类别', options: options(taskKindLabels) },
    { kind: 'select', name: 'depth', label: '层级', options: options({ top: '规划任务', sub: '分解的子任务' }) },
    { kind: 'date', name: 'dueFrom', label: '截止不早于' },
    { kind: 'date', name: 'dueTo', label: '截止不晚于' },
  ]
  const own = String(ownUnitId)
  const quick: QuickFilter[] = [
    ...(role === 'officer' || role === 'head'
      ? [
          { label: '我单位牵头', set: { unit: own, part: 'lead' } },
          { label: '我单位配合', set: { unit: own, part: 'support' } },
        ]
      : []),
    ...lampOrder
      .filter((lamp) => filter.lamp || lamps[lamp] > 0)
      .map((lamp) => ({
        label: lampGroupWord(lamp),
        set: { lamp },
        ...(filter.lamp ? {} : { count: lamps[lamp] }),
      })),
    { label: '延期待批', set: { pending: 'extension' } },
    { label: '未办结', set: { state: 'open' } },
  ]
  return <FilterBar path="/tasks" params={params} filters={filters} more={more} quick={quick} />
}
