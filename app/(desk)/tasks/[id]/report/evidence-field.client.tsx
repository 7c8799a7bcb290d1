'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/app/_ui/button'
import type { UploadedFile } from '@/app/_ui/file-drop.client'
import { fileSize } from '@/app/_ui/file-rules'
import type { FormMilestone } from './milestone-claims.client'
import { attachEvidenceAction, linkEvidenceAction, removeEvidenceAction } from './actions'

const FileDrop = dynamic(() => import('@/app/_ui/file-drop.client').then((module) => module.FileDrop), {
  loading: () => <div className="drop h-17" />,
})

export interface FormEvidence {
  id: number
  fileId: number
  name: string
  size: number
  milestoneId: number | null
}

export interface Reusable {
  evidenceId: number
  name: string
  size: number
  /** 2026年第3季度 · 全民健身 */
  from: string
}

interface EvidenceFieldProps {
  /** Null: proves the report as a whole. */
  milestone: FormMilestone | null
  evidence: readonly FormEvidence[]
  reusable: readonly Reusable[]
  /** The report's number; saves the draft first where there is none yet. Null: it could not be saved. */
  ensureDraft: () => Promise<number | null>
  inTurn: <T>(work: () => Promise<T>) => Promise<T>
  /** Takes note of the version that a link or its removal gave the draft. */
  onVersion: (version: number) => void
}

type Answer = { ok: true; value: { version: number } } | { ok: false; message: string }

const unsaved = '草稿没有保存成功，请看页面上方的提示，再试一次。'

/** Files of one milestone or of the report: what is there, what to add, what the unit has given before. */
export function EvidenceField(props: EvidenceFieldProps) {
  const { milestone, evidence, reusable, ensureDraft, inTurn, onVersion } = props
  const [problem, setProblem] = useState<string>()
  const milestoneId = milestone?.id ?? null

  const write = async (work: () => Promise<Answer>): Promise<string | null> => {
    try {
      const answer = await inTurn(work)
      if (!answer.ok) return answer.message
      onVersion(answer.value.version)
      return null
    } catch {
      return '没有送达，请检查网络后再试。'
    }
  }

  const attach = async (file: UploadedFile): Promise<string | null> => {
    const reportId = await ensureDraft()
    if (reportId === null) return unsaved
    const files = [{ uploadId: file.uploadId, name: file.name }]
    return write(() => attachEvidenceAction({ reportId, files, milestoneId }))
  }

  const link = async (evidenceId: number) => {
    const reportId = await ensureDraft()
    setProblem(
      reportId === null
        ? unsaved
        : ((await write(() => linkEvidenceAction({ reportId, evidenceId, milestoneId }))) ?? undefined),
    )
  }

  const remove = async (evidenceId: number) =>
    setProblem((await write(() => removeEvidenceAction({ evidenceId }))) ?? undefined)

  return (
    <div className="flex flex-col gap-3">
      {evidence.length > 0 ? (
        <ul aria-label="已附的材料">
          {evidence.map((file) => (
            <li
              key={file.id}
              className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-4 border-b border-line"
            >
              <a className="link truncate" href={`/api/files/${file.id}?inline=1`} target="_blank" rel="noopener">
                {file.name}
              </a>
              <span className="text-ink-3">{fileSize(file.size)}</span>
              <Button variant="quiet" aria-label={`移除 ${file.name}`} onClick={() => void remove(file.id)}>
                移除
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {problem ? (
        <p className="field-error" role="alert">
          {problem}
        </p>
      ) : null}
      <FileDrop label={milestone ? `“${milestone.title}”的佐证` : '添加材料'} camera onUploaded={attach} />
      {reusable.length > 0 ? (
        <details>
          <summary className="link w-fit py-1">用已经交过的材料（{reusable.length}），不必重复上传</summary>
          <ul className="mt-1">
            {reusable.map((file) => (
              <li
                key={file.evidenceId}
                className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-b border-line"
              >
                <span className="min-w-0 py-1">
                  <a
                    className="link break-all"
                    href={`/api/files/${file.evidenceId}?inline=1`}
                    target="_blank"
                    rel="noopener"
                  >
                    {file.name}
                  </a>
                  <span className="block text-ink-3">
                    {file.from}，{fileSize(file.size)}
                  </span>
                </span>
                <Button variant="quiet" aria-label={`使用 ${file.name}`} onClick={() => void link(file.evidenceId)}>
                  使用
                </Button>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  )
}

/** Files of this report that prove something else already: one file may prove several things. */
export const filesElsewhere = (evidence: readonly FormEvidence[], milestoneId: number): Reusable[] => {
  const here = evidence.filter((file) => file.milestoneId === milestoneId)
  return evidence
    .filter((file) => file.milestoneId !== milestoneId && !here.some((own) => own.fileId === file.fileId))
    .map((file) => ({ evidenceId: file.id, name: file.name, size: file.size, from: '本次报送' }))
}
