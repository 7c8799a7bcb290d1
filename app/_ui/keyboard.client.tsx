'use client'

import { useEffect, useState } from 'react'
import { Dialog } from './dialog.client'
import { Kbd } from './kbd'

interface Key {
  key: string
  label: string
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]')

const visible = (element: HTMLElement) => element.checkVisibility({ visibilityProperty: true })

function keysOnPage(): Key[] {
  const keys = [...document.querySelectorAll<HTMLElement>('[data-key]')].filter(visible).map((element) => ({
    key: element.dataset.key ?? '',
    label: element.dataset.keyLabel ?? element.textContent?.trim() ?? '',
  }))
  const rows = document.querySelector('[data-row]')
    ? [
        { key: 'j', label: '下一行' },
        { key: 'k', label: '上一行' },
        { key: 'Enter', label: '打开这一行' },
      ]
    : []
  return [...keys, ...rows, { key: '?', label: '这份按键说明' }, { key: 'Esc', label: '关闭对话框、离开输入框' }]
}

function moveRow(step: 1 | -1) {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')].filter(visible)
  const now = rows.findIndex((row) => row.contains(document.activeElement))
  const row = rows[now === -1 ? (step === 1 ? 0 : rows.length - 1) : now + step]
  const target = row?.matches('a, button') ? row : row?.querySelector<HTMLElement>('a, button, input')
  target?.focus()
  row?.scrollIntoView({ block: 'nearest' })
}

function pressBound(key: string): boolean {
  const bound = [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)].find(visible)
  if (!bound) return false
  if (bound.matches('input, textarea, select')) bound.focus()
  else bound.click()
  return true
}

/**
 * Generic on purpose: whatever carries `data-key="a"` is clicked (a field: focused) by that key, whatever carries
 * `data-row` is walked with j and k. Pages add the attributes and nothing else.
 */
export function KeyboardHelp() {
  const [keys, setKeys] = useState<Key[]>()

  useEffect(() => {
    const keydown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return
      if (isTyping(event.target)) {
        if (event.key === 'Escape') (event.target as HTMLElement).blur()
        return
      }
      if (document.querySelector('dialog[open]')) return
      if (event.key === '?') setKeys(keysOnPage())
      else if (pressBound(event.key)) {
        // A page that binds j and k itself (the review queue) walks by its own links.
      } else if (event.key === 'j' || event.key === 'k') moveRow(event.key === 'j' ? 1 : -1)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', keydown)
    return () => document.removeEventListener('keydown', keydown)
  }, [])

  return (
    <Dialog open={keys !== undefined} onClose={() => setKeys(undefined)} title="本页按键">
      <dl className="grid grid-cols-[5rem_1fr] gap-y-2">
        {keys?.map(({ key, label }) => (
          <div key={key + label} className="contents">
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
