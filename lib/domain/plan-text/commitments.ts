import { type DatedClause, datedClauses } from './clauses'
import type { DraftTask } from './draft-task'
import { lineAt } from './passages'
import { byYear, type Quantity, quantities } from './quantity'
import type { ReadTarget, ReadWarning, TargetOp } from './reading'
import { findResponsibilities } from './responsibility'
import { parseTarget } from './target'

const PROMISE =
  /全覆盖|全部|所有|基本(建成|实现|形成|建立|完成)|建成|实现|达到|完成|建立|形成|消除|创建|普遍|下降|提高|提升|增加|减少|降低|减缓|放缓|改善|增强|缩小|巩固|启动|处于|纳入|覆盖/

/** Dated commitments in the prose of tasks: one for each year and value. */
export function commitments(
  drafts: DraftTask[],
  firstYear: number,
): { targets: ReadTarget[]; warnings: ReadWarning[] } {
  const targets: ReadTarget[] = []
  const warnings: ReadWarning[] = []
  drafts.forEach((draft, taskIndex) => {
    if (draft.kind === 'project') return
    for (const passage of draft.passages) {
      let from = 0
      for (const clause of datedClauses(withoutUnits(passage.text), firstYear)) {
        if (clause.damaged) {
          warnings.push({
            line: passage.line,
            code: 'unclearYear',
            message: `“${clause.printed.slice(0, 20)}…”中年份与后文连在一起，按${clause.years[0]}年读入，请核对。`,
          })
        }
        from = Math.max(from, passage.text.indexOf(clause.tail, from))
        const line = lineAt(passage, from)
        targets.push(...ofClause(clause).map((one) => ({ taskIndex, line, ...one })))
      }
    }
  })
  return { targets, warnings }
}

export function withoutUnits(text: string): string {
  return findResponsibilities(text).reduceRight((rest, found) => rest.slice(0, found.from) + rest.slice(found.to), text)
}

function ofClause(clause: DatedClause): Omit<ReadTarget, 'taskIndex' | 'line'>[] {
  const found = quantities(clause.body)
  if (found.length === 0) {
    if (!PROMISE.test(clause.body)) return []
    const op = parseTarget(trend(clause.body) ?? clause.body).op
    return clause.years.map((year) => ({ text: clause.printed, year, op, valueText: null }))
  }
  return byYear(clause.years, found).map(({ year, value }) => ({
    text: clause.printed,
    year,
    op: promiseOp(value),
    valueText: `${value.number}${value.unit}`,
  }))
}

/** A plan promises at least what it names, unless it says otherwise. */
function promiseOp(quantity: Quantity): TargetOp {
  const { op } = parseTarget(`${quantity.verb}${quantity.number}${quantity.unit}${quantity.suffix}`)
  if (op !== '=') return op
  return /控制在|降|减/.test(quantity.verb) ? '<=' : '>='
}

const TREND =
  /((?:持续|逐年|逐步|不断|稳步|明显|显著|有所|大幅|进一步|基本|全面)?(?:提高|提升|改善|增加|增长|上升|下降|降低|减少|减缓|放缓|缩小|巩固|优化|好转|加强|增强|完善|稳定))$/

export function trend(clause: string): string | null {
  return TREND.exec(clause)?.[1] ?? null
}
