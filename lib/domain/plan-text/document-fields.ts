import { bare, narrow } from './characters'
import { headingMark } from './heading'
import { issueDate } from './issue-date'
import { isDateLine } from './page-remains'
import type { Passage } from './passages'
import type { ReadDocumentFields, ReadWarning } from './reading'
import type { SourceDocument } from './source'

const HEAD = 60
const PAPER = '(?:规划|计划|方案|意见|纲要|办法|要点|分工|清单|分工表|任务分解表?|措施|行动|细则|决定|安排|任务|规定)'
const TITLE_LINE = new RegExp(`${PAPER}(?:的通知)?[”"]?(?:\\s*\\([^)]*\\))*$`)
const NOISE =
  /^(当前位置|首页|索引号|信息来源|发布(日期|时间|机构)|来源|作者|浏览|阅读|字号|打印|分享|主题|有效性|RSS|无障碍|附件)|>|\|/

export function documentFields(
  passages: Passage[],
  meta: SourceDocument['meta'],
): { fields: ReadDocumentFields; warnings: ReadWarning[] } {
  const warnings: ReadWarning[] = []
  const head = passages.slice(0, HEAD)
  const title = noticeTitle(head) ?? titleLines(head) ?? cleanPageTitle(meta.title) ?? null
  const { date, doubt } = issueDate(passages, meta.issuedOn)
  if (doubt) warnings.push(doubt)
  const joined = head.map((passage) => passage.flat).join('\n')
  const printed = docNumber(head) ?? meta.docNumber ?? null
  const mended = printed === null ? mendedNumber(head) : null
  const number = printed ?? mended?.number ?? null
  if (mended) {
    const message = `发文字号“${mended.printed}”缺字，按“${mended.number}”读入，请核对。`
    warnings.push({ line: mended.line, code: 'lostCharacter', message })
  }
  if (number === null) {
    const lost = head.find((passage) => /^[\u4e00-\u9fff]{2,8}[〔[(]20\d{2,5}$/.test(bare(passage.text)))
    if (lost)
      warnings.push({ line: lost.line, code: 'lostCharacter', message: `发文字号“${lost.text}”缺字，请对照原件补全。` })
  }
  const period = periodOf(title ?? '', passages, date)
  if (title === null) warnings.push({ line: 1, code: 'fieldMissing', message: '文中没有印出文件标题，请填写。' })
  const fields: ReadDocumentFields = {
    title,
    issuer: issuerOf(passages, joined, meta.issuer),
    docNumber: number,
    issuedOn: date,
    periodStart: period.start,
    periodEnd: period.end,
    stage: /征求意见稿|公开征求意见|送审稿|\(草案\)/.test(joined.slice(0, 1500)) ? 'draft for comment' : 'issued',
  }
  if (fields.issuer === null)
    warnings.push({ line: 1, code: 'fieldMissing', message: '文中没有印出发文机关，请填写。' })
  return { fields, warnings }
}

/** 关于印发《…》的通知, where the heading may run over several lines. */
function noticeTitle(head: Passage[]): string | null {
  const lines = head
    .filter((passage) => passage.flat.length < 120 && !NOISE.test(passage.flat))
    .map((passage) => passage.text)
  const found = /关于(?:印发|转发|下发|发布)\s*([^。;；]{4,90}?)\s*的通知/.exec(lines.join('').replace(/\s+/g, ' '))
  if (!found) return null
  return unwrap((found[1] as string).replace(/ /g, ''))
}

function unwrap(title: string): string {
  const inner = /^《([^《》]*(?:《[^《》]*》[^《》]*)*)》(\([^)]*\))?$/.exec(title)
  return inner ? (inner[1] as string) + (inner[2] ?? '') : title
}

/** Short lines before the first paragraph, the last of them ending like the name of a paper. */
function titleLines(head: Passage[]): string | null {
  for (let at = 0; at < head.length; at++) {
    const passage = head[at] as Passage
    const flat = passage.flat.replace(/\s/g, '')
    if (headingMark(passage.text) && at > 0) break
    if (flat.length > 70 || /[。;]/.test(flat) || /[:]$/.test(flat) || NOISE.test(flat) || !TITLE_LINE.test(flat))
      continue
    const parts = [passage.text]
    for (let before = at - 1; before >= 0 && at - before <= 2; before--) {
      const line = head[before] as Passage
      if (
        isDateLine(line.flat) ||
        SIGNATURE.test(bare(line.text)) ||
        line.flat.length > 30 ||
        /[。;:,)\d]/.test(line.flat) ||
        NOISE.test(line.flat) ||
        /文件$|号$/.test(line.flat)
      )
        break
      if (passage.line - line.line > 3) break
      parts.unshift(line.text)
    }
    const after = head[at + 1]
    if (after && /^\(?20\d\d\s*[—–\-~至]+\s*20\d\d\s*年?\)?$/.test(after.flat)) parts.push(after.text)
    return parts
      .join('')
      .replace(/\s+/g, '')
      .replace(/[(（](征求意见稿|送审稿|草案|公开征求意见稿)[)）]/, '')
  }
  return null
}

function cleanPageTitle(title: string | undefined): string | null {
  const clean = title?.split(/[_|]|\s[-—–]\s|[-—–](?=[^-—–]*(?:网站?|门户|平台|频道|政府)$)/)[0]?.trim()
  if (!clean) return null
  const notice = /关于(?:印发|转发)(.+)的通知/.exec(clean)
  return notice ? unwrap((notice[1] as string).trim()) : clean
}

const DOC_NUMBER =
  /^(?:发文字号:|文号:|文\s*号:)?\s*[•·]?\s*([\u4e00-\u9fff]{1,10}\s*[〔[(【]\s*20\d\d\s*[〕\])】]\s*第?\s*\d{1,4}\s*号)$/

function docNumber(head: Passage[]): string | null {
  for (const passage of head) {
    const match = DOC_NUMBER.exec(passage.flat.replace(/^[•·\s]+/, ''))
    if (match)
      return (match[1] as string)
        .replace(/\s/g, '')
        .replace(/[[(【]/, '〔')
        .replace(/[\])】]/, '〕')
  }
  for (const passage of head) {
    const match = /(?:发文字号|文号|发文号)\s*:?\s*([\u4e00-\u9fff]{1,10}[〔[(]20\d\d[〕\])]\d{1,4}号)/.exec(
      passage.flat,
    )
    if (match) return (match[1] as string).replace(/[[(]/, '〔').replace(/[\])]/, '〕')
  }
  return null
}

/** 松政〔202316号: a bracket was lost, but year and 号 still bound the number. */
function mendedNumber(head: Passage[]): { number: string; printed: string; line: number } | null {
  for (const passage of head) {
    const match = /^([\u4e00-\u9fff]{2,10})[〔[(【]?(20\d\d)[〕\])】]?(\d{1,3})号$/.exec(bare(passage.text))
    if (match)
      return { number: `${match[1]}〔${match[2]}〕${match[3]}号`, printed: passage.text.trim(), line: passage.line }
  }
  return null
}

const BODY =
  '(?:人民政府(?:办公[厅室])?|政府办公[厅室]|委员会(?:办公[厅室])?|[省市县区州]委(?:办公[厅室])?|办公[厅室]|[局厅部委]|领导小组(?:办公室)?|国务院|指挥部)'
const SIGNATURE = new RegExp(`^(?:中共|中国共产党)?[\\u4e00-\\u9fff()]{2,28}${BODY}$|^国务院(?:办公厅)?$`)

/** The signature above the date, else who issues according to the notice, else the page's metadata. */
function issuerOf(passages: Passage[], head: string, metaIssuer: string | undefined): string | null {
  for (let at = 1; at < passages.length; at++) {
    if (
      !/^(\(此件.*|20\d\d年\d{1,2}月\d{1,2}日|20\d{5,6}日?|二[〇○零]..年.{1,2}月.{1,3}日)$/.test(
        bare((passages[at] as Passage).text),
      )
    )
      continue
    const signers: string[] = []
    for (let before = at - 1; before >= 0 && at - before <= 4; before--) {
      const { flat } = passages[before] as Passage
      const each = flat.trim().split(/\s{1,}/)
      // several issuers may share a line; blanks inside one name are set apart for looks
      const names = each.every((name) => SIGNATURE.test(name)) ? each : [bare(flat)]
      if (!names.every((name) => SIGNATURE.test(name)) || /[:,。]/.test(flat)) break
      signers.unshift(...names)
    }
    if (signers.length > 0) return signers.join('、')
  }
  const notice = /([\u4e00-\u9fff ]{2,40}?)\s*关于(?:印发|转发|下发|发布|进一步|加快|推进|加强|深入)/.exec(
    head.replace(/\n/g, ' '),
  )
  const named = notice?.[1]
    ?.trim()
    .split(/\s+/)
    .filter((name) => SIGNATURE.test(name))
  if (named?.length) return named.join('、')
  const red = /^([\u4e00-\u9fff]{2,28}?(?:人民政府|委员会|办公[厅室]))文件$/m.exec(head)
  return red?.[1] ?? metaIssuer ?? null
}

const FIVE_YEARS: Record<string, [number, number]> = {
  十二五: [2011, 2015],
  十三五: [2016, 2020],
  十四五: [2021, 2025],
  十五五: [2026, 2030],
}

function periodOf(
  title: string,
  passages: Passage[],
  date: string | null,
): { start: number | null; end: number | null } {
  const flat = narrow(title)
  const issued = date ? Number(date.slice(0, 4)) : null
  const range = /(20\d\d)\s*年?\s*[—–\-~～至到]+\s*(20\d\d)/.exec(flat)
  if (range) return { start: Number(range[1]), end: Number(range[2]) }
  const plan = /十[二三四五]五/.exec(flat)
  const five = plan && FIVE_YEARS[plan[0]]
  if (five) return { start: five[0], end: five[1] }
  const single = /(20[1-5]\d)(?!\d)/.exec(flat)
  if (single) {
    const year = Number(single[1])
    return /(工作)?(要点|任务|分工|安排|计划)/.test(flat) && year <= (issued ?? year) + 1
      ? { start: year, end: year }
      : { start: issued, end: year }
  }
  const years = passages.flatMap((passage) =>
    [...passage.flat.matchAll(/(?:到|至|和|、|^)\s*(20\d\d)\s*年/g)].map((match) => Number(match[1])),
  )
  const later = years.filter((year) => year <= 2060 && year >= (issued ?? 2000))
  return { start: issued, end: later.length > 0 ? Math.max(...later) : null }
}
