'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { showFlash } from '@/app/_ui/flash.client'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import { importPlanAction } from '../actions'

const FileDrop = dynamic(() => import('@/app/_ui/file-drop.client').then((module) => module.FileDrop), {
  loading: () => <div className="skeleton h-28" />,
})

const MAX = 50 * 1024 * 1024
const accept = '.docx,.doc,.wps,.pdf,.html,.htm,.txt,.md,.xlsx'

export function ImportForm() {
  const router = useRouter()
  const [uploadId, setUploadId] = useState<string>()
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [reading, start] = useTransition()

  const submit = () => {
    if (!uploadId) {
      setProblem(sending ? '文件还在上传，请等进度到 100% 再读取。' : '请先选择规划文件。')
      return
    }
    setProblem(undefined)
    start(async () => {
      const result = await importPlanAction({ uploadId }).catch(() => null)
      if (!result) setProblem('没有送达，请检查网络后再点一次；文件已经上传，不必重选。')
      else if (!result.ok) setProblem(result.message)
      else {
        if (result.value.existing) showFlash('这个文件已经导入为草案，为您打开')
        router.push(`/plans/${result.value.planId}/draft`)
      }
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
        label="规划原文"
        help="Word（docx、doc）、PDF、网页（html）、纯文本（txt）或 Excel，编码 UTF-8 或 GB18030 均可。"
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
        <SubmitButton pending={reading} busy="正在读取原文…">
          读取并开始核对
        </SubmitButton>
        {reading ? <span className="text-ink-2">正在读取，较长的文件要十几秒，请不要关闭本页。</span> : null}
      </div>
    </form>
  )
}
