'use client'

import type { ClipboardEvent, DragEvent } from 'react'
import { useEffect, useId, useRef, useState } from 'react'
import { Button } from './button'
import { fileSize, refusalBeforeUpload } from './file-rules'
import { startUpload } from './upload'

export interface UploadedFile {
  uploadId: string
  name: string
  size: number
}

type Item = { key: string; file: File; sent: number; broken?: boolean } & (
  | { state: 'waiting' | 'sending' | 'done' }
  | { state: 'refused'; why: string; mayRetry: boolean }
)

interface FileDropProps {
  label: string
  help?: string
  /** A tus endpoint. */
  endpoint?: string
  /** As of `<input accept>`; also checked before anything is sent. */
  accept?: string
  maxSize?: number
  multiple?: boolean
  /** A second button for the phone's camera. */
  camera?: boolean
  /**
   * Nothing returned: the file stays in this list. A promise: the file is handed over; null takes it off the list because the
   * page shows it elsewhere, a sentence is shown as its refusal.
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: most pages only take note of the upload
  onUploaded: (file: UploadedFile) => void | Promise<string | null>
  onRemoved?: (file: UploadedFile) => void
  /** True while something is on its way: hold the submit button's words, not the form. */
  onBusy?: (busy: boolean) => void
}

/** Drag, paste, choose or photograph; each file has its own progress, goes on after a broken line and can be tried again. */
export function FileDrop(props: FileDropProps) {
  const { label, help, endpoint = '/api/uploads', accept, maxSize = 200 * 1024 * 1024, multiple = true, camera } = props
  const [items, setItems] = useState<Item[]>([])
  const [over, setOver] = useState(false)
  const done = useRef(new Map<string, UploadedFile>())
  const aborts = useRef(new Map<string, () => void>())
  const queue = useRef<Promise<void>>(Promise.resolve())
  const chooser = useRef<HTMLInputElement>(null)
  const shutter = useRef<HTMLInputElement>(null)
  const id = useId()

  const busy = items.some((item) => item.state === 'waiting' || item.state === 'sending')
  const { onBusy } = props
  useEffect(() => onBusy?.(busy), [busy, onBusy])
  useEffect(() => () => aborts.current.forEach((abort) => abort()), [])

  const patch = (key: string, change: Partial<Item>) =>
    setItems((all) => all.map((item) => (item.key === key ? ({ ...item, ...change } as Item) : item)))

  const send = (key: string, file: File) => {
    let dropped = false
    aborts.current.set(key, () => (dropped = true))
    // One after another: on an office line two halves arrive later than one whole.
    queue.current = queue.current.then(async () => {
      if (dropped) return
      patch(key, { state: 'sending' })
      const result = await startUpload(file, endpoint, {
        onProgress: (sent) => patch(key, { sent, broken: false }),
        onBroken: () => patch(key, { broken: true }),
        onAbortable: (abort) => aborts.current.set(key, abort),
      })
      aborts.current.delete(key)
      if (result.ok) {
        const uploaded = { uploadId: result.uploadId, name: file.name, size: file.size }
        const handedOver = props.onUploaded(uploaded)
        if (!handedOver) {
          done.current.set(key, uploaded)
          patch(key, { state: 'done', sent: file.size })
          return
        }
        const why = await handedOver
        if (why === null) setItems((all) => all.filter((item) => item.key !== key))
        else patch(key, { state: 'refused', why, mayRetry: false })
      } else if (!result.aborted) patch(key, { state: 'refused', why: result.why, mayRetry: result.mayRetry })
    })
  }

  const add = (files: Iterable<File>) => {
    const chosen = [...files].slice(0, multiple ? undefined : 1)
    const fresh = chosen.map((file): Item => {
      const why = refusalBeforeUpload(file, accept, maxSize)
      const base = { key: crypto.randomUUID(), file, sent: 0 }
      return why ? { ...base, state: 'refused', why, mayRetry: false } : { ...base, state: 'waiting' }
    })
    setItems((before) => (multiple ? [...before, ...fresh] : fresh))
    for (const item of fresh) if (item.state === 'waiting') send(item.key, item.file)
  }

  const remove = (key: string) => {
    aborts.current.get(key)?.()
    aborts.current.delete(key)
    setItems((all) => all.filter((item) => item.key !== key))
    const uploaded = done.current.get(key)
    if (uploaded) props.onRemoved?.(uploaded)
  }

  const take = (input: HTMLInputElement) => {
    add(input.files ?? [])
    input.value = ''
  }

  return (
    <div
      className="field"
      role="group"
      aria-labelledby={`${id}-label`}
      onPaste={(event: ClipboardEvent) => {
        if (!event.clipboardData.files.length) return
        event.preventDefault()
        add(event.clipboardData.files)
      }}
    >
      <span id={`${id}-label`} className="field-label">
        {label}
      </span>
      <div
        className="drop flex flex-wrap items-center gap-x-4 gap-y-2"
        data-over={over}
        onDragOver={(event: DragEvent) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event: DragEvent) => {
          event.preventDefault()
          setOver(false)
          add(event.dataTransfer.files)
        }}
      >
        <Button onClick={() => chooser.current?.click()}>选择文件</Button>
        {camera ? (
          <Button className="md:hidden" onClick={() => shutter.current?.click()}>
            拍照
          </Button>
        ) : null}
        <span className="text-ink-2 max-md:hidden">也可以把文件拖到这里{multiple ? '，或按 Ctrl+V 粘贴截图' : ''}</span>
        <input
          ref={chooser}
          type="file"
          hidden
          multiple={multiple}
          accept={accept}
          aria-label={label}
          onChange={(event) => take(event.currentTarget)}
        />
        {camera ? (
          <input
            ref={shutter}
            type="file"
            hidden
            accept="image/*"
            capture="environment"
            aria-label={`${label}：拍照`}
            onChange={(event) => take(event.currentTarget)}
          />
        ) : null}
      </div>
      <p className="field-help">
        <strong className="font-medium text-ink">请勿上传涉密材料。</strong>
        {help ? `${help} ` : ''}单个文件不超过 {fileSize(maxSize)}。
      </p>
      {items.length ? (
        <ul className="mt-1" aria-live="polite">
          {items.map((item) => (
            <FileLine
              key={item.key}
              item={item}
              onRemove={() => remove(item.key)}
              onRetry={() => send(item.key, item.file)}
            />
          ))}
        </ul>
      ) : null}
    </div>
  )
}

function FileLine({ item, onRemove, onRetry }: { item: Item; onRemove: () => void; onRetry: () => void }) {
  const percent = item.file.size ? Math.floor((item.sent / item.file.size) * 100) : 0
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-4 border-b border-line py-1">
      <span className="truncate" title={item.file.name}>
        {item.file.name}
      </span>
      <span className="text-ink-3">{fileSize(item.file.size)}</span>
      <span className="flex items-center justify-end">
        {item.state === 'refused' && item.mayRetry ? (
          <Button variant="quiet" onClick={onRetry}>
            重试
          </Button>
        ) : null}
        <Button variant="quiet" aria-label={`移除 ${item.file.name}`} onClick={onRemove}>
          移除
        </Button>
      </span>
      <span className="col-span-3 pb-1">
        {item.state === 'waiting' ? <span className="text-ink-3">等待上传</span> : null}
        {item.state === 'sending' ? (
          <span className="flex items-center gap-3">
            <progress
              className="meter"
              max={item.file.size}
              value={item.sent}
              aria-label={`${item.file.name} 上传进度`}
            />
            <span className="w-12 text-right text-ink-2">{percent}%</span>
          </span>
        ) : null}
        {item.state === 'sending' && item.broken ? (
          <span className="text-ink-2">连接中断，正在自动重试，已传的部分不会丢…</span>
        ) : null}
        {item.state === 'done' ? <span className="text-lamp-green">✓ 已上传</span> : null}
        {item.state === 'refused' ? <span className="field-error">{item.why}</span> : null}
      </span>
    </li>
  )
}
