import { type ChapterKind, chapterKind, isChapterWord } from './chapter'
import { bare } from './characters'
import { boxTitle, type HeadingMark, headingMark, splitTitle } from './heading'
import { isDateLine, isPageRemains } from './page-remains'
import type { Passage, Piece } from './passages'
import { responsibilitiesOf } from './responsibility'
import type { SourceTable } from './source'

export type OutlineNode = {
  kind: ChapterKind | 'box'
  rank: number
  number: string | null
  value: number | null
  title: string
  /** The heading as printed. */
  printed: string
  line: number
  endLine: number
  /** The node's own text, a run-in body first. */
  own: Passage[]
  children: OutlineNode[]
  parent: OutlineNode | null
}

export type Outline = { root: OutlineNode; tables: { table: SourceTable; node: OutlineNode }[] }

const LONGEST_BARE_HEADING = 25

export function buildOutline(pieces: Piece[]): Outline {
  const root = newNode(
    { kind: 'background', rank: -1, number: null, value: null, title: '', printed: '', line: 1, endLine: 1 },
    null,
  )
  const tables: Outline['tables'] = []
  let current = root
  const readable = pieces.filter(
    (piece, at) =>
      'table' in piece || !(isContentsLine(piece) || isPageRemains(piece.flat) || isSignature(piece, pieces[at + 1])),
  )
  readable.forEach((piece, at) => {
    if ('table' in piece) {
      tables.push({ table: piece.table, node: current })
      return
    }
    const next = readable[at + 1]
    const following = next && !('table' in next) ? next : null
    current = place(current, root, piece, following)
    for (let node: OutlineNode | null = current; node; node = node.parent)
      node.endLine = Math.max(node.endLine, piece.endLine)
  })
  return { root, tables }
}

/** The issuer above the date, and the date. */
function isSignature(passage: Passage, next: Piece | undefined): boolean {
  if (isDateLine(passage.flat)) return true
  return (
    passage.flat.length <= 30 &&
    !/[。,:;]/.test(passage.flat) &&
    headingMark(passage.text) === null &&
    next !== undefined &&
    !('table' in next) &&
    isDateLine(next.flat)
  )
}

/** A line of a table of contents: a heading with leaders and a page number. */
function isContentsLine(passage: Passage): boolean {
  return /[.…·]{3,}\s*\d{1,3}$|^目\s*录$/.test(passage.flat)
}

function place(current: OutlineNode, root: OutlineNode, passage: Passage, following: Passage | null): OutlineNode {
  const box = boxTitle(passage.text)
  if (box) {
    const home = boxOf(current)?.parent ?? current
    const title = box.title || passage.text
    return attach(
      home,
      { kind: 'box', rank: home.rank + 0.1, number: box.number, value: null, title, printed: passage.text },
      passage,
    )
  }
  if (isAnnexStart(passage, root)) {
    return attach(
      root,
      { kind: 'annex', rank: 0, number: null, value: null, title: passage.text, printed: passage.text },
      passage,
    )
  }
  const mark = headingMark(passage.text)
  if (mark && isLabelLine(mark, passage)) {
    // (一)牵头单位：… says who carries the heading above it
    const home = nearest(current, mark.rank)
    home.own.push(passage)
    return home
  }
  if (mark && !isListItem(mark, passage)) return placeMarked(current, root, passage, inContext(mark, current))
  const styled = passage.level !== undefined && passage.level <= 4 && passage.flat.length <= 60
  if (styled && (passage.level ?? 0) > 0 && current !== root)
    return open(current, (passage.level as number) + 1, null, passage)
  const bareRank = bareHeadingRank(passage, following, current)
  if (bareRank !== null) return open(current, bareRank, null, passage)
  current.own.push(passage)
  return current
}

/** 行动一 stands above (一) and 1. where it comes first, and below (一) where it is found there. */
function inContext(mark: HeadingMark, current: OutlineNode): HeadingMark {
  if (mark.shape !== 'labelled') return mark
  const open: number[] = []
  for (let at: OutlineNode | null = current; at?.parent; at = at.parent) open.push(at.rank)
  const same = open.find((rank) => rank === 2.5 || rank === 3.5)
  return { ...mark, rank: same ?? (open.includes(3) ? 3.5 : 2.5) }
}

const isLabelLine = (mark: HeadingMark, passage: Passage): boolean =>
  /^(牵头|责任|配合|主办|协办|承办|参与)(单位|部门|主体|领导)\s*:|^(完成)?时限(要求)?\s*:/.test(
    passage.flat.slice(mark.length),
  )

/** Enumerations of annex names below 附件 are no headings. */
function isListItem(mark: HeadingMark, passage: Passage): boolean {
  return mark.rank >= 4 && /^\S{0,4}《.*》$/.test(passage.flat.slice(mark.length))
}

function placeMarked(current: OutlineNode, root: OutlineNode, passage: Passage, mark: HeadingMark): OutlineNode {
  const box = boxOf(current)
  if (box) {
    const outer = lastOfRank(box.parent as OutlineNode, mark.rank)
    const inner = lastOfRank(box, mark.rank)
    const leaves =
      mark.rank < Math.max(4, (outer?.rank ?? 0) + 0.01) - 0.5 ||
      (mark.value !== null && outer?.value === mark.value - 1 && inner?.value !== mark.value - 1)
    if (!leaves) return attach(box, titled(passage, mark, 'tasks'), passage)
    return open(box.parent as OutlineNode, mark.rank, mark, passage)
  }
  const sibling = mark.rank >= 4 ? lastOfRank(nearest(current, mark.rank), mark.rank) : null
  const restarted = mark.value === 1 && (sibling?.value ?? 0) >= 2 && sibling?.own.length
  if (
    restarted &&
    splitTitle(passage.text.slice(mark.length)).runIn === false &&
    responsibilitiesOf(passage).length === 0
  ) {
    // the numbers begin again under the same heading: the box's own title line was lost
    const home = nearest(current, mark.rank)
    const implied = attach(
      home,
      { kind: 'box', rank: home.rank + 0.1, number: null, value: null, title: '', printed: '' },
      passage,
    )
    implied.own = []
    return attach(implied, titled(passage, mark, 'tasks'), passage)
  }
  void root
  return open(current, mark.rank, mark, passage)
}

function open(current: OutlineNode, rank: number, mark: HeadingMark | null, passage: Passage): OutlineNode {
  const parent = nearest(current, rank)
  return attach(parent, { ...titled(passage, mark, kindUnder(parent, rank, passage, mark)), rank }, passage)
}

function kindUnder(parent: OutlineNode, rank: number, passage: Passage, mark: HeadingMark | null): ChapterKind {
  const title = splitTitle(passage.text.slice(mark?.length ?? 0)).title
  const own = chapterKind(title)
  const top = parent.parent === null
  if (parent.kind === 'annex') return 'annex'
  if (top) return own
  if (parent.kind === 'tasks' && rank <= 3 && own === 'background') return 'background'
  // 第三章 may hold both: a part's own title decides for its chapters
  if (parent.rank < 2 && rank === 2 && own === 'safeguards') return 'safeguards'
  return parent.kind === 'box' ? 'tasks' : parent.kind
}

type NodeStart = Pick<OutlineNode, 'kind' | 'rank' | 'number' | 'value' | 'title' | 'printed'>

function titled(passage: Passage, mark: HeadingMark | null, kind: ChapterKind): NodeStart {
  const offset = mark?.length ?? 0
  const cut = titleOf(passage, offset)
  const printed = (passage.text.slice(0, offset) + cut).trim()
  return {
    kind,
    rank: mark?.rank ?? 4,
    number: mark?.number ?? null,
    value: mark?.value ?? null,
    title: cut.trim(),
    printed,
  }
}

function titleOf(passage: Passage, offset: number): string {
  const first = responsibilitiesOf(passage)[0]
  const end = first && first.from > offset ? first.from : passage.text.length
  return splitTitle(passage.text.slice(offset, end)).title
}

function attach(parent: OutlineNode, start: NodeStart, passage: Passage): OutlineNode {
  const node = newNode({ ...start, line: passage.line, endLine: passage.endLine }, parent)
  parent.children.push(node)
  // what follows the title in the same paragraph is the node's first text
  if (bare(passage.text).length > bare(node.printed).length + 1) node.own.push(passage)
  return node
}

function newNode(start: NodeStart & { line: number; endLine: number }, parent: OutlineNode | null): OutlineNode {
  return { ...start, own: [], children: [], parent }
}

function nearest(node: OutlineNode, rank: number): OutlineNode {
  let at = node
  while (at.parent && (at.rank >= rank || at.kind === 'box')) at = at.parent
  return at
}

function boxOf(node: OutlineNode): OutlineNode | null {
  for (let at: OutlineNode | null = node; at; at = at.parent) if (at.kind === 'box') return at
  return null
}

function lastOfRank(node: OutlineNode, rank: number): OutlineNode | null {
  return node.children.findLast((child) => child.rank === rank) ?? null
}

/** A short line without number that headings of the next level follow, numbered from the beginning. */
function bareHeadingRank(passage: Passage, following: Passage | null, current: OutlineNode): number | null {
  const flat = passage.flat
  if (
    flat.length > LONGEST_BARE_HEADING ||
    flat.length < 3 ||
    /^[(【]/.test(flat) ||
    /[。;:,!?]/.test(flat) ||
    boxOf(current)
  )
    return null
  if (isChapterWord(flat)) return 2
  const mark = following && headingMark(following.text)
  if (!mark || mark.rank < 3 || mark.rank > 4 || (mark.value !== null && mark.value !== 1)) return null
  if (current.parent === null && mark.rank < 4 && current.children.length === 0) return null
  return mark.rank - 1
}

/** 附件 after the plan's own chapters: what follows belongs to another paper. */
function isAnnexStart(passage: Passage, root: OutlineNode): boolean {
  if (!/^附\s*(件|录|表)\s*[\d一二三四五]?\s*([:.、]|$)/.test(passage.flat) || passage.flat.length > 80) return false
  return root.children.some((child) => child.kind === 'tasks' || child.kind === 'safeguards')
}
