'use client'

import { useState } from 'react'
import { Button } from './button'
import { NoticeBar } from './notice-bar'

/** The only time that an initial password or a token can be read. */
export function ShownOnce({ label, secret, note }: { label: string; secret: string; note: string }) {
  const [isCopied, setCopied] = useState(false)
  return (
    <NoticeBar
      tone="success"
      live
      action={
        <Button
          onClick={() => {
            void navigator.clipboard?.writeText(secret).then(() => setCopied(true))
          }}
        >
          {isCopied ? '已复制' : '复制'}
        </Button>
      }
    >
      <p>{label}</p>
      <p className="py-1 text-read font-semibold break-all whitespace-pre-wrap select-all">{secret}</p>
      <p className="text-ink-2">{note}</p>
    </NoticeBar>
  )
}
