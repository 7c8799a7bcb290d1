export type DiffPiece = { kind: 'same' | 'added' | 'removed'; text: string }

/** Past this many cells the table costs more than the difference is worth; the changed stretch is shown whole. */
const largestTable = 1_000_000

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

const wordsOf = (text: string): string[] => Array.from(segmenter.segment(text), (part) => part.segment)

/** Word by word; the pieces without `added` are `before`, those without `removed` are `after`. */
export function wordDiff(before: string, after: string): DiffPiece[] {
  const a = wordsOf(before)
  const b = wordsOf(after)
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++

  const pieces: DiffPiece[] = []
  const push = (kind: DiffPiece['kind'], text: string) => {
    const last = pieces.at(-1)
    if (last?.kind === kind) last.text += text
    else if (text) pieces.push({ kind, text })
  }

  push('same', a.slice(0, head).join(''))
  for (const piece of middleDiff(a.slice(head, a.length - tail), b.slice(head, b.length - tail))) {
    push(piece.kind, piece.text)
  }
  push('same', a.slice(a.length - tail).join(''))
  return pieces
}

/** Longest common subsequence, walked from the front so that removals stand before additions. */
function middleDiff(a: string[], b: string[]): DiffPiece[] {
  if (a.length * b.length > largestTable) {
    return [
      { kind: 'removed', text: a.join('') },
      { kind: 'added', text: b.join('') },
    ]
  }
  const width = b.length + 1
  const common = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const pieces: DiffPiece[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const left = a[i]
    const right = b[j]
    if (left !== undefined && left === right) {
      pieces.push({ kind: 'same', text: left })
      i++
      j++
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      pieces.push({ kind: 'removed', text: left })
      i++
    } else if (right !== undefined) {
      pieces.push({ kind: 'added', text: right })
      j++
    }
  }
  return pieces
}
