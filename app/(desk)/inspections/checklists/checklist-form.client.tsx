'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useFieldArray, useForm } from 'react-hook-form'
import type { z } from 'zod'
import { Button, LinkButton } from '@/app/_ui/button'
import { Checkbox } from '@/app/_ui/checkbox'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import { TextInput } from '@/app/_ui/text-input'
import { Textarea } from '@/app/_ui/textarea'
import { saveChecklistInput } from '@/lib/input/checklist'
import { useSave } from '../_parts/use-save.client'
import { saveChecklistAction } from '../actions'

interface ChecklistFormProps {
  checklist: {
    id: number
    title: string
    version: number
    items: readonly {
      id: number
      title: string
      standard: string
      clause: string | null
      asksPlace: boolean
      asksPhoto: boolean
    }[]
  } | null
}

type Values = z.input<typeof saveChecklistInput>

const emptyItem = { id: null, title: '', standard: '', clause: '', asksPlace: false, asksPhoto: false }

/** Items in the order in which they are checked; one that is struck keeps its old answers. */
export function ChecklistForm({ checklist }: ChecklistFormProps) {
  const form = useForm<Values, unknown, z.output<typeof saveChecklistInput>>({
    resolver: zodResolver(saveChecklistInput),
    defaultValues: checklist
      ? {
          checklistId: checklist.id,
          version: checklist.version,
          title: checklist.title,
          items: checklist.items.map((item) => ({ ...item, clause: item.clause ?? '' })),
        }
      : { checklistId: null, title: '', items: [emptyItem] },
  })
  const { register, control, formState } = form
  const { fields, append, remove, move } = useFieldArray({ control, name: 'items', keyName: 'key' })
  const { failure, save } = useSave(form)
  const submit = form.handleSubmit((typed) =>
    save(
      () => saveChecklistAction(typed),
      () => '/inspections/checklists',
    ),
  )
  return (
    <form className="flex max-w-[880px] flex-col gap-6" onSubmit={(event) => void submit(event)} noValidate>
      {failure ? (
        <NoticeBar tone="error" live>
          {failure}
        </NoticeBar>
      ) : null}
      <div className="max-w-[640px]">
        <TextInput label="检查表名称" maxLength={100} error={formState.errors.title?.message} {...register('title')} />
      </div>
      <ol className="flex flex-col gap-6" aria-label="检查项">
        {fields.map((field, index) => {
          const errors = formState.errors.items?.[index]
          return (
            <li key={field.key}>
              <fieldset className="grid gap-x-6 gap-y-3 border-t border-line pt-4 md:grid-cols-2">
                <legend className="sr-only">检查项 {index + 1}</legend>
                <div className="flex items-center justify-between gap-4 md:col-span-2">
                  <span className="font-medium">第 {index + 1} 项</span>
                  <span className="flex flex-wrap">
                    {index > 0 ? (
                      <Button
                        variant="quiet"
                        onClick={() => move(index, index - 1)}
                        aria-label={`上移第 ${index + 1} 项`}
                      >
                        上移
                      </Button>
                    ) : null}
                    {index < fields.length - 1 ? (
                      <Button
                        variant="quiet"
                        onClick={() => move(index, index + 1)}
                        aria-label={`下移第 ${index + 1} 项`}
                      >
                        下移
                      </Button>
                    ) : null}
                    {fields.length > 1 ? (
                      <Button variant="quiet" onClick={() => remove(index)} aria-label={`删除第 ${index + 1} 项`}>
                        删除
                      </Button>
                    ) : null}
                  </span>
                </div>
                <Textarea
                  label="查什么"
                  rows={2}
                  error={errors?.title?.message}
                  {...register(`items.${index}.title`)}
                />
                <Textarea
                  label="标准"
                  rows={2}
                  error={errors?.standard?.message}
                  {...register(`items.${index}.standard`)}
                />
                <TextInput
                  label="条款"
                  optional
                  maxLength={200}
                  error={errors?.clause?.message}
                  {...register(`items.${index}.clause`)}
                />
                <div className="flex flex-wrap items-end gap-x-6">
                  <Checkbox label="须拍照" {...register(`items.${index}.asksPhoto`)} />
                  <Checkbox label="须记录位置" {...register(`items.${index}.asksPlace`)} />
                </div>
              </fieldset>
            </li>
          )
        })}
      </ol>
      <div>
        <Button onClick={() => append(emptyItem)}>增加检查项</Button>
      </div>
      <div className="action-bar">
        <SubmitButton pending={formState.isSubmitting} busy="正在保存…">
          保存检查表
        </SubmitButton>
        <LinkButton variant="quiet" href="/inspections/checklists">
          取消
        </LinkButton>
      </div>
    </form>
  )
}
