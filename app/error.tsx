'use client'

import { Button, LinkButton } from './_ui/button'
import { PlainPage } from './_ui/plain-page'

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  return (
    <PlainPage
      title="页面没有打开"
      text="系统出了差错，已记录在案；您此前保存的内容没有丢失。请重试，仍不行时把下面的编号告诉系统管理员。"
    >
      <Button variant="primary" onClick={() => retry()}>
        重试
      </Button>
      <LinkButton href="/">回到今日待办</LinkButton>
      {digest ? <p className="basis-full text-ink-3">编号 {digest}</p> : null}
    </PlainPage>
  )
}
