import { narrow } from './characters'
import { timeLimit } from './due-date'
import { boxTitle, headingMark } from './heading'
import type { SourceBlock, SourceTable } from './source'
import { looksLikeUnit } from './unit-words'

/** A paragraph put back together: breaks by page or by wrapped lines are gone. */
export type Passage = {
  line: number
  endLine: number
  text: string
  flat: string
  level?: number
  /** Where in the text each further line begins. */
  breaks?: { at: number; line: number }[]
}
export type Piece = Passage | { table: SourceTable }

/** The line that a place in the text was printed on. */
export function lineAt(passage: Passage, offset: number): number {
  return passage.breaks?.findLast((one) => one.at <= offset)?.line ?? passage.line
}

const PAGE_NUMBER = /^[-—–_·•\s]+\d{1,3}[-—–_·•\s]+$|^第\s*\d{1,3}\s*页(\s*共\s*\d+\s*页)?$/
const SENTENCE_END = /[。!?;:…)】”》]$/

/** The measure of hard-wrapped text, in half-width signs: many lines end just there, mid-sentence, and hardly any goes beyond. */
function wrapWidth(texts: string[]): number | null {
  const lines = texts
    .map((text) => ({ width: displayWidth(text), ends: SENTENCE_END.test(narrow(text).trim()) }))
    .filter((line) => line.width >= 24)
  const sorted = lines.map((line) => line.width).sort((a, b) => a - b)
  const widest = sorted[Math.floor((sorted.length - 1) * 0.98)]
  if (widest === undefined || widest > 110 || widest < 40) return null
  const full = lines.filter((line) => Math.abs(line.width - widest) <= 4)
  const midSentence = full.filter((line) => !line.ends).length
  return full.length >= 4 && midSentence >= full.length * 0.6 ? widest : null
}

function displayWidth(text: string): number {
  let width = 0
  for (const sign of text.trim()) width += sign.charCodeAt(0) > 0x2e7f || '“”‘’—…'.includes(sign) ? 2 : 1
  return width
}

export function passages(blocks: SourceBlock[]): Piece[] {
  const lines = blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))
  const wrap = wrapWidth(lines)
  const pieces: Piece[] = []
  let open: (Passage & { lastWidth: number }) | null = null
  const close = () => {
    if (open)
      pieces.push({
        line: open.line,
        endLine: open.endLine,
        text: open.text,
        flat: open.flat,
        level: open.level,
        breaks: open.breaks,
      })
    open = null
  }
  for (const block of blocks) {
    if (block.kind === 'table') {
      close()
      pieces.push({ table: block })
      continue
    }
    const text = block.text.trim()
    const flat = narrow(text)
    if (flat === '' || PAGE_NUMBER.test(flat)) continue
    const starts =
      block.level !== undefined ||
      headingMark(text) !== null ||
      boxTitle(text) !== null ||
      /^(——|[•●■◆▪])/.test(flat) ||
      (LABEL_LINE.test(flat) && !(open && isOpenBracket((open as Passage).flat)))
    const indented = /^[\s\u3000]{2,}/.test(block.text)
    if (open && !starts && goesOn(open, indented, wrap, flat)) {
      const joint: string = /[a-zA-Z]$/.test(open.text) && /^[a-zA-Z]/.test(text) ? ' ' : ''
      open.breaks = [...(open.breaks ?? []), { at: open.text.length, line: block.line }]
      open.text += joint + text
      open.flat += joint + flat
      open.endLine = block.line
      open.lastWidth = displayWidth(text)
    } else {
      close()
      open = { line: block.line, endLine: block.line, text, flat, level: block.level, lastWidth: displayWidth(text) }
    }
  }
  close()
  return pieces
}

const LABEL_LINE =
  /^(?:[(\d一二三四五六七八九十]{0,3}[).、])?\s*(?:(?:牵头|责任|配合|主办|协办|承办|负责|参与|实施)(?:单位|部门|主体|领导)|(?:完成|办结)(?:时限|时间|期限)|时限要求)\s*:/

/** The last thing named is no whole name: a sign or the rest of it stands on the next line. */
function listGoesOn(flat: string, next: string): boolean {
  const limit = /(?:时限|时间|期限)(?:要求)?\s*:\s*([^;]*)$/.exec(flat)?.[1]
  if (/^[、,;:)】]/.test(next)) return true
  if (limit !== undefined) return timeLimit(limit + next) !== null
  const last = flat.split(/[、,;:]/).at(-1) as string
  if (/(?:配合|负责|牵头|参与|落实|等|。)$/.test(last)) return false
  const rest = ((last + next).split(';')[0] as string).split(/[、,]/).map((name) => name.replace(/\s/g, ''))
  return !looksLikeUnit(last.replace(/\s/g, '')) || (flat.length >= 25 && rest.every(looksLikeUnit))
}

const PAGE_BREAK_MIN = 25

/** A bracket with 单位 or 责任 that has not closed yet. */
function isOpenBracket(flat: string): boolean {
  const opened: number[] = []
  for (let at = Math.max(0, flat.length - 400); at < flat.length; at++) {
    if ('(【'.includes(flat[at] as string)) opened.push(at)
    else if (')】'.includes(flat[at] as string)) opened.pop()
  }
  return opened.some((from) => /牵头|责任|配合|负责/.test(flat.slice(from))) && !flat.endsWith('。')
}

function goesOn(open: Passage & { lastWidth: number }, indented: boolean, wrap: number | null, flat: string): boolean {
  if (open.level !== undefined) return false
  // a line of its own that says who or until when is complete, unless its list goes on
  if (wrap === null && LABEL_LINE.test(open.flat)) return listGoesOn(open.flat, flat)
  if (wrap !== null && open.lastWidth >= wrap - 4) return !indented
  if (isOpenBracket(open.flat)) return true
  if (SENTENCE_END.test(open.flat) || open.flat.length < PAGE_BREAK_MIN) return false
  // a heading without any sentence in it is complete as it stands
  return !(headingMark(open.text) && !/[。;]/.test(open.flat)) && /[,。;、]/.test(open.flat)
}
