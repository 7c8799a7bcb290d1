'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/app/_ui/button'
import { Checkbox } from '@/app/_ui/checkbox'
import { showFlash } from '@/app/_ui/flash.client'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { ReasonDialog } from '@/app/_ui/reason-dialog.client'
import { Textarea } from '@/app/_ui/textarea'
import { approveAction, endorseAction, returnAction } from './actions'

interface VerdictProps {
  reportId: number
  version: number
  /** 区教体局的2026年第4季度进展 */
  name: string
  claims: readonly { id: number; title: string }[]
  mayApprove: boolean
  mayEndorse: boolean
  mayReturn: boolean
}

const reasons = [
  '缺少要求的佐证材料',
  '佐证材料与节点不符',
  '数据前后不一致',
  '进展写得不够具体，请写明数量和地点',
  '请补充困难和下一步安排',
]

/** Approve, return, endorse; after a verdict the page below already shows the next item. */
export function Verdict({ reportId, version, name, claims, mayApprove, mayEndorse, mayReturn }: VerdictProps) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const [problem, setProblem] = useState<string>()
  const [refused, setRefused] = useState<Readonly<Record<number, string>>>({})

  const decide = (verb: typeof approveAction | typeof endorseAction) =>
    start(async () => {
      const returned = Object.entries(refused).map(([milestoneId, reason]) => ({ milestoneId, reason: reason.trim() }))
      if (returned.some((entry) => !entry.reason)) {
        setProblem('请写明不予核定的理由，对方会看到它。')
        return
      }
      try {
        const outcome = await verb({ reportId, version, returned })
        if (outcome.ok) return
        // Said at the top of the page, because the page below may already be on another item then.
        // Who was quicker stands there anyhow.
        if (outcome.code !== 'alreadyDecided') showFlash(outcome.message, 'error')
        router.refresh()
      } catch {
        setProblem('没有送达，请检查网络后再试。')
      }
    })

  const toggle = (id: number) =>
    setRefused((before) => {
      const { [id]: dropped, ...rest } = before
      return dropped === undefined ? { ...before, [id]: '' } : rest
    })

  return (
    <>
      {problem ? (
        <div className="basis-full">
          <NoticeBar tone="error" live>
            {problem}
          </NoticeBar>
        </div>
      ) : null}
      {mayApprove && claims.length > 0 ? (
        <div className="flex basis-full flex-wrap items-start gap-x-6">
          {claims.map((claim) => (
            <div key={claim.id} className={refused[claim.id] === undefined ? 'min-w-0' : 'min-w-0 basis-[480px]'}>
              <Checkbox
                checked={refused[claim.id] === undefined}
                onChange={() => toggle(claim.id)}
                label={`核定“${claim.title}”`}
              />
              {refused[claim.id] === undefined ? null : (
                <Textarea
                  label="只退回这个节点，理由"
                  rows={2}
                  value={refused[claim.id]}
                  onChange={(event) => setRefused({ ...refused, [claim.id]: event.target.value })}
                />
              )}
            </div>
          ))}
        </div>
      ) : null}
      {mayApprove ? (
        <Button
          variant="primary"
          hotkey="a"
          aria-disabled={pending || undefined}
          onClick={pending ? undefined : () => decide(approveAction)}
        >
          {pending ? '正在办理…' : Object.keys(refused).length > 0 ? '通过，退回未核定的节点' : '审核通过'}
        </Button>
      ) : null}
      {mayEndorse ? (
        <Button
          variant={mayApprove ? 'secondary' : 'primary'}
          hotkey={mayApprove ? undefined : 'a'}
          aria-disabled={pending || undefined}
          onClick={pending ? undefined : () => decide(endorseAction)}
        >
          复核同意
        </Button>
      ) : null}
      {mayReturn ? (
        <ReasonDialog
          label="退回"
          title={`退回${name}`}
          explain={
            claims.length > 0
              ? '对方会看到理由，修改后重新提交；申报的节点一并退回。'
              : '对方会看到理由，修改后重新提交。'
          }
          verb="退回并说明"
          reasons={reasons}
          action={returnAction}
          hidden={{ reportId, version }}
          hotkey="r"
        />
      ) : null}
    </>
  )
}
