import type { SearchParams } from '@/app/_ui/address'
import { type Filter, FilterBar } from '@/app/_ui/filter-bar'
import { jurisdictionLevelLabels, jurisdictionLevels } from '@/lib/domain/labels'
import type { TaskFilter } from '@/lib/domain/task/filter'
import type { OverviewChoices } from '@/lib/queries/overview-choices'

const option = (id: number, label: string) => ({ value: String(id), label })

const filtersOf = (filter: TaskFilter, choices: OverviewChoices): Filter[] => {
  const { places, plans, units, sections } = choices
  const severalPlaces = places.length > 1
  const levels = jurisdictionLevels.filter((level) => places.some((place) => place.level === level))
  const unitPlaces = new Set(units.map((unit) => unit.place)).size
  const named = (place: string, name: string, several: boolean) => (several ? `${place} · ${name}` : name)
  return [
    ...(severalPlaces
      ? [
          {
            kind: 'select' as const,
            name: 'jurisdiction',
            label: '行政区',
            options: places.map(({ id, name }) => option(id, name)),
          },
        ]
      : []),
    ...(levels.length > 1
      ? [
          {
            kind: 'select' as const,
            name: 'level',
            label: '层级',
            options: levels.map((level) => ({ value: level, label: `${jurisdictionLevelLabels[level]}级` })),
          },
        ]
      : []),
    ...(plans.length > 1
      ? [
          {
            kind: 'select' as const,
            name: 'plan',
            label: '规划',
            options: plans.map((plan) =>
              option(plan.id, `${named(plan.place, plan.title, severalPlaces)}${plan.isArchived ? '（已归档）' : ''}`),
            ),
          },
        ]
      : []),
    ...(filter.plan && sections.length
      ? [
          {
            kind: 'select' as const,
            name: 'section',
            label: '章节',
            options: sections.map(({ id, title, parentId }) => option(id, parentId ? `　${title}` : title)),
          },
        ]
      : []),
    {
      kind: 'select',
      name: 'unit',
      label: '牵头单位',
      options: units.map((unit) => option(unit.id, named(unit.place, unit.name, unitPlaces > 1))),
    },
  ]
}

export function OverviewFilters(props: { params: SearchParams; filter: TaskFilter; choices: OverviewChoices }) {
  return <FilterBar path="/overview" params={props.params} filters={filtersOf(props.filter, props.choices)} />
}

/** The filter in words, for paper. */
export const filterWords = (filter: TaskFilter, choices: OverviewChoices): string | undefined => {
  const words = [
    choices.places.find((place) => place.id === filter.jurisdiction)?.name,
    filter.level ? `${jurisdictionLevelLabels[filter.level]}级` : undefined,
    choices.sections.find((section) => section.id === filter.section)?.title,
    choices.units.find((unit) => unit.id === filter.unit)?.name,
  ].filter(Boolean)
  return words.length ? words.join('，') : undefined
}
