'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { FormProvider, useForm } from 'react-hook-form'
import type { z } from 'zod'
import { LinkButton } from '@/app/_ui/button'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import { planMilestonesInput } from '@/lib/input/milestones'
import { MilestoneFields, type MilestoneValues } from '../../_parts/milestone-fields.client'
import { SaveFailure } from '../../_parts/save-failure.client'
import { useSave } from '../../_parts/use-save.client'
import { planMilestonesAction } from '../../actions'

interface BreakdownFormProps {
  taskId: number
  version: number
  today: string
  limit: string | null
  suggestedDue: string
  locked: Readonly<Record<number, string>>
  milestones: MilestoneValues[]
}

type Values = z.input<typeof planMilestonesInput>

export function BreakdownForm(props: BreakdownFormProps) {
  const { taskId, version, milestones } = props
  const form = useForm<Values, unknown, z.output<typeof planMilestonesInput>>({
    resolver: zodResolver(planMilestonesInput),
    defaultValues: { taskId, version, milestones },
  })
  const { failure, setFailure, save } = useSave(form, `/tasks/${taskId}`)
  const submit = form.handleSubmit(async (typed) => {
    await save(() => planMilestonesAction({ ...typed, version }))
  })
  const keepMine = () => {
    // What the other person dropped meanwhile is new again if it is kept here.
    const known = milestones.map((entry) => entry.id)
    form.getValues('milestones').forEach((entry, index) => {
      if (entry.id && !known.includes(Number(entry.id))) form.setValue(`milestones.${index}.id`, null)
    })
    setFailure(null)
  }
  return (
    <FormProvider {...form}>
      <form className="flex max-w-[640px] flex-col gap-6" onSubmit={(event) => void submit(event)} noValidate>
        <SaveFailure
          failure={failure}
          takeTheirs={() => {
            form.reset({ taskId, version, milestones })
            setFailure(null)
          }}
          keepMine={keepMine}
        />
        <MilestoneFields
          today={props.today}
          limit={props.limit}
          locked={props.locked}
          suggestedDue={props.suggestedDue}
        />
        <div className="action-bar flex flex-wrap gap-2">
          <SubmitButton pending={form.formState.isSubmitting} busy="正在保存…">
            保存节点
          </SubmitButton>
          <LinkButton variant="quiet" href={`/tasks/${taskId}`}>
            取消
          </LinkButton>
        </div>
      </form>
    </FormProvider>
  )
}
