import type { SourceBlock, SourceCell } from './source'

/** Invented plans (示例) and the many ways in which plans are printed, for tests that read them back. */
export type MadeTask = { title: string; body: string; lead: string[]; support: string[]; limit: string | null }
export type MadePlan = { name: string; sections: { title: string; tasks: MadeTask[] }[]; safeguards: string[] }
export type MadeIndicator = { group: string; name: string; unit: string; baseline: string; target: string }

export type Layout = {
  numbering: 'chinese' | 'parts' | 'lostOrdinals' | 'emptyBrackets' | 'labelled'
  width: 'full' | 'half'
  labels: 'leadSupport' | 'department' | 'verbs' | 'square' | 'duties' | 'flat' | 'firstListed' | 'markedLead'
  place: 'inline' | 'ownLine' | 'ownLines'
  runIn: boolean
  blankLines: number
  wrap: number | null
  indent: string
  carryPrefix: boolean
}

const CHINESE = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

export function layOut(plan: MadePlan, layout: Layout): string {
  const lines: string[] = []
  const add = (text: string) =>
    lines.push(...wrapped(layout.indent + widen(text, layout), layout), ...Array<string>(layout.blankLines).fill(''))
  add(plan.name)
  add('为做好示例工作，结合实际，制定本方案。')
  add(chapter(0, '总体要求', layout))
  add('坚持统筹推进，坚持问题导向，推动示例工作不断取得新成效。')
  add(chapter(1, '主要任务', layout))
  plan.sections.forEach((section, at) => {
    add(sectionMark(at, layout) + section.title)
    section.tasks.forEach((task, index) => {
      const mark = `${index + 1}．`
      const units = responsibility(task, layout)
      if (layout.runIn) add(`${mark}${task.title}。${task.body}${layout.place === 'inline' ? units[0] : ''}`)
      else {
        add(mark + task.title)
        add(task.body + (layout.place === 'inline' ? units[0] : ''))
      }
      if (layout.place !== 'inline') for (const line of units) add(line)
    })
  })
  add(chapter(2, '保障措施', layout))
  plan.safeguards.forEach((title, at) => {
    add(`${sectionMark(at, layout)}${title}。各有关方面要抓好落实，确保取得实效。`)
  })
  return lines.join('\n')
}

const chapter = (at: number, title: string, layout: Layout): string =>
  layout.numbering === 'parts' ? `第${CHINESE[at]}章　${title}` : `${CHINESE[at]}、${title}`

function sectionMark(at: number, layout: Layout): string {
  if (layout.numbering === 'parts') return `第${CHINESE[at]}节　`
  if (layout.numbering === 'labelled') return `行动${CHINESE[at]}：`
  if (layout.numbering === 'emptyBrackets') return '（）'
  return layout.numbering === 'lostOrdinals' ? '）' : `（${CHINESE[at]}）`
}

/** The responsibility text on one line, or on a line a label. */
function responsibility(task: MadeTask, layout: Layout): string[] {
  const lead = listed(task.lead, layout, null)
  const prefix = layout.carryPrefix ? (task.lead[0]?.[0] ?? null) : null
  const support = listed(task.support, layout, prefix)
  const [leadLabel, supportLabel] = layout.labels === 'department' ? ['牵头部门', '配合部门'] : ['牵头单位', '配合单位']
  if (layout.place === 'ownLines' && ['leadSupport', 'department', 'square'].includes(layout.labels)) {
    const lines = [`${leadLabel}：${lead}`, ...(support ? [`${supportLabel}：${support}`] : [])]
    return task.limit ? [...lines, `完成时限：${task.limit}`] : lines
  }
  const text = unitsText(task, layout, lead, support, [leadLabel, supportLabel] as [string, string])
  const flatLine = layout.place !== 'inline' && layout.labels === 'flat'
  if (flatLine) return [text]
  return [layout.labels === 'square' ? `【${text}】` : `（${text}）`]
}

function unitsText(task: MadeTask, layout: Layout, lead: string, support: string, labels: [string, string]): string {
  const labelled = task.limit ? `；完成时限：${task.limit}` : ''
  const said = task.limit ? `，${task.limit}${/[前底]$/.test(task.limit) ? '完成' : ''}` : ''
  const all = support ? `${lead}、${support}` : lead
  switch (layout.labels) {
    case 'verbs':
      return `${lead}牵头${support ? `，${support}配合` : ''}${said}`
    case 'duties':
      return support ? `${lead}牵头，${support}等按职责分工负责${said}` : `${lead}负责${said}`
    case 'flat':
      return `责任单位：${all}${labelled}`
    case 'markedLead':
      return `责任单位：${[...task.lead.map((unit) => `${unit}（牵头）`), ...task.support].join('、')}${labelled}`
    case 'firstListed':
      return all
    default:
      return `${labels[0]}：${lead}${support ? `；${labels[1]}：${support}` : ''}${labelled}`
  }
}

/** Whether the text says who leads, or only names everyone. */
export const namesLead = (layout: Layout, task: MadeTask): boolean =>
  !['flat', 'firstListed'].includes(layout.labels) && (layout.labels !== 'duties' || task.support.length > 0)

/** 市财政局、教育局: the level is printed once and carried. */
function listed(units: string[], layout: Layout, level: string | null): string {
  let carried = level
  return units
    .map((unit) => {
      const own = unit[0] as string
      if (layout.carryPrefix && carried === own) return unit.slice(1)
      carried = own
      return unit
    })
    .join('、')
}

function widen(text: string, layout: Layout): string {
  if (layout.width === 'full') return text
  const narrowed: Record<string, string> = { '（': '(', '）': ')', '，': ',', '：': ':', '；': ';', '．': '.' }
  return text.replace(/[（），：；．]/g, (sign) => narrowed[sign] ?? sign)
}

/** Hard line ends after so many signs, as text copied out of a PDF has them. */
function wrapped(text: string, layout: Layout): string[] {
  if (layout.wrap === null) return [text]
  const lines: string[] = []
  let line = ''
  let width = 0
  for (const sign of text) {
    const step = sign.charCodeAt(0) > 0xff ? 2 : 1
    if (width + step > layout.wrap * 2) {
      lines.push(line)
      line = ''
      width = 0
    }
    line += sign
    width += step
  }
  return [...lines, line]
}

/** An indicator table that lost its grid, a cell a line. */
export function layOutIndicators(indicators: MadeIndicator[], numbered: boolean): string {
  const cells = ['领域', ...(numbered ? ['序号'] : []), '指标', '2020年', '2025年', '属性']
  let group = ''
  indicators.forEach((one, at) => {
    if (one.group !== group) cells.push(one.group)
    group = one.group
    cells.push(...(numbered ? [String(at + 1)] : []), `${one.name}（${one.unit}）`, one.baseline, one.target, '预期性')
  })
  return [
    '示例“十四五”规划',
    '一、规划背景',
    '主要指标',
    ...cells,
    '二、主要任务',
    '（一）推进示例工作',
    '做好示例工作。',
  ].join('\n\n')
}

export type TableLayout = 'cellALine' | 'rowALine' | 'merged'

/** The same tasks as a division-of-work table: with its grid and merged groups, or without. */
export function layOutDivision(plan: MadePlan, layout: TableLayout): SourceBlock[] {
  const headings = ['序号', ...(layout === 'merged' ? ['类别'] : []), '重点任务', '牵头单位', '配合单位', '完成时限']
  const before = [plan.name, '一、总体要求', '坚持统筹推进。', '附件', '任务分工表']
  const blocks: SourceBlock[] = []
  const add = (text: string) => blocks.push({ kind: 'paragraph', line: blocks.length + 1, text })
  before.forEach(add)
  const cell = (text: string, rowSpan = 1): SourceCell => ({ text, line: blocks.length + 1, rowSpan, colSpan: 1 })
  const rows: SourceCell[][] = [headings.map((text) => cell(text))]
  let number = 0
  for (const section of plan.sections) {
    section.tasks.forEach((task, at) => {
      number += 1
      const cells = [String(number), task.title, task.lead.join('、'), task.support.join('、'), task.limit ?? '']
      const group = layout === 'merged' && at === 0 ? [cell(section.title, section.tasks.length)] : []
      rows.push([cell(cells[0] as string), ...group, ...cells.slice(1).map((text) => cell(text))])
    })
  }
  if (layout === 'merged') blocks.push({ kind: 'table', line: blocks.length + 1, rows })
  else
    for (const row of rows) {
      const texts = row.map((one) => one.text).filter((text) => text !== '')
      if (layout === 'cellALine') texts.forEach(add)
      else add(texts.join('  '))
    }
  add('附件2')
  return blocks
}
