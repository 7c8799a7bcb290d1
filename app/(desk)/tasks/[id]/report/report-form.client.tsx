'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Resolver, useForm, useWatch } from 'react-hook-form'
import { AutosaveNote } from '@/app/_ui/autosave-note.client'
import { Button } from '@/app/_ui/button'
import { Checkbox } from '@/app/_ui/checkbox'
import { leaveFlash } from '@/app/_ui/flash-cookie'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import { NumberInput } from '@/app/_ui/text-input'
import { Textarea } from '@/app/_ui/textarea'
import { reportFieldLabels } from '@/lib/domain/labels'
import { missingFields, type ReportField } from '@/lib/domain/report/content'
import { reportContentInput } from '@/lib/input/report'
import { requestSignOffAction, signOffReportAction, submitReportAction } from './actions'
import { EvidenceField, filesElsewhere, type FormEvidence, type Reusable } from './evidence-field.client'
import { FailureNotice, TheirsNotice, UnsentNotice } from './form-notices.client'
import { type FormValues, merged, sameValues } from './form-values.view'
import { type LocalCopy, localCopy } from './local-copy.client'
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

  // Asked for once, when the page opens: later saves change what the server holds, not what was lost before.
  const opened = useRef(values)
  useEffect(() => {
    const kept = localCopy.read(copyKey)
    if (kept && !sameValues(kept.values, opened.current)) setUnsent(kept)
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
      if (done.message) leaveFlash(done.message)
      router.push(`/reports/${id}`)
    } catch {
      refuse('没有送达，请检查网络后再试；您填写的内容还在本页和本机。')
    } finally {
      setBusy(false)
    }
  })

  const noteVersion = (version: number) => {
    draft.version.current = version
  }
  const takeTheirVersion = () => {
    draft.version.current = props.draft?.version ?? 0
    draft.reportId.current = props.draft?.id ?? null
  }
  const fieldError = (field: ReportField) => formState.errors[field]?.message
  const theirsIsNewer =
    failure?.code === 'stale' && props.draft !== null && props.draft.version !== draft.version.current
  return (
    <form
      ref={top}
      className="flex max-w-[720px] scroll-mt-20 flex-col gap-6"
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      {unsent ? (
        <UnsentNotice
          copy={unsent}
          onRestore={() => {
            reset(unsent.values)
            setUnsent(null)
            changed()
          }}
          onDrop={() => {
            localCopy.clear(copyKey)
            setUnsent(null)
          }}
        />
      ) : null}
      {theirsIsNewer ? (
        <TheirsNotice
          failure={failure}
          theirs={props.values}
          mine={current()}
          onTakeTheirs={() => {
            takeTheirVersion()
            draft.saved.current = props.values
            reset(props.values)
            localCopy.clear(copyKey)
            setFailure(null)
          }}
          onKeepMine={() => {
            reset(merged(draft.saved.current, current(), props.values))
            takeTheirVersion()
            void flush(true)
          }}
        />
      ) : (
        <FailureNotice failure={failure} />
      )}
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
            reusable={[...filesElsewhere(props.evidence, milestone.id), ...props.reusable]}
            ensureDraft={ensureDraft}
            inTurn={inTurn}
            onVersion={noteVersion}
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
          onVersion={noteVersion}
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
