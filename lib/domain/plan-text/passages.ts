import { narrow } from './characters'
import { boxTitle, headingMark } from './heading'
import type { SourceBlock, SourceTable } from './source'

/** A paragraph put back together: breaks by page or by wrapped lines are gone. */
export type Passage = { line: number; endLine: number; text: string; flat: string; level?: number }
export type Piece = Passage | { table: SourceTable }

const PAGE_NUMBER = /^[-—–_·•\s]+\d{1,3}[-—–_·•\s]+$|^第\s*\d{1,3}\s*页(\s*共\s*\d+\s*页)?$/
const SENTENCE_END = /[。!?;:…)】”》]$/

/** Wrapped text: most long lines are equally long, and no longer than a printed line. */
function wrapWidth(texts: string[]): number | null {
  const widths = texts.map(displayWidth).filter((width) => width >= 24)
  if (widths.length < 12) return null
  const sorted = [...widths].sort((a, b) => a - b)
  const common = sorted[Math.floor(sorted.length * 0.7)] as number
  if (common > 110) return null
  const near = widths.filter((width) => Math.abs(width - common) <= 4).length
  const longer = widths.filter((width) => width > common + 4).length
  return near >= widths.length * 0.55 && longer <= widths.length * 0.05 ? common : null
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
    if (open) pieces.push({ line: open.line, endLine: open.endLine, text: open.text, flat: open.flat, level: open.level })
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
    const starts = block.level !== undefined || headingMark(text) !== null || boxTitle(text) !== null || /^(——|[•●■◆▪])/.test(flat)
    const indented = /^[\s\u3000]{2,}/.test(block.text)
    if (open && !starts && goesOn(open, indented, wrap)) {
      const joint: string = /[a-zA-Z]$/.test(open.text) && /^[a-zA-Z]/.test(text) ? ' ' : ''
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

const PAGE_BREAK_MIN = 25

function goesOn(open: Passage & { lastWidth: number }, indented: boolean, wrap: number | null): boolean {
  if (open.level !== undefined) return false
  if (wrap !== null && open.lastWidth >= wrap - 4) return !indented
  if (SENTENCE_END.test(open.flat) || open.flat.length < PAGE_BREAK_MIN) return false
  // a heading without any sentence in it is complete as it stands
  return !(headingMark(open.text) && !/[。;]/.test(open.flat)) && /[,。;、]/.test(open.flat)
}
