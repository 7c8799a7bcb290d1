'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { LinkButton } from '@/app/_ui/button'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { RadioGroup } from '@/app/_ui/radio-group'
import { Select } from '@/app/_ui/select'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import { Textarea } from '@/app/_ui/textarea'
import { findingSeverities } from '@/lib/domain/inspection/states'
import { findingSeverityLabels } from '@/lib/domain/supervision-labels'
import { recordFindingInput } from '@/lib/input/finding'
import { useSave } from '../_parts/use-save.client'
import { editFindingAction, recordFindingAction } from '../actions'

// The upload client is only fetched by who gets this far.
const FileDrop = dynamic(() => import('@/app/_ui/file-drop.client').then((module) => module.FileDrop), { ssr: false })

type Values = z.input<typeof recordFindingInput>

interface FindingFormProps {
  inspectionId: number
  existing: { id: number; version: number } | null
  values: Pick<Values, 'severity' | 'standard' | 'fact'> & { unitId: string; taskId: string; relapseOfId: string }
  units: readonly { id: number; name: string }[]
  tasks: readonly { id: number; title: string; unitIds: readonly number[] }[]
  earlier: readonly { id: number; unitId: number; fact: string; foundOn: string }[]
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

/** One fact against one standard, with what proves it. */
export function FindingForm({ inspectionId, existing, values, units, tasks, earlier }: FindingFormProps) {
  const form = useForm<Values, unknown, z.output<typeof recordFindingInput>>({
    resolver: zodResolver(recordFindingInput),
    defaultValues: { inspectionId, ...values, files: [] },
  })
  const { register, watch, setValue, formState } = form
  const { errors, isSubmitting } = formState
  const { failure, save } = useSave(form)
  const [files, setFiles] = useState<{ uploadId: string; name: string }[]>([])
  const [isSending, setIsSending] = useState(false)
  const unitId = Number(watch('unitId'))
  const submit = form.handleSubmit((typed) =>
    existing
      ? save(
          () => editFindingAction({ ...typed, files, findingId: existing.id, version: existing.version }),
          () => `/inspections/findings/${existing.id}`,
        )
      : save(
          () => recordFindingAction({ ...typed, files }),
          () => `/inspections/${inspectionId}`,
        ),
  )
  const ownTasks = tasks.filter((task) => task.unitIds.includes(unitId))
  const ownEarlier = earlier.filter((one) => one.unitId === unitId)
  return (
    <form className="flex max-w-[640px] flex-col gap-6" onSubmit={(event) => void submit(event)} noValidate>
      {failure ? (
        <NoticeBar tone="error" live>
          {failure}
        </NoticeBar>
      ) : null}
      <Select
        label="责任单位"
        empty={units.length > 1 ? '请选择' : undefined}
        options={units.map((unit) => ({ value: String(unit.id), label: unit.name }))}
        disabled={existing !== null}
        error={errors.unitId?.message}
        {...register('unitId', {
          onChange: () => {
            setValue('taskId', '')
            setValue('relapseOfId', '')
          },
        })}
      />
      <Textarea
        label="事实"
        prose
        rows={5}
        help="时间、地点、数量、看到了什么；不写评价。"
        error={errors.fact?.message}
        {...register('fact')}
      />
      <Textarea
        label="对照的标准"
        rows={2}
        help="规划、文件或规范里的哪一条要求；没有标准的不能认定为问题。"
        error={errors.standard?.message}
        {...register('standard')}
      />
      <RadioGroup
        label="严重程度"
        error={errors.severity?.message}
        options={findingSeverities.map((value) => ({ value, label: findingSeverityLabels[value] }))}
        {...register('severity')}
      />
      {ownTasks.length > 0 ? (
        <Select
          label="涉及的任务"
          optional
          empty="不涉及具体任务"
          help="有未销号整改的任务不能办结。"
          options={ownTasks.map((task) => ({ value: String(task.id), label: task.title }))}
          error={errors.taskId?.message}
          {...register('taskId')}
          key={`task${unitId}`}
        />
      ) : null}
      {ownEarlier.length > 0 ? (
        <Select
          label="是否此前发现过"
          empty="不是，第一次发现"
          help="选了此前的问题，即登记为反弹。"
          options={ownEarlier.map((one) => ({
            value: String(one.id),
            label: `${one.foundOn}　${shortened(one.fact)}`,
          }))}
          error={errors.relapseOfId?.message}
          {...register('relapseOfId')}
          key={`earlier${unitId}`}
        />
      ) : null}
      <FileDrop
        label="证据材料"
        help="照片、复印件、笔录。"
        camera
        onUploaded={({ uploadId, name }) => setFiles((all) => [...all, { uploadId, name }])}
        onRemoved={({ uploadId }) => setFiles((all) => all.filter((file) => file.uploadId !== uploadId))}
        onBusy={setIsSending}
      />
      <div className="action-bar">
        <SubmitButton pending={isSubmitting} busy="正在保存…" disabled={isSending}>
          {existing ? '保存修改' : '登记问题'}
        </SubmitButton>
        <LinkButton
          variant="quiet"
          href={existing ? `/inspections/findings/${existing.id}` : `/inspections/${inspectionId}`}
        >
          取消
        </LinkButton>
        {isSending ? <span className="text-ink-3">文件还在上传</span> : null}
      </div>
    </form>
  )
}
