import { type DatedClause, datedClauses } from './clauses'
import { trend, withoutUnits } from './commitments'
import type { DraftTask } from './draft-task'
import { byYear, type Quantity, quantities, quantityText } from './quantity'
import type { IndicatorTarget, ReadIndicator } from './reading'
import { directionOf, parseTarget } from './target'

/** Measures that the prose of tasks names with their aims, for plans that have no indicator table. */
export function proseIndicators(
  drafts: DraftTask[],
  firstYear: number,
  leads: (taskIndex: number) => string[],
): ReadIndicator[] {
  const found: ReadIndicator[] = []
  drafts.forEach((draft, at) => {
    if (draft.kind !== 'task') return
    for (const passage of draft.passages) {
      let last: ReadIndicator | null = null
      for (const clause of datedClauses(withoutUnits(passage.text), firstYear)) {
        const later = /^并(持续|逐年|不断|稳步)(下降|提高|提升|改善|降低|减少|增加)$/.exec(clause.body)
        if (later && last) {
          const text = clause.body.slice(1)
          last.targets.push({ year: null, text, parsed: parseTarget(text) })
          continue
        }
        const read = numericIndicator(clause) ?? trendIndicator(clause)
        if (!read) continue
        last = {
          from: 'prose',
          domain:
            draft.path
              .at(-2)
              ?.replace(/^[(（][^)）]*[)）]\s*|^第?[一二三四五六七八九十\d]+(?:[、.．]|[章节篇])\s*/, '') ?? null,
          number: null,
          baselineYear: null,
          baselineText: null,
          nature: null,
          source: null,
          responsibleUnits: leads(at),
          startLine: passage.line,
          endLine: passage.endLine,
          ...read,
          direction: directionFor(read.name, read.targets),
        }
        found.push(last)
      }
    }
  })
  return found
}

type Read = Pick<ReadIndicator, 'name' | 'unit' | 'targets'>

function numericIndicator(clause: DatedClause): Read | null {
  const all = quantities(clause.body)
  const first = all[0]
  if (!first) return null
  const values = sharedRun(clause.body, all)
  const before = clause.body.slice(0, first.index)
  const base = /(?:比|较)(?:20\d\d年?)?(?:末|底)?$|在?20\d\d年?(?:的)?基础上$/.exec(before)?.[0] ?? ''
  const name =
    nameBefore(before.slice(0, before.length - base.length)) ??
    (base ? null : nameAfter(clause.body, first, values.at(-1) as Quantity))
  if (!name) return null
  const targets: IndicatorTarget[] = byYear(clause.years, values).map(({ year, value }) => {
    const text = base + quantityText(value)
    const parsed = parseTarget(value.ownVerb || value.suffix !== '' ? text : base + value.verb + quantityText(value))
    return { year, text, parsed: { ...parsed, text } }
  })
  return { name, unit: first.unit || null, targets }
}

/** The values that belong to one measure: joined by 和 or 、 right after each other. */
function sharedRun(body: string, all: Quantity[]): Quantity[] {
  const run = [all[0] as Quantity]
  for (const next of all.slice(1)) {
    if (!/^[和、及与]$/.test(body.slice((run.at(-1) as Quantity).end, next.index))) break
    run.push(next)
  }
  return run
}

const SCOPE = /^(?:全[市区县省州国]|我[市区县省]|本[市区县省]|辖区内?|全域)(?=[\u4e00-\u9fff]{3})/

function nameBefore(text: string): string | null {
  const name = text
    .replace(/(?:分别|均|都|要|应|力争|努力|基本|总体|平均|已|将)+$/, '')
    .replace(/^(?:其中|力争|确保|争取|努力|并|且|实现|使|将|推动)+/, '')
    .replace(SCOPE, '')
  return name.length >= 3 && name.length <= 60 && !/^(建成|新建|新增|培训|培育|打造|创建|开展|完成)/.test(name)
    ? name
    : null
}

/** 建成体育公园70个 and 新增1所三级中医医疗机构: the thing that is counted. */
function nameAfter(body: string, first: Quantity, last: Quantity): string | null {
  const before = body
    .slice(0, first.index)
    .replace(/^(?:力争|确保|争取|努力|并)*(?:建成|新建|新增|培训|培育|打造|创建|开展|完成)/, '')
    .replace(SCOPE, '')
  if (before.length >= 2) return before
  const after = body.slice(last.end).replace(/^的/, '')
  return after.length >= 3 && after.length <= 30 ? after : null
}

function trendIndicator(clause: DatedClause): Read | null {
  const body = clause.body.replace(/^(?:力争|确保|努力|并|且|全力)+/, '')
  const front = /^((?:不断|持续|逐步|稳步)(?:缩小|提高|提升|降低|减少|改善|巩固))([\u4e00-\u9fff0-9]{3,30})$/.exec(body)
  const end = front ? null : trend(body)
  const text = front ? (front[1] as string) : end
  if (!text) return null
  const name = (front ? (front[2] as string) : body.slice(0, body.length - text.length))
    .replace(/(?:实现|得到|有|呈|均|都)+$/, '')
    .replace(SCOPE, '')
  if (name.length < 3 || name.length > 50 || /^(推动|推进|加快|加强|完善|建立|健全|促进|实现|深化)/.test(name))
    return null
  const targets = clause.years.map((year) => ({ year, text, parsed: parseTarget(text) }))
  return { name, unit: null, targets }
}

function directionFor(name: string, targets: IndicatorTarget[]): ReadIndicator['direction'] {
  if (/^(下降|降低|减少|减缓)|(持续|明显|有所|逐年)(下降|降低|减少|减缓)/.test(targets[0]?.text ?? ''))
    return 'lower_better'
  return directionOf(
    name,
    targets.some((target) => target.parsed.value !== null),
  )
}
