import { bare, closingBracket, narrow, splitOutside } from './characters'
import { timeLimit } from './due-date'
import { isOfficeName, looksLikeUnit } from './unit-words'

export type Responsibility = {
  /** As printed, with its brackets. */
  text: string
  from: number
  to: number
  lead: string[]
  support: string[]
  /** One undivided list: the first is taken as lead. */
  flat: string[]
  deadline: string | null
  /** A list without a label after the leads. */
  labelMissing: boolean
}

type ListRole = 'lead' | 'support' | 'flat'
type Role = ListRole | 'time' | 'person'

const LABELS: [Role, string][] = [
  ['person', '(?:责任|分管|牵头|包抓|主管)(?:领导|人|市领导|县领导|区领导|省领导)'],
  [
    'lead',
    '(?:牵头|主责|主办|主要责任|第一责任|总牵头|负责牵头)(?:责任)?(?:单位|部门|科室|主体)?(?:\\(部门\\)|\\(单位\\))?',
  ],
  ['support', '(?:配合|协助|协同|协办|参与|参加|联合|协作|支持)(?:责任)?(?:单位|部门|科室)(?:\\(部门\\))?'],
  ['flat', '(?:责任|负责|承办|实施|落实|承担)(?:单位|主体|部门|科室)(?:\\(部门\\)|及分工)?'],
  ['time', '(?:完成|办结|落实|推进|工作)?(?:时限|时间|期限|节点|时间节点)(?:要求|安排)?|时间进度|进度安排'],
]
const LABEL = new RegExp(`(${LABELS.map(([, words]) => words).join('|')})\\s*:`, 'g')
const LABEL_ONLY = LABELS.map(([role, words]) => [role, new RegExp(`^(?:${words})$`)] as const)

const VERB =
  /(牵头(?!单位|部门|科室)(?:负责|落实|组织实施|组织|推进)?|负责牵头|会同|(?:等)?(?:按|依)照?(?:各自)?职责(?:分工)?(?:负责|落实|推进|配合|做好)?(?:相关工作)?|分工(?:负责|落实)|(?:积极|共同|协助)?配合(?!单位|部门|科室)|协助|协同|(?:督促|业务)?指导(?=[,;。]|$)|协办(?=[,;。]|$)|主办(?=[,;。]|$)|承办(?=[,;。]|$)|统筹(?=[,;。]|$)|参与(?!单位|部门)|参加|支持|(?:共同|具体|分别|组织)?(?:负责|落实|实施)(?!单位|部门|科室|人))/

const roleOf = (label: string): Role => LABEL_ONLY.find(([, pattern]) => pattern.test(label))?.[0] ?? 'flat'

const read = new WeakMap<object, Responsibility[]>()

/** The same for a passage, read once however often it is asked for. */
export function responsibilitiesOf(passage: { text: string }): Responsibility[] {
  const before = read.get(passage)
  if (before) return before
  const found = findResponsibilities(passage.text)
  read.set(passage, found)
  return found
}

/** Words without which, and without closing brackets, no text says who is responsible. */
const HINT = /牵头|责任|负责|配合|承办|主办|主责|协办|协助|参与|参加|落实|职责|实施[单主]|承担|[)）】\]][。；;\s]*$/

/** Every responsibility text of a paragraph, in brackets, on a line of its own or as its last sentence. */
export function findResponsibilities(text: string): Responsibility[] {
  if (!HINT.test(text)) return []
  const flat = narrow(text)
  const found: Responsibility[] = []
  for (let i = 0; i < flat.length; i++) {
    if (!'([【〔'.includes(flat[i] as string)) continue
    const close = closingBracket(flat, i)
    const end = close < 0 ? flat.length : close
    const inner = flat.slice(i + 1, end)
    const parsed =
      close < 0 && !startsWithLabel(inner)
        ? null
        : (parseResponsibility(inner) ?? (close >= 0 && standsAlone(flat, i, end) ? unitsOnly(inner) : null))
    if (parsed) {
      found.push({ ...parsed, text: text.slice(i, end + 1), from: i, to: end + 1 })
      i = end
    }
  }
  if (found.length > 0) return found
  const label = labelStart(flat)
  if (label >= 0) {
    const parsed = parseResponsibility(withoutLostEnd(flat.slice(label)))
    if (parsed) return [{ ...parsed, text: text.slice(label), from: label, to: text.length }]
  }
  return lastSentence(text, flat)
}

/** A closing bracket whose opening one was lost is no part of the last name; that of 各镇(街道) is. */
function withoutLostEnd(text: string): string {
  const count = (sign: RegExp) => text.match(sign)?.length ?? 0
  return count(/[)\]】]/g) > count(/[([【]/g) ? text.replace(/[)\]】]$/, '') : text
}

/** Brackets after a full stop at the end of a paragraph: (省民政厅、财政厅). */
function standsAlone(flat: string, from: number, to: number): boolean {
  return /(^|[。;!])\s*$/.test(flat.slice(0, from)) && /^[。;\s]*(具体举措[:。]?|下同[)。]*)?$/.test(flat.slice(to + 1))
}

/** Nothing but names of offices. */
function unitsOnly(inner: string): Parsed | null {
  const pieces = splitOutside(bare(withoutRule(inner)), '、,;')
  const limits = pieces.filter((piece) => timeLimit(piece)?.length === piece.length)
  const kept = pieces.filter((piece) => !limits.includes(piece))
  const names = kept.map((name) => name.replace(/等(有关|相关)?(部门|单位)?$/, ''))
  const offices = names.filter(isOfficeName)
  if (
    offices.length === 0 ||
    offices.length < names.length * 0.5 ||
    !names.every((name) => name.length >= 2 && looksLikeUnit(name))
  )
    return null
  const deadline = limits[0] ? (timeLimit(limits[0])?.text ?? null) : null
  return {
    lead: [],
    support: [],
    flat: [limits.length > 0 ? kept.join('、') : withoutRule(inner)],
    deadline,
    labelMissing: false,
  }
}

function startsWithLabel(inner: string): boolean {
  LABEL.lastIndex = 0
  return LABEL.exec(inner)?.index === 0
}

/** Where an unbracketed label begins: at the start, or after a full stop. */
function labelStart(flat: string): number {
  LABEL.lastIndex = 0
  for (let match = LABEL.exec(flat); match; match = LABEL.exec(flat)) {
    const before = flat.slice(0, match.index).trimEnd()
    if (roleOf(match[1] as string) !== 'time' && (before === '' || /[。;)]$/.test(before))) return match.index
  }
  return -1
}

/** 由A牵头，B、C配合。 as the last sentence: only where everything named looks like a unit. */
function lastSentence(text: string, flat: string): Responsibility[] {
  const trimmed = flat.trimEnd().replace(/。$/, '')
  const from = trimmed.lastIndexOf('。') + 1
  const sentence = trimmed.slice(from).trim()
  if (sentence.length > 400 || !/(牵头|负责|配合|参与)$/.test(sentence)) return []
  const parsed = parseResponsibility(sentence.replace(/^由/, ''))
  if (!parsed) return []
  const named = [...parsed.lead, ...parsed.support, ...parsed.flat].flatMap((list) => list.split(/[、,]/))
  const units = named.filter((name) => looksLikeUnit(bare(name).replace(/等(部门|单位)?$/, '')))
  if (units.length < named.length || units.length === 0) return []
  return [{ ...parsed, text: text.slice(from).trim(), from, to: text.length }]
}

type Parsed = Omit<Responsibility, 'text' | 'from' | 'to'>

/** The inside of a responsibility text; null where it is something else. */
export function parseResponsibility(inner: string): Parsed | null {
  const parsed: Parsed = { lead: [], support: [], flat: [], deadline: null, labelMissing: false }
  const text = narrow(inner).trim()
  LABEL.lastIndex = 0
  const labels = [...text.matchAll(LABEL)]
  if (labels.length > 0) {
    const before = text.slice(0, labels[0]?.index ?? 0).replace(/[;,。\s]+$/, '')
    // 市财政局牵头；完成时限：… names the units before the first label
    const unlabelled = before === '' ? null : parseUnlabelled(before)
    if (unlabelled) Object.assign(parsed, unlabelled)
    else if (before.length > 12) return null
    if (!unlabelled && labels.every((label) => ['time', 'person'].includes(roleOf(label[1] as string)))) return null
    labels.forEach((label, i) => {
      const content = text.slice((label.index ?? 0) + label[0].length, labels[i + 1]?.index ?? text.length)
      takeLabelled(parsed, roleOf(label[1] as string), content.replace(/[;,。\s]+$/, ''))
    })
  } else if (!takeVerbs(parsed, text)) return null
  takeMarkedLeads(parsed)
  return parsed.lead.length + parsed.support.length + parsed.flat.length > 0 ? parsed : null
}

function parseUnlabelled(text: string): Parsed | null {
  const parsed: Parsed = { lead: [], support: [], flat: [], deadline: null, labelMissing: false }
  return takeVerbs(parsed, text) ? parsed : unitsOnly(text)
}

/** A(牵头)、B、C: the mark behind a name makes it the lead. */
function takeMarkedLeads(parsed: Parsed) {
  const marked = /\((?:总)?(?:牵头|主办|主责)(?:单位|部门)?\)/
  if (!parsed.flat.some((list) => marked.test(list))) return
  const names = parsed.flat.flatMap((list) => splitOutside(list, '、,;'))
  parsed.flat = []
  for (const name of names) (marked.test(name) ? parsed.lead : parsed.support).push(name.replace(marked, ''))
}

function takeLabelled(parsed: Parsed, role: Role, content: string) {
  if (role === 'person' || content === '') return
  if (role === 'time') {
    parsed.deadline = content
    return
  }
  const [first, ...rest] = content
    .split(/[;。]/)
    .map((part) => part.trim())
    .filter(Boolean)
  if (first) {
    const own: Parsed = { lead: [], support: [], flat: [], deadline: null, labelMissing: false }
    if (VERB.test(first) && takeVerbs(own, first)) {
      parsed.lead.push(...own.lead)
      parsed.support.push(...own.support)
      parsed[role].push(...own.flat)
    } else parsed[role].push(first)
  }
  for (const part of rest) {
    if (TIME_PHRASE.test(part)) parsed.deadline ??= part
    else if (role === 'lead') {
      parsed.support.push(part)
      parsed.labelMissing = true
    } else parsed[role].push(part)
  }
}

const TIME_PHRASE = /^(\d{4}年.*|.*(底前|月底|年底|前完成|长期|持续|每年|全年))$/

/** 列第一位者为牵头单位，下同: the rule of reading behind the names, which are read so anyway. */
const withoutRule = (text: string): string =>
  text.replace(/[,;]?\s*\(?(?:排?列?在?第一位|排(?:名|列|序)?(?:在)?第一|首位|下同).*$/, '').trim()

/** A牵头，B、C配合; A、B等按职责分工负责; A会同B负责. */
function takeVerbs(parsed: Parsed, text: string): boolean {
  const clean = withoutLastLimits(parsed, withoutRule(text))
  // a second sentence explains; the first one says who
  let rest = clean.split('。')[0] as string
  if (rest.length > 600 || /[?!].{6,}/.test(rest) || (rest.length < clean.length && !VERB.test(rest))) return false
  let any = false
  let withNext: ListRole | null = null
  while (rest.length > 0) {
    const match = VERB.exec(rest)
    if (!match) break
    const names = rest
      .slice(0, match.index)
      .replace(/^[,;。\s]+|^(由|并|及|和)/g, '')
      .replace(/[,;\s]+$/, '')
    const verb = match[1] as string
    rest = rest.slice(match.index + verb.length)
    if (names === '') continue
    const [timed, list] = cutTime(names)
    parsed.deadline ??= timed
    if (list === '' || list.length > 400 || /[“”:%]/.test(list)) return false
    let role = verbRole(verb, parsed)
    if (withNext) role = withNext
    withNext = verb === '会同' ? 'support' : null
    parsed[role].push(list)
    any = true
  }
  const [timed, left] = cutTime(rest.replace(/^[,;。\s]+/, ''))
  parsed.deadline ??= timed
  if (
    !any ||
    (left.length > 0 &&
      !/^(等|工作|任务)?$/.test(left) &&
      !left.split(/[、,]/).every((name) => looksLikeUnit(bare(name))))
  ) {
    return false
  }
  if (left.length > 2) parsed.support.push(left)
  const named = [...parsed.lead, ...parsed.support, ...parsed.flat].flatMap((list) => list.split(/[、,;]/))
  const plausible = named.filter((name) => looksLikeUnit(bare(name).replace(/等(有关|相关)?(部门|单位)?$/, '')))
  return plausible.length >= named.length * 0.6
}

/** Time limits behind everyone named: 2025年6月底前出台实施细则. The first of several counts. */
function withoutLastLimits(parsed: Parsed, text: string): string {
  let rest = text
  for (;;) {
    const cut = Math.max(rest.lastIndexOf(','), rest.lastIndexOf(';'))
    const last = rest.slice(cut + 1).trim()
    const limit = cut > 0 ? timeLimit(last) : null
    if (!limit || limit.length < last.length) return rest
    parsed.deadline = limit.text
    rest = rest.slice(0, cut).trim()
  }
}

function verbRole(verb: string, parsed: Parsed): ListRole {
  if (/牵头|会同|主办|统筹/.test(verb)) return 'lead'
  if (/配合|协助|协同|协办|指导|参与|参加|支持/.test(verb)) return 'support'
  return parsed.lead.length > 0 ? 'support' : 'flat'
}

function cutTime(names: string): [string | null, string] {
  let first: string | null = null
  let rest = names
  // 9月底前出台相关政策，年内持续推进: the first limit counts, none is a name
  for (let time = timeLimit(rest); time; time = timeLimit(rest)) {
    first ??= time.text
    rest = rest.slice(time.length).replace(/^[,;。\s]+/, '')
  }
  return [first, rest]
}
