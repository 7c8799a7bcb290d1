import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PlanStage } from '@/lib/domain/labels'
import type { IndicatorDirection, TargetOp, TaskKind, UnitKind } from '@/lib/domain/plan-text/reading'

/** What db/samples holds of a published plan: its facts and figures, none of its running text. */
export type SamplePlan = {
  readonly document: {
    readonly title: string
    readonly issuer: string | null
    readonly docNumber: string | null
    readonly issuedOn: string | null
    readonly periodStart: number
    readonly periodEnd: number
    readonly stage: PlanStage
  }
  readonly units: readonly { readonly name: string; readonly kind: UnitKind; readonly spellings: readonly string[] }[]
  readonly tasks: readonly SampleTask[]
  readonly indicators: readonly {
    readonly from: 'table' | 'prose'
    readonly domain: string | null
    readonly number: string | null
    readonly name: string
    readonly unit: string | null
    readonly baselineYear: number | null
    readonly baselineText: string | null
    readonly targets: readonly {
      readonly year: number
      readonly text: string
      readonly op: TargetOp | null
      readonly value: number | null
      readonly value2: number | null
    }[]
    readonly nature: string | null
    readonly source: string | null
    readonly direction: IndicatorDirection
    readonly owners: readonly string[]
  }[]
}

export type SampleTask = {
  readonly kind: TaskKind
  readonly number: string | null
  readonly title: string
  readonly path: readonly string[]
  readonly leads: readonly string[]
  readonly supports: readonly string[]
  readonly deadlineText: string | null
  readonly dueOn: string | null
  readonly ongoing: boolean
  /** The document names no unit; the division of work is invented for the sample. */
  readonly dividedBySample: boolean
}

export const samplePlanKeys = ['zhengzhou', 'gongyi', 'guancheng', 'xiangfu', 'lianyungang'] as const
export type SamplePlanKey = (typeof samplePlanKeys)[number]

export const readSamplePlan = async (key: SamplePlanKey): Promise<SamplePlan> =>
  JSON.parse(await readFile(join(process.cwd(), 'db', 'samples', `${key}.json`), 'utf8'))
