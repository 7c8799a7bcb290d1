/** 2026—2030年; one year alone where only one is printed. */
export const periodText = (plan: {
  readonly periodStart: number | null
  readonly periodEnd: number | null
}): string => {
  const { periodStart, periodEnd } = plan
  if (periodStart === null && periodEnd === null) return '–'
  if (periodStart === null || periodEnd === null || periodStart === periodEnd) return `${periodStart ?? periodEnd}年`
  return `${periodStart}—${periodEnd}年`
}
