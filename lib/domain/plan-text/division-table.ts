import { chapterKind } from './chapter'
import { bare, narrow } from './characters'
import type { DraftTask } from './draft-task'
import { deadlineOf } from './due-date'
import { type Grid, type GridCell, headerTexts, isTitleRow } from './grid'
import { headingMark, splitTitle } from './heading'
import type { Passage } from './passages'
import { parseResponsibility, type Responsibility } from './responsibility'
import { looksLikeUnit } from './unit-words'

export type DivisionRole = 'number' | 'group' | 'task' | 'lead' | 'flat' | 'support' | 'deadline' | 'other'

const HEADINGS: [DivisionRole, RegExp][] = [
  ['number', /^(序号|编号|序|NO\.?)$/i],
  ['other', /领导|联系人|电话|备注|说明|进展|完成情况|成果|目标值|指标|责任人|分管/],
  [
    'deadline',
    /时限|期限|完成时间|时间节点|时间要求|完成日期|时间安排|(进度|节点)(安排|要求)|时间进度|时间$|^(时限|进度|节点)$/,
  ],
  ['lead', /牵头|主办|主责|主要责任/],
  ['support', /配合|协办|协同|协助|参与|参加/],
  [
    'flat',
    /责任(单位|部门|主体|科室)|负责(单位|部门)|承办|落实(单位|部门)|实施(单位|主体)|^(责任|分工|部门|单位)$|(任务|责任|职责|工作)分工$|分工单位/,
  ],
  ['group', /^(类别|领域|分类|方面|板块|类型|任务类别|重点领域|维度)$/],
  ['task', /任务|工作|事项|内容|措施|举措|项目|行动|要求|目标|名称/],
]

export function divisionRole(heading: string): DivisionRole {
  const text = bare(heading)
  return HEADINGS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other'
}

/** Tasks of a division-of-work table; null where the table is none. `spans` says whether merged cells are known. */
export function readDivisionTable(grid: Grid, year: number | null, spans: boolean): DraftTask[] | null {
  let skip = 0
  while (skip < grid.rows.length && isTitleRow(grid.rows[skip] as GridCell[])) skip += 1
  const body: Grid = { ...grid, rows: grid.rows.slice(skip) }
  const depth = [1, 2].find(
    (rows) =>
      rows < body.rows.length && isDivision(headerTexts(body, rows).map(divisionRole)) && !mergedInto(body, rows),
  )
  if (!depth) return null
  const roles = headerTexts(body, depth).map(divisionRole)
  const rows = body.rows.slice(depth)
  const title = titleColumn(rows, roles)
  if (title < 0) return null
  const tasks: DraftTask[] = []
  const groups = new Map<number, string>()
  let across: string | null = null
  let above: GridCell[] | null = null
  for (const row of rows) {
    if (
      isTitleRow(row) &&
      row.filter((cell) => cell.text).length > 0 &&
      bare(row[title]?.text ?? row[0]?.text ?? '').length <= 60
    ) {
      across = row.find((cell) => cell.text)?.text.replace(/\s+/g, '') ?? null
      groups.clear()
      continue
    }
    if (
      row.filter(
        (cell, x) =>
          roles[x] !== 'other' && roles[x] !== 'task' && divisionRole(cell.text) === roles[x] && cell.text !== '',
      ).length >= 2
    )
      continue
    if (bare(row[title]?.text ?? '') === '') continue
    roles.forEach((role, x) => {
      const text = row[x]?.text.replace(/\s+/g, '') ?? ''
      if (x < title && (role === 'group' || role === 'task') && text) groups.set(x, text)
    })
    const last = tasks.at(-1)
    if (last && above && spans && row[title]?.origin === above[title]?.origin) {
      // a task merged over several rows: its further measures
      last.text = [last.text, ...furtherTexts(row, above, roles, title)].join('\n')
      last.passages = [{ ...(last.passages[0] as Passage), text: last.text, flat: narrow(last.text) }]
      above = row
      continue
    }
    const filled: GridCell[] = spans ? row : carriedDown(row, above, roles, title)
    tasks.push(
      rowTask(filled, roles, title, [across, ...[...groups].sort((a, b) => a[0] - b[0]).map(([, text]) => text)], year),
    )
    above = filled
  }
  return tasks.length > 0 ? tasks : null
}

const furtherTexts = (row: GridCell[], above: GridCell[], roles: DivisionRole[], title: number): string[] =>
  row.flatMap((cell, x) =>
    x > title && roles[x] === 'task' && cell.text && cell.origin !== above[x]?.origin ? [cell.text] : [],
  )

const isDivision = (roles: DivisionRole[]): boolean =>
  roles.includes('task') && roles.some((role) => role === 'lead' || role === 'flat')

function mergedInto(grid: Grid, depth: number): boolean {
  const [last, next] = [grid.rows[depth - 1], grid.rows[depth]]
  return Boolean(last && next?.some((cell, x) => cell.text !== '' && cell.origin === last[x]?.origin))
}

/** The first task column with a text of its own in most rows; merged ones before it group the rows. */
function titleColumn(rows: GridCell[][], roles: DivisionRole[]): number {
  const candidates = roles.flatMap((role, x) => (role === 'task' ? [x] : []))
  const own = (x: number) => {
    const texts = rows.map((row) => row[x]).filter((cell): cell is GridCell => cell !== undefined && cell.text !== '')
    return new Set(texts.map((cell) => cell.origin)).size
  }
  // rows are told apart by their numbers and by who carries them; cells that only list measures are finer
  const carriers = roles.flatMap((role, x) => (['number', 'lead', 'flat'].includes(role) ? [x] : []))
  const apart = Math.max(0, ...carriers.map(own))
  const finest = Math.max(0, ...candidates.map(own))
  const most = apart > 0 ? Math.min(apart, finest) : finest
  return candidates.find((x) => own(x) >= most * 0.9) ?? -1
}

/** Formats that lose merged cells leave blanks: within one group they repeat the row above. */
function carriedDown(row: GridCell[], above: GridCell[] | null, roles: DivisionRole[], title: number): GridCell[] {
  const grouped = roles.some((role, x) => x < title && (role === 'group' || role === 'task') && row[x]?.text === '')
  if (!above || !grouped) return row
  return row.map((cell, x) =>
    cell.text === '' && ['lead', 'flat', 'support', 'deadline'].includes(roles[x] as string)
      ? { ...cell, text: above[x]?.text ?? '' }
      : cell,
  )
}

function rowTask(
  row: GridCell[],
  roles: DivisionRole[],
  title: number,
  groups: (string | null)[],
  year: number | null,
): DraftTask {
  const texts = (role: DivisionRole) =>
    roles.flatMap((one, x) => (one === role && x !== title && row[x]?.text ? [(row[x] as GridCell).text] : []))
  const cell = row[title] as GridCell
  const flatTitle = cell.text.replace(/\s*\n\s*/g, '')
  const mark = headingMark(flatTitle)
  const short = splitTitle(flatTitle.slice(mark?.length ?? 0)).title
  const responsibility = unitsOf(texts('lead'), texts('flat'), texts('support'))
  const printedDeadline = texts('deadline').join('') || responsibility.deadline
  const deadline = printedDeadline ? deadlineOf(printedDeadline.replace(/\s+/g, ''), year) : null
  const path = groups.filter((group): group is string => group !== null && group !== '')
  // merged cells began in an earlier row
  const lines = row
    .filter((one, x) => one.text && one.line >= cell.line - 3 && (x >= title || roles[x] === 'number'))
    .map((one) => one.line)
  const text = [
    flatTitle,
    ...roles.flatMap((role, x) =>
      x > title && (role === 'task' || role === 'other') && row[x]?.text ? [(row[x] as GridCell).text] : [],
    ),
  ].join('\n')
  const passage: Passage = { line: cell.line, endLine: cell.line, text, flat: narrow(text) }
  return {
    kind: path.some(
      (group) => chapterKind(group.replace(/^[(（]?[一二三四五六七八九十]+[)）、.]\s*/, '')) === 'safeguards',
    )
      ? 'safeguard'
      : 'task',
    number: texts('number')[0]?.trim() || mark?.number || null,
    title: short,
    path: [...path, flatTitle.length <= 80 ? flatTitle.replace(/[。；;]+$/, '') : short],
    responsibilities: responsibility.text ? [responsibility] : [],
    deadlineText: deadline?.text ?? null,
    dueOn: deadline?.dueOn ?? null,
    ongoing: deadline?.ongoing ?? false,
    startLine: Math.min(cell.line, ...lines),
    endLine: Math.max(cell.line, ...lines),
    text,
    passages: [passage],
  }
}

function unitsOf(lead: string[], flat: string[], support: string[]): Responsibility {
  const all: Responsibility = {
    text: [...lead, ...flat, ...support].join('；').replace(/\s*\n\s*/g, '、'),
    from: 0,
    to: 0,
    lead: [],
    support: [],
    flat: [],
    deadline: null,
    labelMissing: false,
  }
  const take = (role: 'lead' | 'flat' | 'support', texts: string[]) => {
    for (const text of texts) {
      const labelled = /[:：]|牵头|负责|配合/.test(text) ? parseResponsibility(text.replace(/\s*\n\s*/g, '；')) : null
      if (labelled) {
        all.lead.push(...labelled.lead)
        all.support.push(...labelled.support)
        all[role].push(...labelled.flat)
      } else if (!/^[-—–/无]*$/.test(text.trim())) all[role].push(unitCell(text))
    }
  }
  take('lead', lead)
  // 责任单位 beside 牵头单位 are those who join in
  take(lead.some((text) => text.trim()) ? 'support' : 'flat', flat)
  take('support', support)
  return all
}

/** Names under one another or divided by blanks, where each part is a name by itself. */
export function unitCell(text: string): string {
  const parts = text
    .split(/[\s\n]+/)
    .map((part) => part.replace(/[、，,;；]+$/, ''))
    .filter(Boolean)
  const names = parts.every((part) =>
    part.split(/[、，,]/).every((name) => looksLikeUnit(bare(name).replace(/\(牵头\)$/, ''))),
  )
  return parts.join(names ? '、' : '')
}
