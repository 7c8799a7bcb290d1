'use client'

import { Button } from '@/app/_ui/button'
import { clockTime } from '@/app/_ui/dates'
import { FieldDiff } from '@/app/_ui/diff'
import { FormErrors } from '@/app/_ui/form-errors'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { StaleNotice } from '@/app/_ui/stale-notice'
import { reportFieldLabels } from '@/lib/domain/labels'
import type { FormValues } from './form-values.view'
import type { LocalCopy } from './local-copy.client'
import type { Failure } from './use-report-draft.client'

/** This device holds something that never arrived. */
export function UnsentNotice(props: { copy: LocalCopy; onRestore: () => void; onDrop: () => void }) {
  return (
    <NoticeBar
      tone="warning"
      action={
        <span className="flex gap-2">
          <Button onClick={props.onRestore}>恢复这份内容</Button>
          <Button variant="quiet" onClick={props.onDrop}>
            不要了
          </Button>
        </span>
      }
    >
      本机保存着 {clockTime(props.copy.at)} 填写、没有送达的内容。
    </NoticeBar>
  )
}

interface TheirsNoticeProps {
  failure: Failure | null
  theirs: FormValues
  mine: FormValues
  onTakeTheirs: () => void
  onKeepMine: () => void
}

/** The second editor is told who was first, and offered both. */
export function TheirsNotice({ failure, theirs, mine, onTakeTheirs, onKeepMine }: TheirsNoticeProps) {
  return (
    <StaleNotice
      who={String(failure?.params?.who ?? '同事')}
      at={String(failure?.params?.when ?? '刚才')}
      what="这份草稿"
      difference={<FieldDiff changes={differences(theirs, mine)} />}
      takeTheirs={<Button onClick={onTakeTheirs}>用对方的版本</Button>}
      keepMine={<Button onClick={onKeepMine}>保留我填写的内容</Button>}
    />
  )
}

const differences = (theirs: FormValues, mine: FormValues) =>
  (['selfPercent', 'doneText', 'difficulties', 'nextSteps', 'noChangeReason'] as const)
    .filter((field) => theirs[field] !== mine[field])
    .map((field) => ({ field: reportFieldLabels[field], before: theirs[field], after: mine[field] }))

/** Why it was not saved or not handed in; a lost session has its own way on. */
export function FailureNotice({ failure }: { failure: Failure | null }) {
  if (!failure) return null
  if (failure.code !== 'notSignedIn') return <FormErrors errors={[{ text: failure.message }]} />
  return (
    <NoticeBar
      tone="error"
      live
      action={
        <a className="btn" data-variant="secondary" href="/login" target="_blank" rel="noopener">
          在新窗口登录
        </a>
      }
    >
      登录已失效。您填写的内容还在本页和本机，登录后会自动接着保存。
    </NoticeBar>
  )
}
