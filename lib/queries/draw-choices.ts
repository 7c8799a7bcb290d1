import { sql } from 'drizzle-orm'
import { riskFactsOfTasks, riskFactsOfUnits } from '@/db/risk-facts'
import { type RiskFacts, type RiskPart, riskParts, riskWeight } from '@/lib/domain/inspection/risk'
import type { QueryContext } from './context'
import { inspectionChoices } from './inspection-choices'
import { listInspectableTasks } from './inspection-matters'

type Drawable = {
  readonly id: number
  readonly label: string
  readonly note: string | null
  /** What it would weigh today in a draw by risk, and why. */
  readonly weight: number
  readonly parts: readonly RiskPart[]
}

export type DrawChoices = {
  readonly units: readonly Drawable[]
  /** Empty where the inspection names no plan. */
  readonly tasks: readonly Drawable[]
  readonly people: readonly {
    readonly id: number
    readonly label: string
    readonly note: string
    readonly unitIds: readonly number[]
  }[]
}

const weighed = (facts: RiskFacts | undefined): Pick<Drawable, 'weight' | 'parts'> =>
  facts ? { weight: riskWeight(facts), parts: riskParts(facts) } : { weight: 1, parts: [] }

/** From what can be drawn, with today's risk of each; the draw weighs anew when it is committed. */
export const drawChoices = async (ctx: QueryContext, planId: number | null): Promise<DrawChoices | null> => {
  const choices = await inspectionChoices(ctx)
  if (!choices) return null
  const tasks = planId === null ? [] : (await listInspectableTasks(ctx, planId)).filter((task) => task.unit !== null)
  const [ofUnits, ofTasks, posts] = await Promise.all([
    riskFactsOfUnits(
      ctx.db,
      choices.units.map((unit) => unit.id),
      ctx.today,
    ),
    riskFactsOfTasks(ctx.db, tasks, ctx.today),
    ctx.db.execute<{ personId: number; unitIds: number[] }>(sql`
      select person_id::int as "personId", json_agg(unit_id) as "unitIds" from membership
      where ended_on is null and person_id = any(${sql.param(choices.people.map((one) => one.personId))}::bigint[]) group by 1`),
  ])
  const people = new Map<number, DrawChoices['people'][number]>()
  for (const { personId, name, unit } of choices.people) {
    const known = people.get(personId)
    const unitIds = posts.find((post) => post.personId === personId)?.unitIds ?? []
    people.set(personId, { id: personId, label: name, note: known ? `${known.note}、${unit}` : unit, unitIds })
  }
  const hasPlaces = new Set(choices.units.map((unit) => unit.place)).size > 1
  return {
    units: choices.units.map(({ id, name, place }) => ({
      id,
      label: name,
      note: hasPlaces ? place : null,
      ...weighed(ofUnits.get(id)),
    })),
    tasks: tasks.map(({ id, title, unit }) => ({ id, label: title, note: unit, ...weighed(ofTasks.get(id)) })),
    people: [...people.values()],
  }
}
