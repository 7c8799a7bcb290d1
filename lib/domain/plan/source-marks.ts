import type { ReadUnit } from '../plan-text/reading'
import type { DraftIndicator, DraftItem } from './draft'

export type SourceMark = 'lead' | 'support' | 'date' | 'name' | 'value'
export type MarkedText = { readonly text: string; readonly mark: SourceMark | null }

type Span = { readonly from: number; readonly to: number; readonly mark: SourceMark }

const dateWords =
  /(?:“十[三四五六七八]五”(?:期间|末)?|(?:19|20)\d{2}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?(?:上半年|下半年|第?[一二三四]季度)?(?:底|末|前|年底|年末)*)/g

const everyPlace = (text: string, wanted: string): readonly number[] => {
  const places: number[] = []
  for (let at = text.indexOf(wanted); wanted && at >= 0; at = text.indexOf(wanted, at + wanted.length)) places.push(at)
  return places
}

/** The text in order, what is between the spans unmarked. */
const inParts = (text: string, spans: readonly Span[]): readonly MarkedText[] => {
  const parts: MarkedText[] = []
  let done = 0
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    if (span.from > done) parts.push({ text: text.slice(done, span.from), mark: null })
    parts.push({ text: text.slice(span.from, span.to), mark: span.mark })
    done = span.to
  }
  if (done < text.length) parts.push({ text: text.slice(done), mark: null })
  return parts
}

/** A name as it may be printed: as read, as the document spells it, and without the level that was carried over. */
const printed = (spelling: string, spellings: readonly ReadUnit[]): readonly string[] => {
  const known = spellings.find((unit) => unit.name === spelling)
  const bare = spelling.replace(/^[省市区县]/, '')
  return [spelling, ...(known?.spellings ?? []), ...(bare.length > 1 ? [bare] : [])].sort((a, b) => b.length - a.length)
}

/** The part of a paragraph that names who is responsible; all of it where the printed text is not found. */
const responsibility = (text: string, unitsText: string | null): readonly [number, number] => {
  const at = unitsText ? text.indexOf(unitsText) : -1
  return at < 0 || !unitsText ? [0, text.length] : [at, at + unitsText.length]
}

/** One source paragraph of a task with what was read from it marked: who leads, who supports, until when. */
export const markSource = (
  text: string,
  item: Pick<DraftItem, 'leads' | 'supports' | 'unitsText' | 'deadlineText'>,
  spellings: readonly ReadUnit[],
): readonly MarkedText[] => {
  const [start, end] = responsibility(text, item.unitsText)
  const spans: Span[] = []
  const add = (from: number, to: number, mark: SourceMark) => {
    if (spans.every((span) => to <= span.from || from >= span.to)) spans.push({ from, to, mark })
  }
  const region = text.slice(start, end)
  const names = [
    ...item.leads.flatMap((unit) => printed(unit.spelling, spellings).map((name) => ({ name, mark: 'lead' as const }))),
    ...item.supports.flatMap((unit) =>
      printed(unit.spelling, spellings).map((name) => ({ name, mark: 'support' as const })),
    ),
  ].sort((a, b) => b.name.length - a.name.length)
  for (const { name, mark } of names) {
    for (const at of everyPlace(region, name)) add(start + at, start + at + name.length, mark)
  }
  if (item.deadlineText)
    for (const at of everyPlace(text, item.deadlineText)) add(at, at + item.deadlineText.length, 'date')
  for (const match of text.matchAll(dateWords)) add(match.index, match.index + match[0].length, 'date')
  return inParts(text, spans)
}

const around = 40
const longestWhole = 160

/** Of a long paragraph the part that speaks of the indicator. */
const excerpt = (text: string, spans: readonly Span[]): readonly MarkedText[] => {
  const parts = inParts(text, spans)
  const told = spans.filter((span) => span.mark !== 'lead')
  if (text.length <= longestWhole || told.length === 0) return parts
  const from = Math.max(0, Math.min(...told.map((span) => span.from)) - around)
  const to = Math.min(text.length, Math.max(...told.map((span) => span.to)) + around)
  const inside = spans.filter((span) => from <= span.from && span.to <= to)
  const shifted = inside.map((span) => ({ ...span, from: span.from - from, to: span.to - from }))
  return [
    ...(from > 0 ? [{ text: '…', mark: null }] : []),
    ...inParts(text.slice(from, to), shifted),
    ...(to < text.length ? [{ text: '…', mark: null }] : []),
  ]
}

/** One source paragraph of an indicator with its name, its targets and its owners marked. */
export const markIndicator = (
  text: string,
  indicator: Pick<DraftIndicator, 'name' | 'targets' | 'baselineText' | 'owners'>,
): readonly MarkedText[] => {
  const spans: Span[] = []
  const add = (wanted: string | null, mark: SourceMark) => {
    if (!wanted) return
    const at = text.indexOf(wanted)
    const to = at + wanted.length
    if (at >= 0 && spans.every((span) => to <= span.from || at >= span.to)) spans.push({ from: at, to, mark })
  }
  add(indicator.name, 'name')
  for (const target of [...indicator.targets].sort((a, b) => b.text.length - a.text.length)) add(target.text, 'value')
  for (const owner of indicator.owners) add(owner.spelling, 'lead')
  return excerpt(text, spans)
}
