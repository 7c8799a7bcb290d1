import type { Db, Tx } from '@/db/client'
import { createInspection } from '@/lib/commands/create-inspection'
import { decideConclusion } from '@/lib/commands/decide-conclusion'
import { decideInspectionPlan } from '@/lib/commands/decide-inspection'
import { draftConclusion } from '@/lib/commands/draft-conclusion'
import { orderRectification } from '@/lib/commands/order-rectification'
import { recordFinding } from '@/lib/commands/record-finding'
import { type Context, run } from '@/lib/commands/run'
import { sendConclusion } from '@/lib/commands/send-conclusion'
import { startInspection } from '@/lib/commands/start-inspection'
import { submitConclusion } from '@/lib/commands/submit-conclusion'
import { submitInspection } from '@/lib/commands/submit-inspection'

/** Plays supervision through its real commands; what a history does not say is filled in here. */
type Reader = Db | Tx
export type InspectionGiven = {
  readonly title?: string
  readonly kind?: 'special' | 'followUp' | 'random'
  readonly statutoryKind?: 'comprehensive' | 'special' | 'daily' | 'clue' | 'departmental'
  readonly legalBasis?: string
  readonly content?: string
  readonly scope?: string
  readonly startsOn?: string
  readonly endsOn?: string
  readonly planId?: number | null
  readonly followsId?: number | null
  readonly unitIds?: readonly number[]
  readonly taskIds?: readonly number[]
  readonly memberIds?: readonly number[]
  readonly headId?: number | null
  readonly checklistIds?: readonly number[]
}

export const inspectionInput = (given: InspectionGiven) => ({
  title: '健康公园建设专项督查',
  kind: 'special',
  statutoryKind: 'special',
  legalBasis: '区政府常务会议决定事项，区政府督查机构承办',
  content: '建设进度和开放情况',
  scope: '规划涉及的各单位',
  methods: ['siteCheck', 'records'],
  startsOn: '2026-11-20',
  endsOn: '2026-11-27',
  ...given,
  headId: given.headId ?? given.memberIds?.[0] ?? null,
})

type Desk = { readonly office: Context; readonly leader: Context }

export const planInspection = (db: Reader, { office }: Pick<Desk, 'office'>, given: InspectionGiven) =>
  run(db, office, createInspection, inspectionInput(given))

/** Planned and handed up. */
export const handUpInspection = async (db: Reader, desk: Pick<Desk, 'office'>, given: InspectionGiven) =>
  run(db, desk.office, submitInspection, await planInspection(db, desk, given))

export const approveInspection = async (db: Reader, desk: Desk, given: InspectionGiven) =>
  run(db, desk.leader, decideInspectionPlan, { ...(await handUpInspection(db, desk, given)), verdict: 'approve' })

/** Planned, approved and begun. */
export const beginInspection = async (db: Reader, desk: Desk, given: InspectionGiven) =>
  run(db, desk.office, startInspection, await approveInspection(db, desk, given))

export type FindingGiven = {
  readonly inspectionId: number
  readonly unitId: number
  readonly severity?: 'minor' | 'general' | 'serious'
  readonly standard?: string
  readonly fact?: string
  readonly taskId?: number | null
  readonly relapseOfId?: number | null
}

export const find = (db: Reader, who: Context, given: FindingGiven) =>
  run(db, who, recordFinding, {
    severity: 'general',
    standard: '健身步道平整、标识完整',
    fact: '步道两处破损，未设标识',
    ...given,
  })

export type OrderGiven = {
  readonly findingIds: readonly number[]
  readonly requirement?: string
  readonly acceptanceStandard?: string
  readonly evidenceAsked?: string
  readonly responsible?: string
  readonly dueOn?: string
}

export const order = (db: Reader, office: Context, given: OrderGiven) =>
  run(db, office, orderRectification, {
    requirement: '修复破损步道，补齐标识',
    acceptanceStandard: '步道全线平整，标识齐全',
    dueOn: '2026-12-31',
    ...given,
  })

/** Drafted, and as far along as is said. */
export const conclude = async (
  db: Reader,
  { office, leader }: Desk,
  about: { readonly inspectionId: number; readonly unitId: number },
  upTo: 'draft' | 'submitted' | 'approved' | 'sent',
) => {
  let done = await run(db, office, draftConclusion, about)
  if (upTo === 'draft') return done
  done = await run(db, office, submitConclusion, done)
  if (upTo === 'submitted') return done
  done = await run(db, leader, decideConclusion, { ...done, verdict: 'approve' })
  if (upTo === 'approved') return done
  return run(db, office, sendConclusion, done)
}
