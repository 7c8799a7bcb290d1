import { taskKindLabels } from '../labels'
import type { ComparedDocument, ComparedIndicator, ComparedItem, ComparedUnit } from './compared'
import { foldPath, withoutNumber } from './likeness'

/** One field that reads otherwise in the new version. */
export type FieldChange = {
  /** title, number, heading, text, leads, supports, due, kind; of indicators also target:2027, owners, … */
  readonly field: string
  readonly before: string
  readonly after: string
  /** Both the document and a person changed it since the version that it came from. */
  readonly conflict: boolean
}

type Fields = Readonly<Record<string, { readonly mark: string; readonly said: string }>>

/** Width and blanks are no change; every other sign is. */
const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '')

/** The text without number and title, which print repeats in front of it. */
export const printedBody = ({ title, text }: Pick<ComparedItem, 'title' | 'text'>): string => {
  const whole = plain(withoutNumber(text))
  const own = plain(withoutNumber(title))
  return own !== '' && whole.startsWith(own) ? whole.slice(own.length).replace(/^[。．.:]/, '') : whole
}

const unitMark = (unit: ComparedUnit): string => (unit.unitId === null ? plain(unit.name) : `#${unit.unitId}`)
const names = (units: readonly ComparedUnit[]): string => units.map((unit) => unit.name).join('、')

const dueSaid = ({ dueOn, ongoing }: Pick<ComparedItem, 'dueOn' | 'ongoing'>): string =>
  dueOn ?? (ongoing ? '长期坚持' : '未定')

const said = (text: string | number | null): { mark: string; said: string } => ({
  mark: plain(String(text ?? '')),
  said: String(text ?? ''),
})

/** `heading` is the place of the entry in the words of the old version (section-match.ts). */
export const itemFields = (item: ComparedItem, path: readonly string[]): Fields => ({
  title: said(item.title),
  number: said(item.number),
  heading: { mark: foldPath(path), said: path.join(' › ') },
  text: { mark: printedBody(item), said: item.text },
  leads: {
    mark: [item.leads[0], ...item.leads.slice(1)]
      .flatMap((unit) => (unit ? [unitMark(unit)] : []))
      .map((mark, at) => (at === 0 ? `!${mark}` : mark))
      .sort()
      .join('|'),
    said: names(item.leads),
  },
  supports: { mark: item.supports.map(unitMark).sort().join('|'), said: names(item.supports) },
  due: { mark: dueSaid(item), said: dueSaid(item) },
  kind: { mark: item.kind, said: taskKindLabels[item.kind] },
})

export const indicatorFields = (indicator: ComparedIndicator): Fields => ({
  name: said(indicator.name),
  number: said(indicator.number),
  domain: said(indicator.domain),
  unit: said(indicator.unitText),
  baseline: said(
    [indicator.baselineYear === null ? '' : `${indicator.baselineYear}年`, indicator.baselineText ?? '']
      .filter(Boolean)
      .join(' '),
  ),
  nature: said(indicator.nature),
  source: said(indicator.source),
  owners: { mark: indicator.owners.map(unitMark).sort().join('|'), said: names(indicator.owners) },
  ...Object.fromEntries(indicator.targets.map((target) => [`target:${target.year}`, said(target.text)])),
})

export const documentFields = (document: ComparedDocument): Fields =>
  Object.fromEntries(Object.entries(document).map(([name, value]) => [name, said(value)]))

const blank = { mark: '', said: '' }

/**
 * Where the two differ. With the version that `before` was made from: what the document left as it was is no change, however
 * people changed it here; what both changed is a conflict.
 */
export const fieldChanges = (before: Fields, after: Fields, base: Fields | null = null): FieldChange[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
    const old = before[field] ?? blank
    const fresh = after[field] ?? blank
    if (old.mark === fresh.mark) return []
    const was = base === null ? null : (base[field] ?? blank)
    if (was !== null && was.mark === fresh.mark) return []
    // A version that names no lead says nothing about who leads: a task never loses its last one.
    if (field === 'leads' && fresh.mark === '') return []
    return [{ field, before: old.said, after: fresh.said, conflict: was !== null && was.mark !== old.mark }]
  })
