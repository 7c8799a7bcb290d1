import type { UnitOption } from '@/lib/queries/list-managed-units'
import type { UnitChoice } from './post-fields.client'

/** Units in which somebody can hold a post, named with their place where there are several. */
export const unitChoices = (options: readonly UnitOption[]): UnitChoice[] => {
  const isOnePlace = new Set(options.map((unit) => unit.jurisdictionId)).size <= 1
  return options
    .filter((unit) => unit.kind !== 'group')
    .map((unit) => ({ id: unit.id, label: isOnePlace ? unit.name : `${unit.place} · ${unit.name}` }))
}
