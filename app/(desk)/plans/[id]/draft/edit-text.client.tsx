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
}

const IDLE_MS = 1500

/** Text edited in its place: saved when the field is left, after a pause, and when the page goes away. */
export function EditText(props: EditTextProps) {
  const { label, value, onCommit, className = '', single = true, maxLength, required = false, innerRef } = props
  const [text, setText] = useState(value)
  // What the draft says wins once it changes: undo, a merge, another's version.
  const [shown, setShown] = useState(value)
  if (shown !== value) {
    setShown(value)
    setText(value)
  }

  useEffect(() => {
    const commit = () => {
      const typed = text.trim()
      if (required && !typed) return
      if (!onCommit(single ? typed : text)) setText(value)
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
    else if (text !== value && !onCommit(single ? typed : text)) setText(value)
  }

  return (
    <textarea
      ref={innerRef}
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
