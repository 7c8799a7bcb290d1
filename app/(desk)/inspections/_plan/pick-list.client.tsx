'use client'

import { useId, useState } from 'react'
import { Button } from '@/app/_ui/button'
import { FieldNotes } from '@/app/_ui/form-field'

export interface Choice {
  id: number
  label: string
  /** Grey, after the label: the unit of a person, the place of a unit. */
  note?: string
}

interface PickListProps {
  label: string
  help?: string
  error?: string
  optional?: boolean
  choices: readonly Choice[]
  value: readonly number[]
  onChange: (ids: number[]) => void
  empty: string
  disabled?: boolean
}

/** From this many on a list is searched, not read. */
const SEARCH_FROM = 9

/** Several of many: what is chosen stands above, the rest is found by a word. */
export function PickList({ label, help, error, optional, choices, value, onChange, empty, disabled }: PickListProps) {
  const id = useId()
  const [word, setWord] = useState('')
  const chosen = new Set(value)
  const shown = choices.filter((choice) => !word.trim() || `${choice.label}${choice.note ?? ''}`.includes(word.trim()))
  const toggle = (one: number) => onChange(chosen.has(one) ? value.filter((entry) => entry !== one) : [...value, one])
  const described = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <fieldset className="field" id={id} aria-describedby={described || undefined} disabled={disabled}>
      <legend className="field-label mb-1">
        {label}
        {optional ? <span className="font-normal text-ink-3">（选填）</span> : null}
        {choices.length > 0 ? (
          <span className="pl-2 font-normal text-ink-3">
            已选 {value.length} / {choices.length}
          </span>
        ) : null}
      </legend>
      {value.length > 0 && choices.length >= SEARCH_FROM ? (
        <ul className="my-1 flex flex-wrap gap-2">
          {choices
            .filter((choice) => chosen.has(choice.id))
            .map((choice) => (
              <li key={choice.id} className="min-w-0">
                <button
                  type="button"
                  className="chip max-w-full text-left"
                  onClick={() => toggle(choice.id)}
                  aria-label={`去掉${choice.label}`}
                >
                  <span className="truncate">{choice.label}</span>
                  {disabled ? null : <span aria-hidden="true">×</span>}
                </button>
              </li>
            ))}
        </ul>
      ) : null}
      {choices.length === 0 ? <p className="text-ink-3">{empty}</p> : null}
      {choices.length >= SEARCH_FROM && !disabled ? (
        <div className="flex gap-2">
          <input
            type="search"
            className="control"
            aria-label={`在${label}中查找`}
            autoComplete="off"
            value={word}
            onChange={(event) => setWord(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.preventDefault()
            }}
          />
          {word.trim() && shown.length > 0 ? (
            <Button
              className="flex-none"
              onClick={() => onChange([...new Set([...value, ...shown.map((choice) => choice.id)])])}
            >
              全选 {shown.length} 项
            </Button>
          ) : null}
        </div>
      ) : null}
      {choices.length > 0 ? (
        <div
          className={choices.length >= SEARCH_FROM ? 'max-h-56 overflow-y-auto border border-line px-3' : undefined}
          // A box that scrolls must be reachable without a pointer.
          tabIndex={choices.length >= SEARCH_FROM && disabled ? 0 : undefined}
        >
          {shown.map((choice) => (
            <label key={choice.id} className="tick">
              <input
                type="checkbox"
                disabled={disabled}
                checked={chosen.has(choice.id)}
                onChange={() => toggle(choice.id)}
              />
              <span className="min-w-0">
                {choice.label}
                {choice.note ? <span className="pl-2 text-ink-3">{choice.note}</span> : null}
              </span>
            </label>
          ))}
          {shown.length === 0 ? <p className="py-2 text-ink-3">没有含“{word.trim()}”的项。</p> : null}
        </div>
      ) : null}
      <FieldNotes id={id} help={help} error={error} />
    </fieldset>
  )
}
