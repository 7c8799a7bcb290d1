import type { DraftTask } from './draft-task'
import type { KnownUnit, ReadTask, ReadUnit, ReadWarning } from './reading'
import { type ListedUnit, listUnits } from './unit-list'
import { type UnitMention, unitBook } from './unit-names'
import { looksLikeUnit } from './unit-words'

export type Assigned = {
  tasks: ReadTask[]
  units: ReadUnit[]
  warnings: ReadWarning[]
  canonical: (name: string) => string
}

/** Units of every task under one spelling each, leads before supporters. */
export function assignUnits(
  drafts: DraftTask[],
  register: KnownUnit[],
  otherLists: { line: number; text: string }[] = [],
  places: string[] = [],
): Assigned {
  const known = new Set(
    register.flatMap((unit) => [unit.name, ...(unit.aliases ?? [])]).filter((name) => name.includes('、')),
  )
  const whole = (name: string) => known.has(name)
  const mentions: UnitMention[] = []
  const warnings: ReadWarning[] = []
  const named = drafts.some((draft) => draft.responsibilities.length > 0)
  const listed = drafts.map((draft, list) => {
    const lead: ListedUnit[] = []
    const support: ListedUnit[] = []
    const parts = draft.responsibilities.flatMap((found) => [
      ...found.lead.map((text) => ['lead', text] as const),
      ...found.flat.map((text) => ['flat', text] as const),
      ...found.support.map((text) => ['support', text] as const),
    ])
    const roles = new Set(parts.map(([role]) => role))
    // the prefix is carried over the whole text, from the leads to the supporters
    const names = carryOver(
      parts.map(([, text]) => text),
      whole,
      places,
    )
    parts.forEach(([role], i) => {
      const listedUnits = names[i] as ListedUnit[]
      if (role === 'lead') lead.push(...listedUnits)
      else if (role === 'support' || roles.has('lead')) support.push(...listedUnits)
      // 责任单位 beside 配合单位 are those who lead
      else if (roles.has('support')) lead.push(...listedUnits)
      else if (lead.length > 0) support.push(...listedUnits)
      else {
        lead.push(...listedUnits.slice(0, 1))
        support.push(...listedUnits.slice(1))
      }
    })
    if (draft.responsibilities.some((found) => found.labelMissing)) {
      warnings.push({
        line: draft.endLine,
        code: 'labelMissing',
        message: `“${draft.title}”的责任单位中，分号后没有写明“配合单位”，按配合单位读入。`,
      })
    }
    if (named && draft.kind === 'task' && lead.length + support.length === 0) {
      warnings.push({
        line: draft.startLine,
        code: 'unitsMissing',
        message: `“${draft.title}”没有印出责任单位，请补充。`,
      })
    }
    for (const unit of [...lead, ...support]) mentions.push({ ...unit, line: draft.endLine, list })
    return { lead, support }
  })
  otherLists.forEach(({ line, text }, at) => {
    for (const unit of listUnits(text, whole, places)) mentions.push({ ...unit, line, list: -1 - at })
  })
  const book = unitBook(mentions, register)
  const tasks = drafts.map((draft, at) => {
    const { lead, support } = listed[at] as { lead: ListedUnit[]; support: ListedUnit[] }
    const leadUnits = [...new Set(lead.map(book.canonical))]
    const supportUnits = [...new Set(support.map(book.canonical))]
    warnings.push(...taskWarnings(draft, leadUnits, supportUnits))
    const unitsText = draft.responsibilities.map((found) => found.text.trim()).join(' ')
    const { responsibilities: _, passages: __, ...rest } = draft
    return { ...rest, leadUnits, supportUnits, unitsText: unitsText || null }
  })
  const canonical = (name: string) => {
    const mention = listUnits(name, whole, places)[0] ?? { name, printed: name, carried: false }
    return book.canonical(mention)
  }
  return { tasks, units: book.units, warnings: [...warnings, ...book.warnings], canonical }
}

function carryOver(texts: string[], whole: (name: string) => boolean, places: string[]): ListedUnit[][] {
  const joined = listUnits(texts.join('、'), whole, places)
  const lengths = texts.map((text) => listUnits(text, whole, places).length)
  if (lengths.reduce((sum, length) => sum + length, 0) !== joined.length)
    return texts.map((text) => listUnits(text, whole, places))
  let from = 0
  return lengths.map((length) => joined.slice(from, (from += length)))
}

function taskWarnings(draft: DraftTask, lead: string[], support: string[]): ReadWarning[] {
  const warnings: ReadWarning[] = []
  for (const unit of lead.filter((name) => support.includes(name))) {
    warnings.push({
      line: draft.endLine,
      code: 'roleConflict',
      message: `“${draft.title}”中“${unit}”既是牵头单位又是配合单位，请核对。`,
    })
  }
  for (const unit of [...lead, ...support].filter((name) => !looksLikeUnit(name))) {
    warnings.push({
      line: draft.endLine,
      code: 'unknownUnit',
      message: `“${draft.title}”的责任单位“${unit}”不像单位名称，请核对。`,
    })
  }
  return warnings
}
