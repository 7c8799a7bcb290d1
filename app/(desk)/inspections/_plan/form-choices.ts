import type { InspectionChoices } from '@/lib/queries/inspection-choices'

/** One line a person, with all his units; one line a unit, with its place where there are several. */
export const formChoices = (choices: InspectionChoices) => {
  const people = new Map<number, { id: number; label: string; note: string }>()
  for (const { personId, name, unit } of choices.people) {
    const known = people.get(personId)
    people.set(personId, { id: personId, label: name, note: known ? `${known.note}、${unit}` : unit })
  }
  const places = new Set(choices.units.map((unit) => unit.place))
  return {
    plans: choices.plans,
    earlier: choices.earlier,
    people: [...people.values()],
    units: choices.units.map(({ id, name, place }) => ({ id, label: name, note: places.size > 1 ? place : undefined })),
    checklists: choices.checklists.map(({ id, title }) => ({ id, label: title })),
  }
}
