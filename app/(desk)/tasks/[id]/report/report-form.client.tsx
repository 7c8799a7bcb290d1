'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Resolver, useForm, useWatch } from 'react-hook-form'
import { AutosaveNote } from '@/app/_ui/autosave-note.client'
import { Button } from '@/app/_ui/button'
import { Checkbox } from '@/app/_ui/checkbox'
import { clockTime } from '@/app/_ui/dates'
import { FieldDiff } from '@/app/_ui/diff'
import { flashCookie } from '@/app/_ui/flash-cookie'
import { FormErrors } from '@/app/_ui/form-errors'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { StaleNotice } from '@/app/_ui/stale-notice'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import { NumberInput } from '@/app/_ui/text-input'
import { Textarea } from '@/app/_ui/textarea'
import { reportFieldLabels } from '@/lib/domain/labels'
import { missingFields, type ReportField } from '@/lib/domain/report/content'
import { reportContentInput } from '@/lib/input/report'
import { requestSignOffAction, signOffReportAction, submitReportAction } from './actions'
import { EvidenceField, type FormEvidence, type Reusable } from './evidence-field.client'
import { type FormValues, sameValues } from './form-values'
import { type LocalCopy, localCopy } from './local-copy'
import { type FormMilestone, MilestoneClaims } from './milestone-claims.client'
import { useReportDraft } from './use-report-draft.client'

interface ReportFormProps {
  taskId: number
  periodId: number
  personId: number
  draft: { id: number; version: number } | null
  /** Of the draft on the server; for a new one, what last period said. */
  values: FormValues
  previousPercent: number | null
  milestones: readonly FormMilestone[]
  evidence: readonly FormEvidence[]
  reusable: readonly Reusable[]
  /** What the button does: to the head, signed by oneself, or straight to the reviewers. */
  verb: 'requestSignOff' | 'signOff' | 'submit'
  reviewerName: string
}

const verbWords = {
  requestSignOff: '送负责人审签',
  signOff: '审签并提交审核',
  submit: '提交审核',
} as const

const noChangeReasons = ['等待上级批复', '按计划下一期开展', '招标程序进行中', '年度任务已提前完成']

export function ReportForm(props: ReportFormProps) {
  const { taskId, periodId, values, milestones, verb } = props
  const router = useRouter()
  const form = useForm<FormValues>({
    defaultValues: values,
    resolver: zodResolver(reportContentInput) as unknown as Resolver<FormValues>,
  })
  const { register, getValues, setValue, setError, reset, watch, formState } = form
  const copyKey = `luoshi:report:${props.personId}:${taskId}:${periodId}`
  const current = useCallback((): FormValues => {
    const { milestoneIds, ...rest } = getValues()
    return { ...rest, milestoneIds: [...milestoneIds].sort((a, b) => a - b) }
  }, [getValues])
  const { note, failure, setFailure, changed, flush, inTurn, draft } = useReportDraft({
    taskId,
    periodId,
    copyKey,
    reportId: props.draft?.id ?? null,
    version: props.draft?.version ?? 0,
    saved: values,
    current,
  })
  const [unsent, setUnsent] = useState<LocalCopy | null>(null)
  const [busy, setBusy] = useState(false)
  const top = useRef<HTMLFormElement>(null)
  const [isNoChange, claimed] = useWatch({ control: form.control, name: ['isNoChange', 'milestoneIds'] })

  // biome-ignore lint/correctness/useExhaustiveDependencies: what this device kept is asked for once, when the page opens
  useEffect(() => {
    const kept = localCopy.read(copyKey)
    if (kept && !sameValues(kept.values, values)) setUnsent(kept)
    else localCopy.clear(copyKey)
  }, [copyKey])

  useEffect(() => {
    const subscription = watch(() => changed())
    return () => subscription.unsubscribe()
  }, [watch, changed])

  const ensureDraft = useCallback(async (): Promise<number | null> => {
    if (draft.reportId.current === null && !(await flush(true))) return null
    return draft.reportId.current
  }, [draft.reportId, flush])

  const refuse = (message: string, fields: Readonly<Record<string, string>> = {}) => {
    for (const [name, text] of Object.entries(fields)) {
      if (name in values) setError(name as keyof FormValues, { message: text })
    }
    setFailure({ code: 'refused', message, fields })
    window.scrollTo({ top: 0, behavior: 'smooth' })
  }

  const submit = form.handleSubmit(async (typed) => {
    const selfPercent = String(typed.selfPercent ?? '') === '' ? null : Number(typed.selfPercent)
    const missing = missingFields({ ...typed, selfPercent })
    if (missing.length > 0) {
      for (const field of missing)
        setError(field, { message: `请填写${reportFieldLabels[field]}` }, { shouldFocus: true })
      return
    }
    setBusy(true)
    try {
      if (!(await flush(true))) return
      const id = draft.reportId.current
      if (id === null) return
      const step = async (action: typeof submitReportAction) => {
        const result = await inTurn(() => action({ reportId: id, version: draft.version.current }))
        if (result.ok) draft.version.current = result.value.version
        else refuse(result.message, result.fields)
        return result
      }
      let done = await step(verb === 'submit' ? submitReportAction : requestSignOffAction)
      if (done.ok && verb === 'signOff') done = await step(signOffReportAction)
      if (!done.ok) return
      localCopy.clear(copyKey)
      document.cookie = `${flashCookie}=${encodeURIComponent(done.message ?? '')}; path=/; max-age=20; samesite=lax`
      router.push(`/reports/${id}`)
    } catch {
      refuse('没有送达，请检查网络后再试；您填写的内容还在本页和本机。')
    } finally {
      setBusy(false)
    }
  })

  const fieldError = (field: ReportField) => formState.errors[field]?.message
  const theirsIsNewer =
    failure?.code === 'stale' && props.draft !== null && props.draft.version !== draft.version.current
  return (
    <form ref={top} className="flex max-w-[720px] scroll-mt-20 flex-col gap-6" onSubmit={(event) => void submit(event)} noValidate>
      {unsent ? (
        <NoticeBar
          tone="warning"
          action={
            <span className="flex gap-2">
              <Button
                onClick={() => {
                  reset(unsent.values)
                  setUnsent(null)
                  changed()
                }}
              >
                恢复这份内容
              </Button>
              <Button
                variant="quiet"
                onClick={() => {
                  localCopy.clear(copyKey)
                  setUnsent(null)
                }}
              >
                不要了
              </Button>
            </span>
          }
        >
          本机保存着 {clockTime(unsent.at)} 填写、没有送达的内容。
        </NoticeBar>
      ) : null}
      {theirsIsNewer && props.draft ? (
        <StaleNotice
          who={String(failure?.params?.who ?? '同事')}
          at={String(failure?.params?.when ?? '刚才')}
          what="这份草稿"
          difference={
            <FieldDiff
              changes={differences(props.values, current()).map(([field, before, after]) => ({ field, before, after }))}
            />
          }
          takeTheirs={
            <Button
              onClick={() => {
                draft.version.current = props.draft?.version ?? 0
                draft.reportId.current = props.draft?.id ?? null
                draft.saved.current = props.values
                reset(props.values)
                localCopy.clear(copyKey)
                setFailure(null)
              }}
            >
              用对方的版本
            </Button>
          }
          keepMine={
            <Button
              onClick={() => {
                reset(merged(draft.saved.current, current(), props.values))
                draft.version.current = props.draft?.version ?? 0
                draft.reportId.current = props.draft?.id ?? null
                void flush(true)
              }}
            >
              保留我填写的内容
            </Button>
          }
        />
      ) : failure?.code === 'notSignedIn' ? (
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
      ) : failure ? (
        <FormErrors errors={[{ text: failure.message }]} />
      ) : null}

      <NumberInput
        label="自报进度"
        unit="%"
        min={0}
        max={100}
        step={1}
        help={
          props.previousPercent === null
            ? '本任务总体完成到百分之几'
            : `本任务总体完成到百分之几，上期报 ${props.previousPercent}%`
        }
        error={fieldError('selfPercent')}
        {...register('selfPercent')}
      />
      <div className="flex flex-col gap-3">
        <Checkbox label="本期无变化，因为…" {...register('isNoChange')} />
        {isNoChange ? (
          <>
            <div role="group" aria-label="常用原因" className="flex flex-wrap gap-2">
              {noChangeReasons.map((reason) => (
                <button
                  key={reason}
                  type="button"
                  className="chip"
                  onClick={() => setValue('noChangeReason', reason, { shouldDirty: true })}
                >
                  {reason}
                </button>
              ))}
            </div>
            <Textarea label="无变化的原因" error={fieldError('noChangeReason')} {...register('noChangeReason')} />
          </>
        ) : (
          <Textarea
            label="本期进展"
            prose
            rows={5}
            help={`做了什么、到了哪一步，用事实和数字。${props.previousPercent === null ? '' : '上期的内容已带入，改动即可。'}`}
            error={fieldError('doneText')}
            {...register('doneText')}
          />
        )}
      </div>
      <Textarea
        label="困难和问题"
        optional
        prose
        rows={2}
        error={fieldError('difficulties')}
        {...register('difficulties')}
      />
      <Textarea label="下一步安排" optional prose rows={2} error={fieldError('nextSteps')} {...register('nextSteps')} />

      <MilestoneClaims
        milestones={milestones}
        claimed={claimed}
        onChange={(ids) => setValue('milestoneIds', ids, { shouldDirty: true })}
        renderEvidence={(milestone) => (
          <EvidenceField
            milestone={milestone}
            evidence={props.evidence.filter((file) => file.milestoneId === milestone.id)}
            reusable={[...ownFiles(props.evidence, milestone.id), ...props.reusable]}
            ensureDraft={ensureDraft}
            inTurn={inTurn}
            version={draft.version}
          />
        )}
      />
      <section>
        <h2 className="section-title">佐证材料</h2>
        <p className="mt-1 mb-3 text-ink-2">
          {milestones.some((entry) => entry.evidenceAsked) ? '节点要求的材料请放在上面对应的节点里。' : ''}
          这里的材料选填，确有助于说明进展时再附。
        </p>
        <EvidenceField
          milestone={null}
          evidence={props.evidence.filter((file) => file.milestoneId === null || !claimed.includes(file.milestoneId))}
          reusable={props.reusable}
          ensureDraft={ensureDraft}
          inTurn={inTurn}
          version={draft.version}
        />
      </section>
      <div className="action-bar">
        <SubmitButton pending={busy}>{verbWords[verb]}</SubmitButton>
        <AutosaveNote state={note} />
        {theirsIsNewer ? (
          <Button variant="quiet" onClick={() => top.current?.scrollIntoView({ behavior: 'smooth' })}>
            看改动，选一份
          </Button>
        ) : null}
        <span className="text-ink-3 max-md:hidden">提交后由{props.reviewerName}审核</span>
      </div>
    </form>
  )
}

/** Files of this report that prove something else already: one file may prove several things. */
const ownFiles = (evidence: readonly FormEvidence[], milestoneId: number): Reusable[] => {
  const here = evidence.filter((file) => file.milestoneId === milestoneId)
  return evidence
    .filter((file) => file.milestoneId !== milestoneId && !here.some((own) => own.fileId === file.fileId))
    .map((file) => ({ evidenceId: file.id, name: file.name, size: file.size, from: '本次报送' }))
}

/** Mine where I changed something since the last save, theirs everywhere else: neither loses a field to the other. */
const merged = (base: FormValues, mine: FormValues, theirs: FormValues): FormValues => {
  const keep = <K extends keyof FormValues>(field: K): FormValues[K] =>
    JSON.stringify(mine[field]) === JSON.stringify(base[field]) ? theirs[field] : mine[field]
  return {
    selfPercent: keep('selfPercent'),
    doneText: keep('doneText'),
    difficulties: keep('difficulties'),
    nextSteps: keep('nextSteps'),
    isNoChange: keep('isNoChange'),
    noChangeReason: keep('noChangeReason'),
    milestoneIds: keep('milestoneIds'),
  }
}

const differences = (theirs: FormValues, mine: FormValues): [string, string, string][] =>
  (['selfPercent', 'doneText', 'difficulties', 'nextSteps', 'noChangeReason'] as const)
    .filter((field) => theirs[field] !== mine[field])
    .map((field) => [reportFieldLabels[field], theirs[field], mine[field]])
