import type { ParsedTarget, TargetOp } from '../plan-text/reading'

/** How a comparison stands before its value; the rest says itself without one. */
const signs: Partial<Readonly<Record<TargetOp, string>>> = {
  '>=': '≥',
  '>': '＞',
  '<=': '≤',
  '<': '＜',
  '=': '＝',
  about: '约',
}

const plain: Partial<Readonly<Record<TargetOp, string>>> = {
  increase_yearly: '逐年提高',
  decrease_yearly: '逐年下降',
  maintain: '不低于基期',
  improve: '比基期好转',
  assigned_by_superior: '按上级下达的数值',
  achieve: '实现即完成',
}

/** What a commitment in prose asks for; its value stays as it is printed. */
export const commitmentWords = ({
  op,
  valueText,
}: {
  readonly op: TargetOp
  readonly valueText: string | null
}): string => {
  const sign = signs[op]
  if (op === 'unparsed') return '看不懂'
  if (sign) return valueText === null ? '按期完成' : `${sign} ${valueText}`
  const words = op === 'change_by' ? '比基期变化' : op === 'grade_at_least' ? '不低于该等级' : (plain[op] ?? '')
  return valueText === null ? words : `${words} ${valueText}`
}

const sized = (value: number): string => String(Math.abs(value))

/** What the program makes of a target, so that a person sees whether it is meant so; null where it makes nothing of it. */
export const understood = (parsed: ParsedTarget, unit: string | null): string | null => {
  const { op, value, value2, relative, baseYear } = parsed
  const measure = unit && unit !== '-' ? unit : ''
  switch (op) {
    case 'unparsed':
      return null
    case 'change_by': {
      if (value === null) return null
      const base = baseYear === null ? '基期' : `${baseYear}年`
      return `比${base}${value < 0 ? '降低' : '提高'} ${sized(value)}${relative === 'percent' ? '%' : measure}`
    }
    case 'grade_at_least':
      return `不低于 ${parsed.text} 级`
    case '=':
      return value === null
        ? null
        : value2 === null
          ? `＝ ${value}${measure}`
          : `两个数值：${value}、${value2}${measure}`
    default:
      return signs[op] ? (value === null ? null : `${signs[op]} ${value}${measure}`) : (plain[op] ?? null)
  }
}
