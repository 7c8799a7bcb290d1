import type { PlanReading } from '@/lib/domain/plan-text/reading'
import type { SamplePlan } from './sample-plan'

/** The facts of a published plan as the reader would give them, so that the sample takes the same way as any import. */
export const asReading = (facts: SamplePlan): PlanReading => ({
  document: {
    ...facts.document,
    stage: facts.document.stage === 'issued' ? 'issued' : 'draft for comment',
  },
  tasks: facts.tasks.map((task, index) => ({
    kind: task.kind,
    number: task.number,
    title: task.title,
    path: [...task.path],
    leadUnits: [...task.leads],
    supportUnits: [...task.supports],
    unitsText: task.dividedBySample ? '示例分工：原文未列责任单位' : null,
    deadlineText: task.deadlineText,
    dueOn: task.dueOn,
    ongoing: task.ongoing,
    startLine: index + 1,
    endLine: index + 1,
    text: '',
  })),
  units: facts.units.map((entry) => ({ ...entry, spellings: [...entry.spellings] })),
  indicators: facts.indicators.map((entry, index) => ({
    from: entry.from,
    domain: entry.domain,
    number: entry.number,
    name: entry.name,
    unit: entry.unit,
    baselineYear: entry.baselineYear,
    baselineText: entry.baselineText,
    targets: entry.targets.map((target) => ({
      year: target.year,
      text: target.text,
      parsed: {
        op: target.op ?? 'unparsed',
        value: target.value,
        value2: target.value2,
        relative: null,
        baseYear: null,
        text: target.text,
      },
    })),
    nature: entry.nature,
    source: entry.source,
    direction: entry.direction,
    responsibleUnits: [...entry.owners],
    startLine: index + 1,
    endLine: index + 1,
  })),
  targets: [],
  sections: [],
  warnings: [],
})
