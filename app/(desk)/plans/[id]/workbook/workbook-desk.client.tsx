'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useMemo, useState, useTransition } from 'react'
import { Button } from '@/app/_ui/button'
import { showFlash } from '@/app/_ui/flash.client'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { Section } from '@/app/_ui/section'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import type { WorkbookComparison } from '@/lib/domain/plan/workbook-difference'
import { compareWorkbookAction, takeWorkbookAction } from './actions'
import { DifferenceList } from './difference-list.client'
import { RefusedRows } from './refused-rows.client'

const FileDrop = dynamic(() => import('@/app/_ui/file-drop.client').then((module) => module.FileDrop), {
  loading: () => <div className="skeleton h-28" />,
})

const MAX = 20 * 1024 * 1024
const unsent = '没有送达，请检查网络后再试；文件已经上传，勾选也还在。'

type Compared = { readonly comparison: WorkbookComparison; readonly version: number }
type Trouble = { readonly message: string; readonly isStale: boolean }

export function WorkbookDesk({ planId }: { planId: number }) {
  const router = useRouter()
  const [uploadId, setUploadId] = useState<string>()
  const [sending, setSending] = useState(false)
  const [compared, setCompared] = useState<Compared>()
  const [answers, setAnswers] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [trouble, setTrouble] = useState<Trouble>()
  const [comparing, startCompare] = useTransition()
  const [taking, startTake] = useTransition()
  const differences = useMemo(() => compared?.comparison.differences ?? [], [compared])
  const answerOf = (id: string, taken: boolean | null): boolean | null => answers.get(id) ?? taken
  const take = differences.filter((one) => answerOf(one.id, one.taken) === true).map((one) => one.id)
  const open = differences.filter((one) => answerOf(one.id, one.taken) === null).length

  const refuse = (message: string, isStale = false) => setTrouble({ message, isStale })
  const compare = () => {
    if (!uploadId) return refuse(sending ? '文件还在上传，请等进度到 100% 再对照。' : '请先选择改好的分工表。')
    setTrouble(undefined)
    startCompare(async () => {
      const result = await compareWorkbookAction({ planId, uploadId }).catch(() => null)
      if (!result) return refuse(unsent)
      if (!result.ok) return refuse(result.message)
      const { comparison, version } = result.value
      if (comparison) setCompared({ comparison, version })
    })
  }
  const write = () => {
    if (!compared || taking) return
    if (open > 0) return refuse(`还有 ${open} 项两边都改过，请先逐项选定采用哪一边。`)
    if (take.length === 0) return refuse('没有勾选任何一项。')
    setTrouble(undefined)
    startTake(async () => {
      const input = { planId, uploadId, version: compared.version, take }
      const result = await takeWorkbookAction(input).catch(() => null)
      if (!result) return refuse(unsent)
      if (!result.ok) return refuse(result.message, result.code === 'draftStale' || result.code === 'draftTargetGone')
      showFlash(`${result.value.summary}。在核对页点“撤销”可以一步收回。`)
      router.push(`/plans/${planId}/draft`)
    })
  }
  const forget = () => {
    setCompared(undefined)
    setAnswers(new Map())
    setTrouble(undefined)
  }

  return (
    <>
      <Section title="二、导入">
        <form
          className="flex max-w-[640px] flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            if (!comparing) compare()
          }}
        >
          <FileDrop
            label="改好的分工表"
            help="在导出的文件上修改、存为 .xlsx；请保留表头和隐藏的“标识”列。"
            accept=".xlsx"
            maxSize={MAX}
            multiple={false}
            onUploaded={(file) => {
              setUploadId(file.uploadId)
              forget()
            }}
            onRemoved={() => {
              setUploadId(undefined)
              forget()
            }}
            onBusy={setSending}
          />
          {trouble && !compared ? (
            <NoticeBar tone="error" live>
              {trouble.message}
            </NoticeBar>
          ) : null}
          <div>
            <SubmitButton pending={comparing} busy="正在逐行对照…" variant={compared ? 'secondary' : 'primary'}>
              {compared ? '重新对照' : '与草案对照'}
            </SubmitButton>
          </div>
        </form>
      </Section>
      {compared ? (
        <>
          <RefusedRows refused={compared.comparison.refused} />
          <DifferenceList
            comparison={compared.comparison}
            version={compared.version}
            answerOf={answerOf}
            onAnswer={(ids, taken) =>
              setAnswers((before) => new Map([...before, ...ids.map((id) => [id, taken] as const)]))
            }
          />
          {differences.length > 0 ? (
            <div className="action-bar flex flex-col gap-3">
              {trouble ? (
                <NoticeBar
                  tone="error"
                  live
                  action={trouble.isStale ? <Button onClick={compare}>重新对照，保留勾选</Button> : undefined}
                >
                  {trouble.message}
                </NoticeBar>
              ) : null}
              <div className="flex flex-wrap items-center gap-4">
                <Button variant="primary" aria-disabled={taking || undefined} onClick={write}>
                  {taking ? '正在写入…' : `写入草案（${take.length} / ${differences.length} 项）`}
                </Button>
                {open > 0 ? <span className="text-lamp-red">还有 {open} 项两边都改过，请先选定</span> : null}
              </div>
            </div>
          ) : null}
        </>
      ) : null}
    </>
  )
}
