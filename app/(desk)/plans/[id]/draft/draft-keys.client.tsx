'use client'

import { useEffect, useRef } from 'react'

interface DraftKeysProps {
  /** For what is selected; false where nothing is, and the key means the row. */
  onAdd: (role: 'lead' | 'support') => boolean
  onToggle: (key: string, through: boolean) => void
  onSection: (itemKey: string) => void
  onPrevious: () => void
  onUndo: () => void
  onRedo: () => void
}

/** The row that keys speak of: where the focus is, else where it was last, else where the walk of doubts stands. */
const useRow = () => {
  const last = useRef<HTMLElement | null>(null)
  useEffect(() => {
    const remember = (event: FocusEvent) => {
      const row = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('.draft-row') : null
      if (!row || row === last.current) return
      last.current?.removeAttribute('data-here')
      row.setAttribute('data-here', '')
      last.current = row
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [])
  return () =>
    last.current?.isConnected
      ? last.current
      : document.querySelector<HTMLElement>('.draft-row[data-spot-now], .draft-row')
}

/**
 * The keys of the correction page. KeyboardHelp presses whatever carries `data-key` and lists it under `?`; these have no
 * place of their own on the screen, for what they press stands in every row.
 */
export function DraftKeys({ onAdd, onToggle, onSection, onPrevious, onUndo, onRedo }: DraftKeysProps) {
  const rowNow = useRow()
  const within = (act: string, verb: (element: HTMLElement) => void) => () => {
    const element = rowNow()?.querySelector<HTMLElement>(`[data-act="${act}"]`)
    if (element) verb(element)
  }
  const press = (act: string) => within(act, (element) => element.click())
  const focus = (act: string) =>
    within(act, (element) => {
      element.focus()
      if (element instanceof HTMLTextAreaElement) element.select()
    })
  const add = (role: 'lead' | 'support') => () => {
    if (!onAdd(role)) press(role)()
  }
  const choose = (through: boolean) => () => {
    const row = rowNow()
    if (row?.dataset.item) onToggle(row.dataset.item, through)
    else row?.querySelector<HTMLElement>('[data-act="select"]')?.click()
  }

  const section = useRef(onSection)
  const row = useRef(rowNow)
  useEffect(() => {
    section.current = onSection
    row.current = rowNow
  })
  useEffect(() => {
    const keydown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'a') return
      if (event.target instanceof HTMLElement && event.target.closest('input:not([type=checkbox]), textarea, dialog'))
        return
      const item = row.current()?.dataset.item
      if (!item) return
      event.preventDefault()
      section.current(item)
    }
    document.addEventListener('keydown', keydown)
    return () => document.removeEventListener('keydown', keydown)
  }, [])

  const keys: readonly (readonly [string, string, () => void])[] = [
    ['N', '上一处待确认', onPrevious],
    ['x', '选择这一项', choose(false)],
    ['X', '从上次所选到这一项全选', choose(true)],
    ['Ctrl+A', '选中本章节全部任务', () => undefined],
    ['e', '改名称', focus('title')],
    ['l', '加牵头单位（有所选则为全部所选）', add('lead')],
    ['p', '加配合单位（有所选则为全部所选）', add('support')],
    ['s', '采纳第一条建议的牵头单位', press('accept')],
    ['d', '改时限', focus('deadline')],
    ['c', '长期坚持', press('ongoing')],
    ['i', '交办或不交办', press('issue')],
    ['t', '展开任务内容', press('text')],
    ['u', '撤销', onUndo],
    ['U', '重做', onRedo],
  ]
  return (
    <div className="sr-only" aria-hidden="true">
      {keys.map(([key, label, act]) => (
        <button key={key} type="button" tabIndex={-1} data-key={key} data-key-label={label} onClick={act} />
      ))}
    </div>
  )
}
