/** A list as it is printed or exported: what the writers of documents are given. */
export type ListColumn = {
  readonly head: string
  /** In characters of the sheet's font. */
  readonly width: number
  readonly kind?: 'text' | 'day' | 'number'
}

export type ListTable = {
  readonly title: string
  /** Under the title: whose list, of which day, what it was narrowed to. */
  readonly note: string
  readonly columns: readonly ListColumn[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}
