import type { RiskPart } from '@/lib/domain/inspection/risk'
import { riskReasonLabels } from '@/lib/domain/supervision-labels'

/** 逾期任务 2，距上次督查 5: why something weighs what it weighs. */
export const riskWords = (parts: readonly RiskPart[]): string =>
  parts
    .filter((part) => part.points > 0)
    .map((part) => `${riskReasonLabels[part.reason]} ${part.points}`)
    .join('，')
