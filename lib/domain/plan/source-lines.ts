import type { SourceDocument } from '../plan-text/source'

export type SourceLine = { readonly line: number; readonly text: string }

/** The document as numbered lines to show beside what was read from them; the cells of a table's line are set apart by a bar. */
export const sourceLines = (source: SourceDocument): readonly SourceLine[] => {
  const lines = new Map<number, string>()
  const put = (line: number, text: string, between: string) => {
    const before = lines.get(line)
    lines.set(line, before ? `${before}${between}${text}` : text)
  }
  for (const block of source.blocks) {
    if (block.kind === 'paragraph') put(block.line, block.text, '\n')
    else for (const row of block.rows) for (const cell of row) if (cell.text.trim()) put(cell.line, cell.text, ' │ ')
  }
  return [...lines]
    .filter(([, text]) => text.trim() !== '')
    .map(([line, text]) => ({ line, text }))
    .sort((a, b) => a.line - b.line)
}

/** Where a line of a plan is read: in the document first imported, or in a revised version of that number. */
export const sourceHref = (planId: number, revision: number | null, line: number): string =>
  `/plans/${planId}/source${revision === null ? '' : `?revision=${revision}`}#L${line}`
