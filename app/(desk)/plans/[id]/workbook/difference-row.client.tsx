import { FieldDiff } from '@/app/_ui/diff'
import type { Difference } from '@/lib/domain/plan/workbook-difference'

/** What a person said, or what holds until someone says otherwise; null: undecided. */
export type Answer = (id: string, taken: boolean | null) => boolean | null

const saidOf: Readonly<Record<Difference['kind'], string>> = {
  new: '新增',
  changed: '修改',
  conflict: '导出后草案中也改过',
  returned: '导出后草案中已删除，而表中改过',
  moved: '移动位置',
  gone: '表中没有这一项，勾选则从草案中删除',
}
const choices: Readonly<Record<string, readonly [string, string]>> = {
  conflict: ['采用表中的', '保留草案的'],
  returned: ['重新加入', '不加入'],
}

interface DifferenceRowProps {
  difference: Difference
  answerOf: Answer
  onAnswer: (taken: boolean) => void
}

export function DifferenceRow({ difference, answerOf, onAnswer }: DifferenceRowProps) {
  const { id, kind, row, title, fields, notes } = difference
  const answer = answerOf(id, difference.taken)
  const place = row === null ? '' : `第 ${row} 行`
  const what = `${saidOf[kind]}${kind === 'changed' ? `：${fields.map((field) => field.label).join('、')}` : ''}`
  const pair = choices[kind]
  return (
    <li className="border-t border-line py-3" data-row data-kind={kind}>
      {pair ? (
        <fieldset className="flex flex-col gap-1">
          <legend className="font-semibold">{title}</legend>
          <span className="text-lamp-red">
            {place}，{what}
          </span>
          <span className="flex flex-wrap gap-x-6">
            {pair.map((label, at) => (
              <label key={label} className="tick">
                <input type="radio" name={id} checked={answer === (at === 0)} onChange={() => onAnswer(at === 0)} />
                <span>{label}</span>
              </label>
            ))}
          </span>
        </fieldset>
      ) : (
        <label className="tick">
          <input type="checkbox" checked={answer === true} onChange={(event) => onAnswer(event.target.checked)} />
          <span className="min-w-0 font-semibold">
            {title}
            <span className={`block font-normal ${kind === 'gone' ? 'text-lamp-red' : 'text-ink-3'}`}>
              {[place, what].filter(Boolean).join('，')}
            </span>
          </span>
        </label>
      )}
      {notes.length > 0 ? <p className="pl-7 text-lamp-yellow">{notes.join('；')}</p> : null}
      {fields.length > 0 ? (
        <div className="mt-2 pl-7 max-md:pl-0">
          {kind === 'new' || kind === 'returned' ? (
            <Values fields={fields} />
          ) : (
            <FieldDiff changes={fields.map(({ label, before, after }) => ({ field: label, before, after }))} />
          )}
        </div>
      ) : null}
    </li>
  )
}

function Values({ fields }: { fields: Difference['fields'] }) {
  return (
    <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-4 gap-y-1 max-md:grid-cols-1">
      {fields.map((field) => (
        <div key={field.name} className="contents">
          <dt className="text-ink-3">{field.label}</dt>
          <dd className="whitespace-pre-wrap max-md:mb-2">{field.after}</dd>
        </div>
      ))}
    </dl>
  )
}
