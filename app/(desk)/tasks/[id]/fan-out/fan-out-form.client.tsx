'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { FormProvider, useForm } from 'react-hook-form'
import type { z } from 'zod'
import { Button, LinkButton } from '@/app/_ui/button'
import { Select } from '@/app/_ui/select'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import { DateInput, NumberInput, TextInput } from '@/app/_ui/text-input'
import { Textarea } from '@/app/_ui/textarea'
import { fanOutTaskInput } from '@/lib/input/subtasks'
import { MilestoneFields } from '../../_parts/milestone-fields.client'
import { SaveFailure } from '../../_parts/save-failure.client'
import { useSave } from '../../_parts/use-save.client'
import { fanOutAction } from '../../actions'

type Group = { id: number; name: string; members: { id: number; name: string }[] }

interface FanOutFormProps {
  taskId: number
  version: number
  title: string
  today: string
  limit: string | null
  suggestedDue: string
  groups: Group[]
}

type Values = z.input<typeof fanOutTaskInput>

export function FanOutForm(props: FanOutFormProps) {
  const { taskId, version, today, limit, groups } = props
  const [first] = groups
  const form = useForm<Values, unknown, z.output<typeof fanOutTaskInput>>({
    resolver: zodResolver(fanOutTaskInput),
    defaultValues: {
      taskId,
      version,
      groupId: String(first?.id ?? ''),
      memberIds: first?.members.map((member) => String(member.id)) ?? [],
      title: props.title,
      requirement: '',
      dueOn: props.suggestedDue,
      weight: 10,
      milestones: [],
    },
  })
  const { register, formState, watch, setValue } = form
  const { failure, setFailure, save } = useSave(form, `/tasks/${taskId}`)
  const group = groups.find((entry) => String(entry.id) === String(watch('groupId')))
  const chosen = (watch('memberIds') as readonly unknown[]).length
  const submit = form.handleSubmit(async (typed) => {
    await save(() => fanOutAction({ ...typed, version }))
  })
  const tick = (members: readonly { id: number }[]) =>
    setValue(
      'memberIds',
      members.map((member) => String(member.id)),
      { shouldDirty: true, shouldValidate: formState.isSubmitted },
    )
  const { errors } = formState
  return (
    <FormProvider {...form}>
      <form className="flex max-w-[640px] flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
        <SaveFailure failure={failure} keepMine={() => setFailure(null)} />
        <Select
          label="集合单位"
          options={groups.map((entry) => ({
            value: String(entry.id),
            label: `${entry.name}（${entry.members.length} 个）`,
          }))}
          error={errors.groupId?.message}
          {...register('groupId', {
            onChange: (event: { target: { value: string } }) =>
              tick(groups.find((entry) => String(entry.id) === event.target.value)?.members ?? []),
          })}
        />
        <fieldset className="field">
          <legend className="field-label">
            成员单位　已选 {chosen} / {group?.members.length ?? 0}
          </legend>
          <div className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-4">
            {group?.members.map((member) => (
              <label key={member.id} className="tick">
                <input type="checkbox" value={String(member.id)} {...register('memberIds')} />
                {member.name}
              </label>
            ))}
          </div>
          {errors.memberIds?.message ? <p className="field-error">{errors.memberIds.message}</p> : null}
          <div className="flex gap-2">
            <Button variant="quiet" onClick={() => tick(group?.members ?? [])}>
              全选
            </Button>
            <Button variant="quiet" onClick={() => tick([])}>
              全不选
            </Button>
          </div>
        </fieldset>
        <TextInput
          label="子任务名称"
          help="各成员的子任务会在后面加上单位名，例如：健康主题公园（东湖镇）。"
          error={errors.title?.message}
          {...register('title')}
        />
        <Textarea label="要求" optional error={errors.requirement?.message} {...register('requirement')} />
        <div className="flex flex-wrap gap-x-6 gap-y-3">
          <DateInput
            label="时限"
            min={today}
            max={limit ?? undefined}
            error={errors.dueOn?.message}
            {...register('dueOn')}
          />
          <NumberInput
            label="每项权重"
            help="在本任务核定进度里的份额。"
            min={1}
            max={100}
            error={errors.weight?.message}
            {...register('weight')}
          />
        </div>
        <h2 className="section-title mt-4">统一的节点</h2>
        <p className="text-ink-2">写在这里的节点会放进每一项子任务；不写则由各单位自己分解。</p>
        <MilestoneFields
          today={today}
          limit={String(watch('dueOn') ?? '') || limit}
          suggestedDue={props.suggestedDue}
        />
        <div className="action-bar flex flex-wrap gap-2">
          <SubmitButton pending={formState.isSubmitting} busy="正在分解…">
            {`分解为 ${chosen} 项子任务并交办`}
          </SubmitButton>
          <LinkButton variant="quiet" href={`/tasks/${taskId}`}>
            取消
          </LinkButton>
        </div>
      </form>
    </FormProvider>
  )
}
