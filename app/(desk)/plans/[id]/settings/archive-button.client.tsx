'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { showFlash } from '@/app/_ui/flash.client'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import { archivePlanAction } from '../../actions'

export function ArchiveButton({ planId, version, title }: { planId: number; version: number; title: string }) {
  const router = useRouter()
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()
  const submit = () =>
    start(async () => {
      const result = await archivePlanAction({ planId, version }).catch(() => null)
      if (!result?.ok) {
        setProblem(result?.message ?? '没有送达，请检查网络后再试。')
        return
      }
      showFlash(`“${title}”已归档`)
      router.push(`/plans/${planId}`)
    })
  return (
    <form
      className="flex flex-col items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!pending) submit()
      }}
    >
      {problem ? <NoticeBar tone="error">{problem}</NoticeBar> : null}
      <SubmitButton pending={pending} variant="danger">
        归档规划
      </SubmitButton>
    </form>
  )
}
