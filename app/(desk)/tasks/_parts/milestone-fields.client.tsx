'use client'

import { useFieldArray, useFormContext } from 'react-hook-form'
import { Button } from '@/app/_ui/button'
import { DateInput, NumberInput, TextInput } from '@/app/_ui/text-input'
import { normaliseWeights } from '@/lib/domain/task/weights'

export type MilestoneValues = {
  id?: number | null
  title: string
  deliverable: string
  dueOn: string
  weight: number | string
  evidenceAsked: string | null
  evidenceWhy: string | null
}

type Values = { milestones: MilestoneValues[] }

interface MilestoneFieldsProps {
  today: string
  /** The last day a milestone may be due. */
  limit: string | null
  /** Why a milestone of this id cannot be touched any more. */
  locked?: Readonly<Record<number, string>>
  suggestedDue: string
}

/** A list of milestones with the sum of their weights in sight while it is typed. */
export function MilestoneFields({ today, limit, locked = {}, suggestedDue }: MilestoneFieldsProps) {
  const { control, watch, setValue, formState } = useFormContext<Values>()
  const { fields, append, remove } = useFieldArray({ control, name: 'milestones', keyName: 'key' })
  const rows = watch('milestones')
  const isLocked = (index: number): boolean => lockOf(locked, rows[index]?.id) !== undefined
  const sum = rows.reduce((total, row) => total + (Number(row.weight) || 0), 0)
  const add = () =>
    append({
      title: '',
      deliverable: '',
      dueOn: suggestedDue,
      weight: rows.length === 0 ? 100 : Math.max(1, 100 - sum),
      evidenceAsked: null,
      evidenceWhy: null,
    })
  const normalise = () => {
    const open = rows.flatMap((_, index) => (isLocked(index) ? [] : [index]))
    const fixed = rows.reduce((total, row, index) => total + (isLocked(index) ? Number(row.weight) || 0 : 0), 0)
    const weights = normaliseWeights(
      open.map((index) => Number(rows[index]?.weight)),
      100 - fixed,
    )
    weights?.forEach((weight, at) => {
      setValue(`milestones.${open[at] ?? 0}.weight`, weight, { shouldDirty: true })
    })
  }
  return (
    <div className="flex flex-col gap-6">
      {fields.map((field, index) => (
        <MilestoneField
          key={field.key}
          index={index}
          today={today}
          limit={limit}
          lock={lockOf(locked, rows[index]?.id)}
          onRemove={() => remove(index)}
        />
      ))}
      {formState.errors.milestones?.root?.message ? (
        <p className="field-error">{formState.errors.milestones.root.message}</p>
      ) : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button onClick={add}>增加节点</Button>
        {rows.length > 0 ? (
          <>
            <span role="status" className={sum === 100 ? 'text-ink-2' : 'font-medium text-lamp-red'}>
              权重合计 {sum} / 100
              {sum === 100 ? '' : sum < 100 ? `，还差 ${100 - sum}` : `，超出 ${sum - 100}`}
            </span>
            {sum === 100 ? null : (
              <Button variant="quiet" onClick={normalise}>
                按比例凑到 100
              </Button>
            )}
          </>
        ) : null}
      </div>
    </div>
  )
}

const lockOf = (locked: Readonly<Record<number, string>>, id: number | null | undefined): string | undefined =>
  id ? locked[id] : undefined

interface MilestoneFieldProps {
  index: number
  today: string
  limit: string | null
  lock: string | undefined
  onRemove: () => void
}

function MilestoneField({ index, today, limit, lock, onRemove }: MilestoneFieldProps) {
  const { register, watch, setValue, formState } = useFormContext<Values>()
  const errors = formState.errors.milestones?.[index]
  const row = watch(`milestones.${index}`)
  const asks = row.evidenceAsked !== null
  if (lock) {
    return (
      <section aria-label={`节点 ${index + 1}`} className="border-l-2 border-line pl-4 text-ink-2">
        <p>
          <span className="font-medium">
            {index + 1}. {row.title}
          </span>
          　{row.dueOn}　权重 {row.weight}
        </p>
        <p className="text-ink-3">{lock}</p>
      </section>
    )
  }
  return (
    <fieldset className="flex flex-col gap-3 border-l-2 border-edge pl-4">
      <legend className="sr-only">节点 {index + 1}</legend>
      <TextInput
        label={`节点 ${index + 1}：名称`}
        error={errors?.title?.message}
        {...register(`milestones.${index}.title`)}
      />
      <TextInput
        label="交付的成果"
        help="核定时看什么，例如：验收表、专家库名单。"
        error={errors?.deliverable?.message}
        {...register(`milestones.${index}.deliverable`)}
      />
      <div className="flex flex-wrap gap-x-6 gap-y-3">
        <DateInput
          label="时限"
          min={today}
          max={limit ?? undefined}
          error={errors?.dueOn?.message}
          {...register(`milestones.${index}.dueOn`)}
        />
        <NumberInput
          label="权重"
          unit="%"
          min={1}
          max={100}
          error={errors?.weight?.message}
          {...register(`milestones.${index}.weight`)}
        />
      </div>
      {asks ? (
        <>
          <TextInput
            label="要求提供的佐证"
            error={errors?.evidenceAsked?.message}
            {...register(`milestones.${index}.evidenceAsked`)}
          />
          <TextInput
            label="为什么需要"
            help="只要求核定必需的材料，不要求留痕。"
            error={errors?.evidenceWhy?.message}
            {...register(`milestones.${index}.evidenceWhy`)}
          />
        </>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="quiet"
          onClick={() => {
            setValue(`milestones.${index}.evidenceAsked`, asks ? null : '', { shouldDirty: true })
            setValue(`milestones.${index}.evidenceWhy`, asks ? null : '', { shouldDirty: true })
          }}
        >
          {asks ? '不要求佐证' : '要求佐证'}
        </Button>
        <Button variant="quiet" onClick={onRemove}>
          删除节点 {index + 1}
        </Button>
      </div>
    </fieldset>
  )
}
