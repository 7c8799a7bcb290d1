/** Invented plans (示例) and the many ways in which plans are printed, for tests that read them back. */
export type MadeTask = { title: string; body: string; lead: string[]; support: string[] }
export type MadePlan = { name: string; sections: { title: string; tasks: MadeTask[] }[]; safeguards: string[] }
export type MadeIndicator = { group: string; name: string; unit: string; baseline: string; target: string }

export type Layout = {
  numbering: 'chinese' | 'parts' | 'lostOrdinals'
  width: 'full' | 'half'
  labels: 'leadSupport' | 'department' | 'verbs' | 'square'
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
  return layout.numbering === 'lostOrdinals' ? '）' : `（${CHINESE[at]}）`
}

/** The responsibility text on one line, or on a line a label. */
function responsibility(task: MadeTask, layout: Layout): string[] {
  const lead = listed(task.lead, layout, null)
  const prefix = layout.carryPrefix ? (task.lead[0]?.[0] ?? null) : null
  const support = listed(task.support, layout, prefix)
  const [leadLabel, supportLabel] = layout.labels === 'department' ? ['牵头部门', '配合部门'] : ['牵头单位', '配合单位']
  if (layout.place === 'ownLines' && layout.labels !== 'verbs') {
    return [`${leadLabel}：${lead}`, ...(support ? [`${supportLabel}：${support}`] : [])]
  }
  const text =
    layout.labels === 'verbs'
      ? `${lead}牵头${support ? `，${support}配合` : ''}`
      : `${leadLabel}：${lead}${support ? `；${supportLabel}：${support}` : ''}`
  return [layout.labels === 'square' ? `【${text}】` : `（${text}）`]
}

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
