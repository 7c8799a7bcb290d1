'use client'

import { clockTime } from './dates'

export type AutosaveState =
  | { kind: 'idle' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: number }
  | { kind: 'failed'; why?: string }

/** Stands by the button: 已自动保存 14:02. */
export function AutosaveNote({ state }: { state: AutosaveState }) {
  return (
    <span role="status" className={state.kind === 'failed' ? 'text-lamp-red' : 'text-ink-3'}>
      {state.kind === 'saving' ? '正在保存…' : null}
      {state.kind === 'saved' ? `已自动保存 ${clockTime(state.at)}` : null}
      {state.kind === 'failed' ? `尚未保存：${state.why ?? '网络不通，稍后自动再试'}。请不要关闭页面。` : null}
    </span>
  )
}
