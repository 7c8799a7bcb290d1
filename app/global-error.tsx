'use client'

import './globals.css'
import { Button } from './_ui/button'
import { PlainPage } from './_ui/plain-page'

export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  return (
    <html lang="zh-CN">
      <body>
        <title>系统出错 · 落实</title>
        <PlainPage title="系统暂时不能使用" text="差错已记录在案；您此前保存的内容没有丢失。请稍后重试。">
          <Button variant="primary" onClick={() => retry()}>
            重试
          </Button>
          {digest ? <p className="basis-full text-ink-3">编号 {digest}</p> : null}
        </PlainPage>
      </body>
    </html>
  )
}
