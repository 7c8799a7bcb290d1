'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useFieldArray, useForm } from 'react-hook-form'
import type { z } from 'zod'
import { Button, LinkButton } from '@/app/_ui/button'
import { Select } from '@/app/_ui/select'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import { DateInput, NumberInput, TextInput } from '@/app/_ui/text-input'
import { Textarea } from '@/app/_ui/textarea'
import { createSubtasksInput } from '@/lib/input/subtasks'
import { SaveFailure } from '../../../_parts/save-failure.client'
import { useSave } from '../../../_parts/use-save.client'
import { createSubtasksAction } from '../../../actions'

interface SubtasksFormProps {
  taskId: number
  version: number
  today: string
  limit: string | null
  suggestedDue: string
  units: { id: number; name: string; isGroup: boolean; takesPart: boolean }[]
}

type Values = z.input<typeof createSubtasksInput>

export function SubtasksForm({ taskId, version, today, limit, suggestedDue, units }: SubtasksFormProps) {
  const empty = { title: '', requirement: '', leadUnitId: '', supportUnitIds: [], dueOn: suggestedDue, weight: 10 }
  const form = useForm<Values, unknown, z.output<typeof createSubtasksInput>>({
    resolver: zodResolver(createSubtasksInput),
    defaultValues: { taskId, version, subtasks: [empty] },
  })
  const { register, control, formState, watch } = form
  const { fields, append, remove } = useFieldArray({ control, name: 'subtasks', keyName: 'key' })
  const { failure, setFailure, save } = useSave(form, `/tasks/${taskId}`)
  const submit = form.handleSubmit(async (typed) => {
    await save(() => createSubtasksAction({ ...typed, version }))
  })
  const count = watch('subtasks').length
  // A group is handed on member by member, on its own page.
  const leads = units
    .filter((unit) => !unit.isGroup)
    .map((unit) => ({ value: String(unit.id), label: unit.takesPart ? `${unit.name}（本任务责任单位）` : unit.name }))
  return (
    <form className="flex max-w-[640px] flex-col gap-6" onSubmit={(event) => void submit(event)} noValidate>
      <SaveFailure failure={failure} keepMine={() => setFailure(null)} />
      {fields.map((field, index) => {
        const errors = formState.errors.subtasks?.[index]
        return (
          <fieldset key={field.key} className="flex flex-col gap-3 border-l-2 border-edge pl-4">
            <legend className="sr-only">子任务 {index + 1}</legend>
            <TextInput
              label={count > 1 ? `子任务 ${index + 1}：名称` : '子任务名称'}
              error={errors?.title?.message}
              {...register(`subtasks.${index}.title`)}
            />
            <Select
              label="承担单位"
              options={leads}
              empty="请选择单位"
              error={errors?.leadUnitId?.message}
              {...register(`subtasks.${index}.leadUnitId`)}
            />
            <Textarea
              label="要求"
              optional
              help="写明做到什么程度、用什么核定。"
              error={errors?.requirement?.message}
              {...register(`subtasks.${index}.requirement`)}
            />
            <div className="flex flex-wrap gap-x-6 gap-y-3">
              <DateInput
                label="时限"
                help={limit ? undefined : '不填则长期或与任务相同。'}
                min={today}
                max={limit ?? undefined}
                error={errors?.dueOn?.message}
                {...register(`subtasks.${index}.dueOn`)}
              />
              <NumberInput
                label="权重"
                help="在本任务核定进度里的份额。"
                min={1}
                max={100}
                error={errors?.weight?.message}
                {...register(`subtasks.${index}.weight`)}
              />
            </div>
            {count > 1 ? (
              <div>
                <Button variant="quiet" onClick={() => remove(index)}>
                  删除子任务 {index + 1}
                </Button>
              </div>
            ) : null}
          </fieldset>
        )
      })}
      <div>
        <Button onClick={() => append(empty)}>再加一项</Button>
      </div>
      <div className="action-bar flex flex-wrap gap-2">
        <SubmitButton pending={formState.isSubmitting} busy="正在交办…">
          {`交办 ${count} 项子任务`}
        </SubmitButton>
        <LinkButton variant="quiet" href={`/tasks/${taskId}`}>
          取消
        </LinkButton>
      </div>
    </form>
  )
}
