import { useId } from 'react'
import type { Lamp as LampTone } from '@/lib/domain/calendar/lamp'
import { lampWords } from '@/lib/domain/calendar/lamp'

interface LampProps {
  tone: LampTone
  /** Where the state has a more exact word: 待签收, 已暂停, 退回. */
  word?: string
  /** `↩` for a return; otherwise the tone's own shape. */
  shape?: string
  /** 截止 2026-06-30，已逾期 99 个工作日 */
  why?: string
}

/** Shape, word and colour always; the reason on hover (title) and on tap or Enter (popover). */
export function Lamp({ tone, word = lampWords[tone].word, shape = lampWords[tone].mark, why }: LampProps) {
  const id = useId()
  const face = (
    <>
      <span className="lamp-shape" aria-hidden="true">
        {shape}
      </span>
      <span className="lamp-word">{word}</span>
    </>
  )
  if (!why) {
    return (
      <span className="lamp" data-lamp={tone}>
        {face}
      </span>
    )
  }
  return (
    <>
      <button type="button" className="lamp" data-lamp={tone} title={why} popoverTarget={id} aria-describedby={id}>
        {face}
      </button>
      <span id={id} popover="auto" className="float">
        {why}
      </span>
    </>
  )
}
