import { commitments } from './commitments'
import { documentFields } from './document-fields'
import { restoreFlatTables, withoutFrames } from './flat-table'
import { proseIndicators } from './indicator-prose'
import { buildOutline, type OutlineNode } from './outline'
import { type Passage, passages } from './passages'
import type { KnownUnit, PlanReading, ReadSection, ReadTask, ReadWarning } from './reading'
import type { SourceDocument } from './source'
import { mergeTasks, readTables, withOwners } from './tables'
import { assignUnits } from './task-units'
import { collectTasks } from './tasks'

/** Reads a plan out of its paragraphs and tables. Pure; `register` only adds warnings, it never changes what is read. */
export function readPlan(source: SourceDocument, register: KnownUnit[] = []): PlanReading {
  const blocks = withoutFrames(source.blocks)
  const rough = passages(blocks).filter((piece): piece is Passage => !('table' in piece))
  const early = documentFields(rough, source.meta).fields
  const firstYear = early.periodStart ?? (early.issuedOn ? Number(early.issuedOn.slice(0, 4)) : null)
  const restored = restoreFlatTables(blocks, firstYear)
  const pieces = passages(restored.blocks)
  const texts = pieces.filter((piece): piece is Passage => !('table' in piece))
  const { fields, warnings } = documentFields(texts, source.meta)
  const outline = buildOutline(pieces)
  const tables = readTables(outline, { start: firstYear, end: fields.periodEnd }, source.format)
  const drafts = mergeTasks(collectTasks(outline.root, fields.periodStart, tables.headings), tables.tasks)
  const owners = tables.indicators.flatMap((one) => (one.owners ? [{ line: one.startLine, text: one.owners }] : []))
  const assigned = assignUnits(drafts, register, owners, placesOf(fields.issuer, fields.title))
  const tasks: ReadTask[] = assigned.tasks
  const promised = commitments(drafts, firstYear ?? 2000)
  const inTables = tables.indicators.map((one) => withOwners(one, assigned.canonical))
  const indicators =
    inTables.length > 0 ? inTables : proseIndicators(drafts, firstYear ?? 2000, (at) => tasks[at]?.leadUnits ?? [])
  const all: ReadWarning[] = [
    ...warnings,
    ...restored.warnings,
    ...tables.warnings,
    ...promised.warnings,
    ...assigned.warnings,
  ]
  return {
    document: fields,
    tasks,
    units: assigned.units,
    indicators,
    targets: promised.targets,
    sections: sectionsOf(outline.root),
    warnings: all.sort((a, b) => a.line - b.line),
  }
}

/** 澜江 of 澜江市人民政府: names that begin with it need no level before them. */
function placesOf(...texts: (string | null)[]): string[] {
  const found = texts.flatMap((text) => [
    ...(text ?? '').matchAll(
      /(?:^|、|中共|省|市|自治州)([\u4e00-\u9fff]{2,4}?)(?:省|市|县|区|州|盟|旗|回族区|自治县)/g,
    ),
  ])
  return [...new Set(found.map((match) => match[1] as string))]
}

function sectionsOf(root: OutlineNode): ReadSection[] {
  const sections: ReadSection[] = []
  const visit = (node: OutlineNode, path: string[], level: number) => {
    for (const child of node.children) {
      const own = [...path, child.printed]
      sections.push({ level, title: child.title, path: own, startLine: child.line, endLine: child.endLine })
      visit(child, own, level + 1)
    }
  }
  visit(root, [], 1)
  return sections
}
