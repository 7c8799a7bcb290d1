/** A document as the format readers hand it over: text blocks in order, tables kept as tables. */
export type SourceParagraph = {
  kind: 'paragraph'
  /** 1-based: line of a text file, paragraph number otherwise. */
  line: number
  text: string
  /** Heading level from the file's own styles, where it has any. */
  level?: number
  style?: string
}

export type SourceCell = { text: string; line: number; rowSpan: number; colSpan: number }

export type SourceTable = {
  kind: 'table'
  line: number
  caption?: string
  /** The part of the plan that the whole table is for, as the name of its sheet says. */
  section?: string
  /** Cells as stored: a merged cell stands once, at its first row and column. */
  rows: SourceCell[][]
}

export type SourceBlock = SourceParagraph | SourceTable

export type SourceFormat = 'txt' | 'md' | 'html' | 'docx' | 'doc' | 'pdf' | 'xlsx' | 'csv'

export type SourceDocument = {
  format: SourceFormat
  blocks: SourceBlock[]
  /** Facts that stand beside the text: page title, metadata list of a government site, file properties. */
  meta: { title?: string; issuer?: string; docNumber?: string; issuedOn?: string }
}
