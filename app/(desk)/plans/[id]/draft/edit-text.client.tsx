'use client'

import { type Ref, useEffect, useState } from 'react'

interface EditTextProps {
  label: string
  value: string
  /** False puts the old text back (an empty name). */
  onCommit: (text: string) => boolean
  className?: string
  single?: boolean
  maxLength?: number
  required?: boolean
  innerRef?: Ref<HTMLTextAreaElement>
  /** Stands where nothing is written, so that the place is seen. */
  blank?: string
  /** What a key of the page does with it (draft-keys.client.tsx). */
  act?: string
}

const IDLE_MS = 1500

/** Text edited in its place: saved when the field is left, after a pause, and when the page goes away. */
export function EditText(props: EditTextProps) {
  const {
    label,
    value,
    onCommit,
    className = '',
    single = true,
    maxLength,
    required = false,
    innerRef,
    blank,
    act,
  } = props
  const [text, setText] = useState(value)
  // What the draft says wins once it changes: undo, a merge, another's version. Only what is being typed stays.
  const [shown, setShown] = useState(value)
  if (shown !== value) {
    setShown(value)
    if (text === shown) setText(value)
  }

  useEffect(() => {
    const commit = () => {
      const typed = text.trim()
      if (required && !typed) return
      const next = single ? typed : text
      setText(next !== value && onCommit(next) ? next : value)
    }
    if (text === value) return
    const timer = setTimeout(commit, IDLE_MS)
    window.addEventListener('pagehide', commit)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pagehide', commit)
    }
  }, [text, value, required, single, onCommit])

  const leave = () => {
    const typed = text.trim()
    if (required && !typed) setText(value)
    else {
      const next = single ? typed : text
      setText(next !== value && onCommit(next) ? next : value)
    }
  }

  return (
    <textarea
      ref={innerRef}
      data-act={act}
      placeholder={blank}
      aria-label={label}
      rows={1}
      className={`edit-text ${className}`}
      value={text}
      maxLength={maxLength}
      spellCheck={false}
      onChange={(event) => setText(single ? event.target.value.replace(/\n/g, '') : event.target.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setText(value)
        if (single && event.key === 'Enter' && !event.nativeEvent.isComposing) {
          event.preventDefault()
          event.currentTarget.blur()
        }
      }}
    />
  )
}
