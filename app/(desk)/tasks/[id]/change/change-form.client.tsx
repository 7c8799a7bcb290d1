'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { AutosaveNote, type AutosaveState } from '@/app/_ui/autosave-note.client'
import { Button, LinkButton } from '@/app/_ui/button'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { RadioGroup } from '@/app/_ui/radio-group'
import { Select } from '@/app/_ui/select'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import { DateInput, TextInput } from '@/app/_ui/text-input'
import { Textarea } from '@/app/_ui/textarea'
import type { ChangeRequestKind } from '@/lib/domain/change-request/states'
import { requestChangeInput } from '@/lib/input/change-request'
import { SaveFailure } from '../../_parts/save-failure.client'
import { useSave } from '../../_parts/use-save.client'
import { requestChangeAction } from '../../actions'

interface ChangeFormProps {
  taskId: number
  draft: { id: number; version: number } | null
  values: {
    kind: ChangeRequestKind
    milestoneId: string
    proposedDueOn: string
    title: string
    requirement: string
    reason: string
  }
  task: { title: string; requirement: string | null; dueOn: string | null; isLate: boolean; limit: string | null }
  milestones: { id: number; title: string; dueOn: string }[]
}

type Values = z.input<typeof requestChangeInput>

const verbs: Readonly<Record<ChangeRequestKind, string>> = {
  extend: '提交延期申请',
  amend: '提交调整申请',
  terminate: '提交终止申请',
}

export function ChangeForm({ taskId, draft, values, task, milestones }: ChangeFormProps) {
  const [known, setKnown] = useState(draft)
  const [saved, setSaved] = useState<AutosaveState>({ kind: 'idle' })
  const form = useForm<Values, unknown, z.output<typeof requestChangeInput>>({
    resolver: zodResolver(requestChangeInput),
    defaultValues: { taskId, ...values, submit: true },
  })
  const { register, formState, watch } = form
  const { failure, setFailure, save } = useSave(form, `/tasks/${taskId}#changes`)
  const { errors } = formState
  const kind = watch('kind')
  const milestone = milestones.find((entry) => String(entry.id) === String(watch('milestoneId') ?? ''))
  const current = milestone?.dueOn ?? task.dueOn
  const target = known ? { changeRequestId: known.id, version: known.version } : {}

  const submit = form.handleSubmit(async (typed) => {
    await save(async () => {
      const answer = await requestChangeAction({ ...typed, ...target, submit: true })
      return answer.ok ? { ...answer, message: '申请已提交，结果会出现在您的待办里' } : answer
    })
  })
  // A draft may be incomplete: it is not asked what a submission is asked.
  const saveDraft = async () => {
    setSaved({ kind: 'saving' })
    const isSaved = await save(
      async () => {
        const answer = await requestChangeAction({ ...form.getValues(), ...target, submit: false })
        if (answer.ok) setKnown({ id: answer.value.changeRequestId, version: answer.value.version })
        return answer
      },
      { stay: true },
    )
    setSaved(isSaved ? { kind: 'saved', at: Date.now() } : { kind: 'failed' })
  }
  const kinds = [
    {
      value: 'extend',
      label: '延期',
      note: task.isLate ? '任务时限已过，只能为尚未到期的节点申请' : '时限届满之前提出',
    },
    { value: 'amend', label: '调整', note: '改任务的名称或要求' },
    { value: 'terminate', label: '终止', note: '任务及其子任务不再办理' },
  ]
  return (
    <form className="flex max-w-[640px] flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
      <SaveFailure failure={failure} keepMine={() => setFailure(null)} />
      {known ? null : <RadioGroup label="申请事项" options={kinds} defaultValue={values.kind} {...register('kind')} />}
      {kind === 'extend' ? (
        <>
          {task.isLate && milestones.length === 0 ? (
            <NoticeBar tone="warning">时限已过，不能再申请延期。请在进展反馈里如实说明逾期原因。</NoticeBar>
          ) : null}
          {milestones.length > 0 ? (
            <Select
              label="延期对象"
              options={milestones.map((entry) => ({
                value: String(entry.id),
                label: `节点“${entry.title}”（${entry.dueOn}）`,
              }))}
              empty={task.dueOn ? `整个任务（${task.dueOn}）` : '请选择节点'}
              error={errors.milestoneId?.message}
              {...register('milestoneId')}
            />
          ) : null}
          <DateInput
            label="申请的新时限"
            help={current ? `现在的时限是 ${current}。` : undefined}
            min={current ?? undefined}
            max={milestone ? (task.limit ?? undefined) : undefined}
            error={errors.proposedDueOn?.message}
            {...register('proposedDueOn')}
          />
        </>
      ) : null}
      {kind === 'amend' ? (
        <>
          <TextInput
            label="新的名称"
            optional
            help={`现在的名称：${task.title}`}
            error={errors.title?.message}
            {...register('title')}
          />
          <Textarea
            label="新的要求"
            optional
            help={task.requirement ? `现在的要求：${task.requirement}` : undefined}
            error={errors.requirement?.message}
            {...register('requirement')}
          />
        </>
      ) : null}
      <Textarea
        label="理由"
        prose
        rows={5}
        help="写明原因、已做的工作和补救安排，审批单位会看到。"
        error={errors.reason?.message}
        {...register('reason')}
      />
      <div className="action-bar flex flex-wrap items-center gap-2">
        <SubmitButton pending={formState.isSubmitting}>{verbs[kind]}</SubmitButton>
        <Button onClick={() => void saveDraft()} aria-disabled={saved.kind === 'saving' || undefined}>
          存为草稿
        </Button>
        <LinkButton variant="quiet" href={`/tasks/${taskId}`}>
          取消
        </LinkButton>
        <AutosaveNote state={saved} />
      </div>
    </form>
  )
}
