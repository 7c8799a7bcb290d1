'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import { rereadPlanAction } from './actions'

const FileDrop = dynamic(() => import('@/app/_ui/file-drop.client').then((module) => module.FileDrop), {
  loading: () => <div className="skeleton h-28" />,
})

const MAX = 50 * 1024 * 1024
const accept = '.docx,.doc,.wps,.pdf,.html,.htm,.txt,.md,.xlsx'

export function UploadForm({ planId }: { planId: number }) {
  const router = useRouter()
  const [uploadId, setUploadId] = useState<string>()
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [reading, start] = useTransition()

  const submit = () => {
    if (!uploadId) {
      setProblem(sending ? '文件还在上传，请等进度到 100% 再比较。' : '请先选择修订后的文件。')
      return
    }
    setProblem(undefined)
    start(async () => {
      const result = await rereadPlanAction({ planId, uploadId }).catch(() => null)
      if (!result) setProblem('没有送达，请检查网络后再点一次；文件已经上传，不必重选。')
      else if (!result.ok) setProblem(result.message)
      else router.refresh()
    })
  }

  return (
    <form
      className="flex max-w-[640px] flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!reading) submit()
      }}
    >
      {problem ? (
        <NoticeBar tone="error" live>
          {problem}
        </NoticeBar>
      ) : null}
      <FileDrop
        label="修订稿"
        help="与导入规划相同：Word、PDF、网页、纯文本或 Excel。"
        accept={accept}
        maxSize={MAX}
        multiple={false}
        onUploaded={(file) => {
          setUploadId(file.uploadId)
          setProblem(undefined)
        }}
        onRemoved={() => setUploadId(undefined)}
        onBusy={setSending}
      />
      <div className="action-bar flex items-center gap-4">
        <SubmitButton pending={reading} busy="正在读取和比较…">
          读取并比较
        </SubmitButton>
        {reading ? <span className="text-ink-2">较长的文件要十几秒，请不要关闭本页。</span> : null}
      </div>
    </form>
  )
}
