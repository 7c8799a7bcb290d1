'use client'

import Link from 'next/link'
import { Button } from '@/app/_ui/button'
import { FieldDiff } from '@/app/_ui/diff'
import type { EntryDecision } from '@/lib/domain/revision/decisions'
import type { RevisionEntry } from '@/lib/domain/revision/view'
import { proposedFields } from './use-decisions.client'

interface EntryRowProps {
  entry: RevisionEntry
  decision: EntryDecision | null
  decide: (accept: boolean, fields?: readonly string[]) => void
  choosePartner: (oldKey: string | null) => void
}

/** One difference: what it was, what it becomes, what follows from it, and the two answers. */
export function EntryRow({ entry, decision, decide, choosePartner }: EntryRowProps) {
  const hasConflict = entry.fields.some((change) => change.conflict)
  const taken = decision?.fields ?? proposedFields(entry)
  return (
    <li
      data-row
      className="grid gap-x-6 gap-y-2 border-b border-line py-4 lg:grid-cols-[minmax(0,1fr)_auto]"
      data-decided={decision ? decision.accept : undefined}
    >
      <div className="min-w-0">
        <p className="font-medium">
          {entry.taskId ? (
            <Link href={`/tasks/${entry.taskId}`} className="link" prefetch={false}>
              {entry.title}
            </Link>
          ) : (
            entry.title
          )}
        </p>
        {entry.where ? <p className="text-ink-3">{entry.where}</p> : null}
        {entry.facts ? <p className="mt-1 text-ink-2">{entry.facts}</p> : null}
        {entry.kin ? (
          <p className="mt-1 text-ink-2">
            {entry.kind === 'new' ? '内容可能拆自' : '内容可能并入'}“{entry.kin}”
          </p>
        ) : null}
        {entry.fields.length > 0 ? (
          <div className="mt-2">
            <FieldDiff
              changes={entry.fields.map((change) => ({
                field: change.conflict ? `${change.label}（已改过）` : change.label,
                before: change.before,
                after: change.after,
              }))}
            />
          </div>
        ) : null}
        <Notes entry={entry} taken={taken} />
        {hasConflict ? <Conflicts entry={entry} decision={decision} taken={taken} decide={decide} /> : null}
        <Sources entry={entry} />
      </div>
      {entry.kind === 'doubtful' ? (
        <Candidates entry={entry} choosePartner={choosePartner} />
      ) : (
        <div role="group" aria-label={`${entry.title}：采纳与否`} className="flex items-start gap-2">
          <Button
            className={decision?.accept === true ? 'border-accent! bg-accent-wash! font-semibold' : ''}
            aria-pressed={decision?.accept === true}
            onClick={() => decide(true, decision?.fields)}
          >
            采纳
          </Button>
          <Button
            className={decision?.accept === false ? 'border-ink-2! bg-sunk! font-semibold' : ''}
            aria-pressed={decision?.accept === false}
            onClick={() => decide(false)}
          >
            不采纳
          </Button>
        </div>
      )}
    </li>
  )
}

function Notes({ entry, taken }: { entry: RevisionEntry; taken: readonly string[] }) {
  const held = entry.notes.filter((note) => note.field === null || taken.includes(note.field))
  if (held.length === 0) return null
  return (
    <ul className="mt-2 flex flex-col gap-1">
      {held.map((note) => (
        <li key={note.text} className={note.level === 'blocks' ? 'text-lamp-red' : 'text-ink-2'}>
          {note.level === 'blocks' ? '不能执行：' : '注意：'}
          {note.text}
        </li>
      ))}
    </ul>
  )
}

interface ConflictProps {
  entry: RevisionEntry
  decision: EntryDecision | null
  taken: readonly string[]
  decide: (accept: boolean, fields?: readonly string[]) => void
}

function Conflicts({ entry, decision, taken, decide }: ConflictProps) {
  return (
    <fieldset className="mt-2">
      <legend className="text-ink-2">有的地方这里改过、修订稿也改了，采纳时写入：</legend>
      <div className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        {entry.fields.map((change) => (
          <label key={change.field} className="flex min-h-6 items-center gap-2">
            <input
              type="checkbox"
              checked={taken.includes(change.field)}
              onChange={(event) =>
                decide(
                  decision?.accept ?? true,
                  event.target.checked ? [...taken, change.field] : taken.filter((field) => field !== change.field),
                )
              }
            />
            {change.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** The two sentences side by side. */
function Sources({ entry: { was, is } }: { entry: RevisionEntry }) {
  if (!was && !is) return null
  return (
    <details className="mt-2">
      <summary className="link cursor-pointer">原文对照</summary>
      <div className="mt-2 grid gap-4 md:grid-cols-2">
        <figure>
          <figcaption className="mb-1 text-ink-3">现行</figcaption>
          <blockquote className="border-l-2 border-rule pl-3 whitespace-pre-wrap">{was ?? '没有这一项'}</blockquote>
        </figure>
        <figure>
          <figcaption className="mb-1 text-ink-3">修订稿</figcaption>
          <blockquote className="border-l-2 border-accent pl-3 whitespace-pre-wrap">{is ?? '没有这一项'}</blockquote>
        </figure>
      </div>
    </details>
  )
}

function Candidates({ entry, choosePartner }: Pick<EntryRowProps, 'entry' | 'choosePartner'>) {
  return (
    <div
      role="group"
      aria-label={`${entry.title}：对应哪一项`}
      className="flex max-w-[320px] flex-col items-start gap-2"
    >
      <span className="text-ink-2">它原来是：</span>
      {entry.candidates.map((candidate) => (
        <Button key={candidate.key} className="text-left" onClick={() => choosePartner(candidate.key)}>
          {candidate.title}
        </Button>
      ))}
      <Button variant="quiet" onClick={() => choosePartner(null)}>
        都不是，是新的
      </Button>
    </div>
  )
}
