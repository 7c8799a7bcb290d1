'use client'

import type { ReactNode } from 'react'
import { useId, useRef, useState, useTransition } from 'react'
import type { ButtonVariant } from './button'
import { Button } from './button'
import { Dialog } from './dialog.client'
import { showFlash } from './flash.client'
import { NoticeBar } from './notice-bar'
import type { FormVerb } from './outcome'
import { SubmitButton } from './submit-button.client'
import { Textarea } from './textarea'

interface ReasonDialogProps {
  /** What stands on the page's button: 退回 */
  label: ReactNode
  /** 退回“三季度进展” */
  title: string
  /** What will happen, in a sentence. */
  explain?: ReactNode
  /** What stands on the button that does it: 退回并说明 */
  verb: string
  action: FormVerb
  /** Common reasons at hand; a tap puts one into the text. */
  reasons?: string[]
  reasonLabel?: string
  name?: string
  /** Goes along unseen: id, version. */
  hidden?: Record<string, string | number>
  /** More fields above the reason (a new date, a unit). */
  children?: ReactNode
  variant?: ButtonVariant
  hotkey?: string
}

export function ReasonDialog(props: ReasonDialogProps) {
  const { label, title, explain, verb, action, reasons = [], reasonLabel = '理由', name = 'reason' } = props
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()
  const [text, setText] = useState('')
  const area = useRef<HTMLTextAreaElement>(null)
  const id = useId()

  const add = (reason: string) => {
    setText((before) => (before.includes(reason) ? before : before.trim() ? `${before.trimEnd()}\n${reason}` : reason))
    setProblem(undefined)
    area.current?.focus()
  }

  const submit = (data: FormData) => {
    if (!text.trim()) {
      setProblem('请写明理由，对方会看到这段话。')
      area.current?.focus()
      return
    }
    start(async () => {
      try {
        const outcome = await action(data)
        if (outcome && !outcome.ok) {
          setProblem(outcome.message)
          return
        }
        setOpen(false)
        setText('')
        if (outcome?.message) showFlash(outcome.message)
      } catch {
        setProblem('没有送达，请检查网络后再试；您写的理由还在。')
      }
    })
  }

  return (
    <>
      <Button variant={props.variant} hotkey={props.hotkey} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={title}>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            if (!pending) submit(new FormData(event.currentTarget))
          }}
        >
          {Object.entries(props.hidden ?? {}).map(([key, value]) => (
            <input key={key} type="hidden" name={key} value={value} />
          ))}
          {explain ? <p className="text-ink-2">{explain}</p> : null}
          {problem && text.trim() ? (
            <NoticeBar tone="error" live>
              {problem}
            </NoticeBar>
          ) : null}
          {props.children}
          {reasons.length ? (
            <div role="group" aria-label="常用理由" className="flex flex-wrap gap-2">
              {reasons.map((reason) => (
                <button key={reason} type="button" className="chip" onClick={() => add(reason)}>
                  {reason}
                </button>
              ))}
            </div>
          ) : null}
          <Textarea
            ref={area}
            id={id}
            name={name}
            label={reasonLabel}
            value={text}
            error={problem && !text.trim() ? problem : undefined}
            onChange={(event) => setText(event.target.value)}
          />
          <div className="dialog-foot">
            <Button onClick={() => setOpen(false)}>取消</Button>
            <SubmitButton pending={pending} variant={props.variant === 'danger' ? 'danger' : 'primary'}>
              {verb}
            </SubmitButton>
          </div>
        </form>
      </Dialog>
    </>
  )
}
