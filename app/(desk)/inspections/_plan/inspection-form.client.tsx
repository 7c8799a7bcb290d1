'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect } from 'react'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { LinkButton } from '@/app/_ui/button'
import { Checkbox } from '@/app/_ui/checkbox'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { RadioGroup } from '@/app/_ui/radio-group'
import { Select } from '@/app/_ui/select'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import { DateInput, TextInput } from '@/app/_ui/text-input'
import { Textarea } from '@/app/_ui/textarea'
import { inspectionKinds, inspectionMethods, statutoryKinds } from '@/lib/domain/inspection/states'
import { inspectionKindLabels, inspectionMethodLabels, statutoryKindLabels } from '@/lib/domain/supervision-labels'
import { createInspectionInput } from '@/lib/input/inspection'
import { useSave } from '../_parts/use-save.client'
import { createInspectionAction, editInspectionAction } from '../actions'
import { OverlapNotice } from './overlap-notice.client'
import { type Choice, PickList } from './pick-list.client'
import { statutoryKindNotes } from './plan-words.view'
import { useOverlaps, usePlanTasks } from './use-matters.client'

type Values = z.input<typeof createInspectionInput>

interface InspectionFormProps {
  /** Null: a new one. */
  existing: { id: number; version: number; isDrawn: boolean } | null
  values: Values
  tasks: readonly Choice[]
  choices: {
    plans: readonly { id: number; title: string }[]
    units: readonly Choice[]
    people: readonly Choice[]
    checklists: readonly Choice[]
    earlier: readonly { id: number; title: string }[]
  }
}

const options = (rows: readonly { id: number; title: string }[]) =>
  rows.map(({ id, title }) => ({ value: String(id), label: title }))

export function InspectionForm({ existing, values, tasks, choices }: InspectionFormProps) {
  const form = useForm<Values, unknown, z.output<typeof createInspectionInput>>({
    resolver: zodResolver(createInspectionInput),
    defaultValues: values,
  })
  const { register, watch, setValue, formState } = form
  const { errors, isDirty, isSubmitting } = formState
  const { failure, save } = useSave(form)
  const [kind, statutoryKind, planId] = [watch('kind'), watch('statutoryKind'), String(watch('planId') ?? '')]
  const [unitIds, taskIds, memberIds] = [watch('unitIds'), watch('taskIds'), watch('memberIds')] as number[][]
  const planTasks = usePlanTasks(planId, { planId: String(values.planId ?? ''), tasks })
  const overlaps = useOverlaps({
    id: existing?.id ?? null,
    followsId: kind === 'followUp' ? String(watch('followsId') ?? '') : '',
    planId,
    unitIds: unitIds ?? [],
    taskIds: taskIds ?? [],
    startsOn: watch('startsOn'),
    endsOn: watch('endsOn'),
  })

  useEffect(() => {
    if (!isDirty || isSubmitting) return
    const hold = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', hold)
    return () => window.removeEventListener('beforeunload', hold)
  }, [isDirty, isSubmitting])

  const submit = form.handleSubmit((typed) =>
    save(
      () =>
        existing
          ? editInspectionAction({ ...typed, inspectionId: existing.id, version: existing.version })
          : createInspectionAction(typed),
      ({ inspectionId }) => `/inspections/${inspectionId}`,
    ),
  )
  const choose = (name: 'unitIds' | 'taskIds' | 'checklistIds') => (ids: number[]) =>
    setValue(name, ids, { shouldDirty: true })
  const isDrawn = existing?.isDrawn ?? false
  const isRandom = kind === 'random'
  const team = choices.people.filter((person) => (memberIds ?? []).includes(person.id))
  return (
    <form
      className="grid gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,640px)_minmax(0,1fr)]"
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <div className="flex flex-col gap-6">
        {failure ? (
          <NoticeBar tone="error" live>
            {failure}
          </NoticeBar>
        ) : null}
        <TextInput label="督查名称" maxLength={200} error={errors.title?.message} {...register('title')} />
        {isDrawn ? (
          <p className="text-ink-2">已经随机抽取：类型、对象、事项和督查组成员由抽取结果确定，不能改；组长可以改。</p>
        ) : (
          <RadioGroup
            label="类型"
            error={errors.kind?.message}
            options={inspectionKinds.map((value) => ({
              value,
              label: inspectionKindLabels[value],
              note:
                value === 'random'
                  ? '对象和督查人员随机抽取（双随机），保存草稿后再抽。'
                  : value === 'followUp'
                    ? '回头看此前督查的问题改得怎样。'
                    : undefined,
            }))}
            {...register('kind')}
          />
        )}
        {kind === 'followUp' || watch('followsId') ? (
          <Select
            label="跟踪哪项督查"
            empty="请选择"
            options={options(choices.earlier)}
            error={errors.followsId?.message}
            {...register('followsId')}
          />
        ) : null}
        <RadioGroup
          label="法定类型"
          error={errors.statutoryKind?.message}
          options={statutoryKinds.map((value) => ({
            value,
            label: statutoryKindLabels[value],
            note: statutoryKindNotes[value],
          }))}
          {...register('statutoryKind')}
        />
        <Textarea
          label="依据"
          rows={2}
          help={
            statutoryKind === 'departmental'
              ? '写明部门检查所依据的法律、法规和条款。'
              : '本级政府的决定或行政首长的指令，由哪个督查机构承办（第七条、第十一条）。'
          }
          error={errors.legalBasis?.message}
          {...register('legalBasis')}
        />
        <Textarea label="督查内容" error={errors.content?.message} {...register('content')} />
        <Textarea
          label="督查范围"
          rows={2}
          help="时间段、地区、项目，查到哪里为止。"
          error={errors.scope?.message}
          {...register('scope')}
        />
        <fieldset className="field">
          <legend className="field-label">督查方式（第十二条）</legend>
          <div className="grid md:grid-cols-2">
            {inspectionMethods.map((method) => (
              <Checkbox key={method} value={method} label={inspectionMethodLabels[method]} {...register('methods')} />
            ))}
          </div>
        </fieldset>
        <div className="flex flex-wrap gap-x-6 gap-y-4">
          <DateInput label="开始" error={errors.startsOn?.message} {...register('startsOn')} />
          <DateInput label="结束" error={errors.endsOn?.message} {...register('endsOn')} />
        </div>
        <Select
          label="规划"
          optional
          empty="不限于一个规划"
          options={options(choices.plans)}
          disabled={isDrawn}
          error={errors.planId?.message}
          {...register('planId', {
            onChange: () => setValue('taskIds', [], { shouldDirty: true }),
          })}
        />
        {planId !== '' ? (
          <PickList
            label="督查事项"
            optional
            help="不选即督查整个规划。"
            choices={planTasks}
            value={taskIds ?? []}
            onChange={choose('taskIds')}
            disabled={isDrawn}
            empty="该规划没有已交办的任务。"
            error={errors.taskIds?.message}
          />
        ) : null}
        {isRandom && !isDrawn ? (
          <p className="border-l-2 border-edge pl-4 text-ink-2">
            督查对象、督查组成员和组长不在这里选：保存草稿后，在“随机抽取”里选定范围、公布种子的指纹、抽取。
          </p>
        ) : (
          <>
            <PickList
              label="督查对象"
              choices={choices.units}
              value={unitIds ?? []}
              onChange={choose('unitIds')}
              disabled={isDrawn}
              empty="本行政区还没有登记单位。"
              error={errors.unitIds?.message}
            />
            <PickList
              label="督查组成员"
              help="不能是督查对象的人（回避）。"
              choices={choices.people}
              value={memberIds ?? []}
              onChange={(ids) => {
                setValue('memberIds', ids, { shouldDirty: true })
                if (!ids.includes(Number(form.getValues('headId')))) setValue('headId', '', { shouldDirty: true })
              }}
              disabled={isDrawn}
              empty="没有可以参加督查的人员，请管理员先登记任职。"
              error={errors.memberIds?.message}
            />
            <Select
              label="组长"
              empty={team.length > 0 ? '请选择' : '先选督查组成员'}
              options={team.map((person) => ({ value: String(person.id), label: `${person.label}（${person.note}）` }))}
              error={errors.headId?.message}
              {...register('headId')}
              key={team.map((person) => person.id).join('.')}
            />
          </>
        )}
        <PickList
          label="检查表"
          optional
          help="现场在手机上按检查表逐项检查。"
          choices={choices.checklists}
          value={(watch('checklistIds') ?? []) as number[]}
          onChange={choose('checklistIds')}
          empty="还没有检查表，可以在“检查表”里新建。"
        />
        <div className="action-bar">
          <SubmitButton pending={isSubmitting} busy="正在保存…">
            保存方案草稿
          </SubmitButton>
          <LinkButton variant="quiet" href={existing ? `/inspections/${existing.id}` : '/inspections'}>
            取消
          </LinkButton>
          <span className="text-ink-3">草稿可以不全；报批时检查是否齐备。</span>
        </div>
      </div>
      <aside className="flex flex-col gap-4 lg:sticky lg:top-20 lg:self-start">
        <OverlapNotice overlaps={overlaps} isAsked={(unitIds ?? []).length > 0} />
      </aside>
    </form>
  )
}
