import type { ReadUnit } from '../plan-text/reading'
import type { DraftItem } from './draft'

export type SourceMark = 'lead' | 'support' | 'date'
export type MarkedText = { readonly text: string; readonly mark: SourceMark | null }

type Span = { readonly from: number; readonly to: number; readonly mark: SourceMark }

const dateWords =
  /(?:“十[三四五六七八]五”(?:期间|末)?|(?:19|20)\d{2}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?(?:上半年|下半年|第?[一二三四]季度)?(?:底|末|前|年底|年末)*)/g

const everyPlace = (text: string, wanted: string): readonly number[] => {
  const places: number[] = []
  for (let at = text.indexOf(wanted); wanted && at >= 0; at = text.indexOf(wanted, at + wanted.length)) places.push(at)
  return places
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
