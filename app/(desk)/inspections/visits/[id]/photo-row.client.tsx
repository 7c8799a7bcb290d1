'use client'

import { useRef, useState } from 'react'
import { Button } from '@/app/_ui/button'
import { shrinkPhoto } from './shrink-photo.client'
import { newUuid, type VisitHandle } from './use-visit.client'

interface PhotoRowProps {
  /** Number of the answer or the finding that the photos show. */
  of: string
  visit: VisitHandle
  canEdit: boolean
  asked?: boolean
}

const moment = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** Photos straight from the camera or the album, each with its time; on the device at once, on the server later. */
export function PhotoRow({ of, visit, canEdit, asked = false }: PhotoRowProps) {
  const [busy, setBusy] = useState(false)
  const shutter = useRef<HTMLInputElement>(null)
  const photos = visit.view.photos.filter((photo) => photo.of === of)

  const take = async (files: FileList | null) => {
    setBusy(true)
    for (const file of files ?? []) {
      const { blob, name, takenAt } = await shrinkPhoto(file)
      await visit.change({ kind: 'photo', data: { uuid: newUuid(), of, name, takenAt }, blob })
    }
    setBusy(false)
    if (shutter.current) shutter.current.value = ''
  }

  return (
    <div className="flex flex-col gap-2">
      {photos.length > 0 ? (
        <ul className="photo-row">
          {photos.map((photo) => (
            <li key={photo.uuid}>
              <a href={photo.href} target="_blank" rel="noreferrer">
                {/* biome-ignore lint/performance/noImgElement: the picture may be on this device only */}
                <img src={photo.href} alt={`现场照片 ${photo.name}`} loading="lazy" />
              </a>
              <span className="text-ink-3">{moment.format(new Date(photo.takenAt))}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {canEdit ? (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button onClick={() => shutter.current?.click()} disabled={busy}>
            {busy ? '正在处理…' : '拍照或选照片'}
          </Button>
          {asked && photos.length === 0 ? <span className="text-ink-3">此项要求照片</span> : null}
          <input
            ref={shutter}
            type="file"
            accept="image/*"
            multiple
            hidden
            aria-label="照片"
            onChange={(event) => void take(event.target.files)}
          />
        </div>
      ) : null}
    </div>
  )
}
