'use client'

import { type PointerEvent, useRef, useState } from 'react'
import { Button } from '@/app/_ui/button'
import { Dialog } from '@/app/_ui/dialog.client'
import { TextInput } from '@/app/_ui/text-input'

interface SignaturePadProps {
  onKeep: (signature: { name: string; duty: string; blob: Blob }) => void
  onClose: () => void
}

const WIDTH = 600
const HEIGHT = 240

/** Name, duty and a stroke with the finger. Nobody has to sign; whoever does sees what is kept. */
export function SignaturePad({ onKeep, onClose }: SignaturePadProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [drawn, setDrawn] = useState(false)
  const [name, setName] = useState('')
  const [duty, setDuty] = useState('')
  const [trouble, setTrouble] = useState<string>()

  const at = (event: PointerEvent<HTMLCanvasElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect()
    return [((event.clientX - box.left) / box.width) * WIDTH, ((event.clientY - box.top) / box.height) * HEIGHT]
  }
  const start = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    const pen = event.currentTarget.getContext('2d')
    if (!pen) return
    pen.lineWidth = 4
    pen.lineCap = 'round'
    pen.lineJoin = 'round'
    pen.beginPath()
    pen.moveTo(...at(event))
  }
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const pen = event.currentTarget.getContext('2d')
    pen?.lineTo(...at(event))
    pen?.stroke()
    setDrawn(true)
  }
  const clear = () => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, WIDTH, HEIGHT)
    setDrawn(false)
  }
  const keep = () => {
    if (!name.trim()) {
      setTrouble('请填写签名人的姓名。')
      return
    }
    canvas.current?.toBlob((blob) => {
      if (blob) onKeep({ name: name.trim(), duty: duty.trim(), blob })
    }, 'image/png')
  }

  return (
    <Dialog open onClose={onClose} title="在场人员签名（自愿）">
      <div className="flex flex-col gap-4">
        <TextInput label="姓名" value={name} error={trouble} onChange={(event) => setName(event.target.value)} />
        <TextInput label="职务" optional value={duty} onChange={(event) => setDuty(event.target.value)} />
        <div>
          <p className="field-label">手写签名</p>
          <canvas
            ref={canvas}
            width={WIDTH}
            height={HEIGHT}
            className="signature-pad"
            role="img"
            aria-label={drawn ? '已有笔迹' : '手写签名区，没有笔迹也可以只填姓名'}
            onPointerDown={start}
            onPointerMove={draw}
          />
        </div>
        <div className="flex gap-2">
          <Button variant="primary" onClick={keep}>
            存下签名
          </Button>
          <Button onClick={clear}>重签</Button>
        </div>
      </div>
    </Dialog>
  )
}
