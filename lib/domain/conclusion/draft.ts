import type { FindingSeverity } from '../inspection/states'
import { findingSeverityLabels } from '../supervision-labels'

type Written = {
  readonly severity: FindingSeverity
  readonly standard: string
  readonly fact: string
  readonly isRelapse: boolean
}

const numerals = '一二三四五六七八九十'

/**
 * The first text of a conclusion, from the findings in the order given: what was inspected, what was found against which
 * standard, what follows. A draft for people to write on, not a judgement.
 */
export const conclusionDraft = (
  { title, content, unitName, dates }: { title: string; content: string; unitName: string; dates: string },
  findings: readonly Written[],
): string => {
  const head = `${unitName}：\n\n根据“${title}”方案，${dates}对你单位开展了督查。督查内容：${content.replace(/[。；\s]+$/u, '')}。`
  if (findings.length === 0) return `${head}\n\n本次督查未发现问题。`
  const lines = findings.map(
    ({ severity, standard, fact, isRelapse }, at) =>
      `${at + 1}. （${findingSeverityLabels[severity]}${isRelapse ? '，反弹' : ''}）${fact}\n对照标准：${standard}`,
  )
  const serious = findings.filter((entry) => entry.severity === 'serious').length
  const count = serious > 0 ? `${findings.length} 个问题，其中严重问题 ${serious} 个` : `${findings.length} 个问题`
  return [
    head,
    `${numerals[0]}、发现的问题\n\n共发现${count}：\n\n${lines.join('\n\n')}`,
    `${numerals[1]}、整改要求\n\n请对照上述问题逐项整改，按整改通知明确的时限和验收标准报送整改方案和整改结果。`,
    `${numerals[2]}、复核申请\n\n对本结论有异议的，可以自收到之日起30日内申请复核（《政府督查工作条例》第十七条）。`,
  ].join('\n\n')
}
