import type { ReactNode } from 'react'
import { wordDiff } from './word-diff'

/** One text with what left struck out and what came underlined. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  return (
    <span className="diff whitespace-pre-wrap">
      {wordDiff(before, after).map((piece, index) => {
        const key = `${index}${piece.kind}`
        if (piece.kind === 'removed') return <del key={key}>{piece.text}</del>
        if (piece.kind === 'added') return <ins key={key}>{piece.text}</ins>
        return <span key={key}>{piece.text}</span>
      })}
    </span>
  )
}

export interface FieldChange {
  field: string
  before: ReactNode
  after: ReactNode
}

/** Field by field; two long texts are compared word by word. */
export function FieldDiff({ changes }: { changes: FieldChange[] }) {
  return (
    <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-4 gap-y-2 max-md:grid-cols-1 max-md:gap-y-1">
      {changes.map((change) => (
        <div key={change.field} className="contents">
          <dt className="text-ink-3">{change.field}</dt>
          <dd className="max-md:mb-2">
            <FieldValues change={change} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function FieldValues({ change: { before, after } }: { change: FieldChange }) {
  if (typeof before === 'string' && typeof after === 'string' && before.length + after.length > 24) {
    return <TextDiff before={before} after={after} />
  }
  return (
    <span className="diff">
      {isEmpty(before) ? <span className="text-ink-3">空</span> : <del>{before}</del>}
      <span aria-label="改为" role="img" className="px-2 text-ink-3">
        →
      </span>
      {isEmpty(after) ? <span className="text-ink-3">空</span> : <ins>{after}</ins>}
    </span>
  )
}

const isEmpty = (value: ReactNode) => value === null || value === undefined || value === ''
