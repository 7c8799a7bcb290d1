import type { CalendarDate } from '../calendar/date'
import type { IndicatorDirection, TaskKind } from '../plan-text/reading'
import type { DraftUnit, PlanDraft } from './draft'
import { itemsInOrder } from './draft-order'

/** A plan as two versions of it are compared, whether it is a draft or in force. */
export type ComparedUnit = { readonly unitId: number | null; readonly name: string }

export type ComparedItem = {
  readonly key: string
  readonly kind: TaskKind
  readonly number: string | null
  readonly title: string
  readonly text: string
  /** Titles of the sections above, outermost first. */
  readonly path: readonly string[]
  /** The primary lead first. */
  readonly leads: readonly ComparedUnit[]
  readonly supports: readonly ComparedUnit[]
  readonly dueOn: CalendarDate | null
  readonly ongoing: boolean
  readonly line: number | null
  readonly endLine: number | null
}

export type ComparedIndicator = {
  readonly key: string
  readonly domain: string | null
  readonly number: string | null
  readonly name: string
  readonly unitText: string | null
  readonly baselineYear: number | null
  readonly baselineText: string | null
  readonly nature: string | null
  readonly source: string | null
  readonly direction: IndicatorDirection | null
  readonly targets: readonly { readonly year: number; readonly text: string }[]
  readonly owners: readonly ComparedUnit[]
  readonly line: number | null
}

/** Facts of the document itself; null where it says nothing, which is no change. */
export type ComparedDocument = {
  readonly title: string | null
  readonly issuer: string | null
  readonly docNumber: string | null
  readonly issuedOn: string | null
  readonly periodStart: string | null
  readonly periodEnd: string | null
}

export type ComparedPlan = {
  readonly document: ComparedDocument
  readonly items: readonly ComparedItem[]
  readonly indicators: readonly ComparedIndicator[]
}

const unitsOf = (units: readonly DraftUnit[], nameOf: (id: number) => string | undefined): ComparedUnit[] =>
  units.map(({ unitId, spelling }) => ({ unitId, name: (unitId === null ? undefined : nameOf(unitId)) ?? spelling }))

export const pathIn = (sections: PlanDraft['sections'], key: string | null): readonly string[] => {
  const found = sections.find((section) => section.key === key)
  return found ? [...pathIn(sections, found.parentKey), found.title] : []
}

/** `onlyIssued`: what stays text of the plan is left out, as publication leaves it out. */
export const comparedDraft = (
  draft: PlanDraft,
  nameOf: (unitId: number) => string | undefined,
  options: { readonly onlyIssued: boolean },
): ComparedPlan => {
  const { document } = draft
  return {
    document: {
      title: document.title,
      issuer: document.issuer,
      docNumber: document.docNumber,
      issuedOn: document.issuedOn,
      periodStart: document.periodStart === null ? null : String(document.periodStart),
      periodEnd: document.periodEnd === null ? null : String(document.periodEnd),
    },
    items: itemsInOrder(draft)
      .filter((item) => item.issue || !options.onlyIssued)
      .map((item) => ({
        key: item.key,
        kind: item.kind,
        number: item.number,
        title: item.title,
        text: item.text,
        path: pathIn(draft.sections, item.sectionKey),
        leads: unitsOf(item.leads, nameOf),
        supports: unitsOf(item.supports, nameOf),
        dueOn: item.dueOn,
        ongoing: item.ongoing,
        line: item.sourceStart,
        endLine: item.sourceEnd,
      })),
    indicators: draft.indicators.map((indicator) => ({
      key: indicator.key,
      domain: indicator.domain,
      number: indicator.number,
      name: indicator.name,
      unitText: indicator.unit,
      baselineYear: indicator.baselineYear,
      baselineText: indicator.baselineText,
      nature: indicator.nature,
      source: indicator.source,
      direction: indicator.direction,
      targets: targetsByYear(indicator.targets),
      owners: unitsOf(indicator.owners, nameOf),
      line: indicator.startLine,
    })),
  }
}

/** One text a year, the last printed, as publication keeps them. */
const targetsByYear = (
  targets: readonly { readonly year: number | null; readonly text: string }[],
): ComparedIndicator['targets'] =>
  [...new Map(targets.flatMap((target) => (target.year === null ? [] : [[target.year, target.text] as const])))]
    .map(([year, text]) => ({ year, text }))
    .sort((a, b) => a.year - b.year)
