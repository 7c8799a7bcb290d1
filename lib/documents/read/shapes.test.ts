import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPlan } from '@/lib/domain/plan-text/read-plan'
import type { PlanReading } from '@/lib/domain/plan-text/reading'
import { readDocument } from './read-document'
import { score, SCORER } from './scorer'

/** Invented plans (示例) of other cities and fields, each with what a person reads in it. */
const FOLDER = join(import.meta.dirname, 'fixtures')

const essence = (reading: PlanReading) => ({
  document: reading.document,
  tasks: reading.tasks.map((task) => ({
    kind: task.kind,
    number: task.number,
    title: task.title,
    under: task.path.at(-2) ?? null,
    lead: task.leadUnits,
    support: task.supportUnits,
    ...(task.deadlineText ? { deadline: task.deadlineText, dueOn: task.dueOn, ongoing: task.ongoing } : {}),
  })),
  indicators: reading.indicators.map((one) => ({
    name: one.name,
    unit: one.unit,
    domain: one.domain,
    baseline: one.baselineText,
    targets: one.targets.map((target) => [target.year, target.text, target.parsed.op, target.parsed.value]),
    owners: one.responsibleUnits,
  })),
  targets: reading.targets.map((target) => [target.taskIndex, target.year, target.op, target.valueText]),
  warnings: [...new Set(reading.warnings.map((warning) => warning.code))],
})

describe('plans in other shapes', () => {
  const files = readdirSync(FOLDER).filter((name) => name.includes('.') && !name.endsWith('.gold.json'))

  it.each(files)('%s', async (name) => {
    const reading = readPlan(await readDocument(readFileSync(join(FOLDER, name)), name))
    const gold = JSON.parse(readFileSync(join(FOLDER, `${name}.gold.json`), 'utf8'))
    expect(JSON.parse(JSON.stringify(essence(reading)))).toEqual(gold)
  })

  it('every shape has its annotation', () => {
    expect(files.length).toBeGreaterThanOrEqual(13)
    expect(
      readdirSync(FOLDER)
        .filter((name) => name.endsWith('.gold.json'))
        .sort(),
    ).toEqual(files.map((name) => `${name}.gold.json`).sort())
  })
})

/** More of them, written before the reader had seen their like, with annotations in the measured form. */
const SCORED = join(FOLDER, 'scored')

describe.skipIf(!existsSync(SCORER))('annotated plans in other shapes', () => {
  const files = readdirSync(SCORED).filter((name) => !name.endsWith('.gold.json'))

  it.each(files)('%s', async (name) => {
    const scores = await score(join(SCORED, name), join(SCORED, `${name}.gold.json`), name.endsWith('.txt'))
    expect(scores.size).toBeGreaterThan(2)
    for (const [measure, { f1, recall }] of scores)
      expect(measure === 'dated numeric targets' ? recall : f1, measure).toBeGreaterThanOrEqual(0.9)
  })
})
