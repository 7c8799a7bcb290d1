'use client'

import { createContext, type ReactNode, useContext, useState } from 'react'
import { Button } from '@/app/_ui/button'
import { Checkbox } from '@/app/_ui/checkbox'
import { Dialog } from '@/app/_ui/dialog.client'
import { RadioGroup } from '@/app/_ui/radio-group'
import { Select } from '@/app/_ui/select'
import { DateInput, TextInput } from '@/app/_ui/text-input'
import { Textarea } from '@/app/_ui/textarea'
import { type FieldErrors, VerbForm } from '@/app/_ui/verb-form.client'
import { indicatorFields, itemFields, type OpinionField } from '@/lib/domain/consultation/opinion'
import { opinionFieldLabels } from '@/lib/domain/labels'
import type { DraftUnit } from '@/lib/domain/plan/draft'
import { proposeChangeAction } from '../actions'

/** What a proposal is about, as it stands in the text that was sent. */
export type Subject =
  | { readonly kind: 'plan' }
  | {
      readonly kind: 'item'
      readonly key: string
      readonly title: string
      readonly text: string
      readonly dueOn: string | null
      readonly ongoing: boolean
      readonly leads: readonly DraftUnit[]
      readonly supports: readonly DraftUnit[]
    }
  | {
      readonly kind: 'indicator'
      readonly key: string
      readonly title: string
      readonly targets: readonly { readonly year: number; readonly text: string }[]
      readonly owners: readonly DraftUnit[]
    }

interface Round {
  consultationId: number
  version: number
  units: readonly { id: number; name: string }[]
}

const Asking = createContext<(subject: Subject) => void>(() => undefined)

/** The page's one dialogue for a proposal; the buttons beside the tasks open it for theirs. */
export function ProposeDesk({ round, children }: { round: Round; children: ReactNode }) {
  const [subject, setSubject] = useState<Subject | null>(null)
  return (
    <Asking.Provider value={setSubject}>
      {children}
      <Dialog
        open={subject !== null}
        onClose={() => setSubject(null)}
        title={subject && subject.kind !== 'plan' ? `对“${subject.title}”提出修改` : '对全文提出意见'}
      >
        {subject ? <ProposeForm round={round} subject={subject} onDone={() => setSubject(null)} /> : null}
      </Dialog>
    </Asking.Provider>
  )
}

export function ProposeButton({ subject, children }: { subject: Subject; children: string }) {
  const ask = useContext(Asking)
  return (
    <Button aria-haspopup="dialog" onClick={() => ask(subject)}>
      {children}
    </Button>
  )
}

const fieldsOf = (subject: Subject): readonly OpinionField[] =>
  subject.kind === 'plan' ? ['free'] : subject.kind === 'item' ? [...itemFields, 'free'] : [...indicatorFields, 'free']

interface ProposeFormProps {
  round: Round
  subject: Subject
  onDone: () => void
}

function ProposeForm({ round, subject, onDone }: ProposeFormProps) {
  const fields = fieldsOf(subject)
  const [field, setField] = useState<OpinionField>(fields[0] ?? 'free')
  return (
    <VerbForm
      action={proposeChangeAction}
      verb="提交意见"
      variant="primary"
      hidden={{
        consultationId: round.consultationId,
        version: round.version,
        subjectKey: subject.kind === 'plan' ? '' : subject.key,
      }}
      onDone={onDone}
    >
      {(errors) => (
        <>
          {fields.length > 1 ? (
            <Select
              label="修改什么"
              name="field"
              value={field}
              onChange={(event) => setField(event.target.value as OpinionField)}
              options={fields.map((value) => ({ value, label: opinionFieldLabels[value] }))}
              error={errors.field}
            />
          ) : (
            <input type="hidden" name="field" value={field} />
          )}
          <ProposedValue key={field} field={field} subject={subject} units={round.units} errors={errors} />
          <Textarea label="理由" name="reason" error={errors.reason} help="起草单位和涉及的单位会看到它。" />
        </>
      )}
    </VerbForm>
  )
}

interface ProposedValueProps {
  field: OpinionField
  subject: Subject
  units: readonly { id: number; name: string }[]
  errors: FieldErrors
}

function ProposedValue({ field, subject, units, errors }: ProposedValueProps) {
  if (subject.kind === 'item') {
    if (field === 'title') {
      return <TextInput label="改为" name="text" defaultValue={subject.title} error={errors.text} />
    }
    if (field === 'text') {
      return <Textarea label="改为" name="text" defaultValue={subject.text} error={errors.text} />
    }
    if (field === 'deadline') {
      return (
        <>
          <DateInput label="改为" name="dueOn" defaultValue={subject.dueOn ?? ''} error={errors.dueOn} />
          <Checkbox label="长期坚持，没有截止日期" name="ongoing" defaultChecked={subject.ongoing} />
        </>
      )
    }
    if (field === 'issue') {
      return (
        <RadioGroup
          label="改为"
          name="issue"
          defaultValue="false"
          options={[
            { value: 'false', label: '不交办', note: '只作为规划的文字，不交给任何单位办理。' },
            { value: 'true', label: '交办' },
          ]}
          error={errors.issue}
        />
      )
    }
    if (field === 'leads' || field === 'supports') {
      return <UnitsValue now={subject[field]} units={units} errors={errors} />
    }
  }
  if (subject.kind === 'indicator') {
    if (field === 'owners') return <UnitsValue now={subject.owners} units={units} errors={errors} />
    if (field === 'target') {
      return (
        <>
          <Select
            label="目标年份"
            name="year"
            short
            empty={subject.targets.length === 1 ? undefined : '请选择年份'}
            options={subject.targets.map((target) => ({
              value: String(target.year),
              label: `${target.year}年（现为 ${target.text}）`,
            }))}
            error={errors.year}
          />
          <TextInput label="改为" name="text" help="如 ≥95%、不低于 30 个" error={errors.text} />
        </>
      )
    }
  }
  return <Textarea label="意见" name="text" error={errors.text} />
}

function UnitsValue({
  now,
  units,
  errors,
}: {
  now: readonly DraftUnit[]
  units: ProposedValueProps['units']
  errors: FieldErrors
}) {
  const free = units.filter((unit) => !now.some((named) => named.unitId === unit.id))
  return (
    <>
      {now.length > 0 ? (
        <fieldset className="field">
          <legend className="field-label">去掉</legend>
          {now.map((unit) => (
            <Checkbox key={unit.unitId} name="remove[]" value={String(unit.unitId)} label={unit.spelling} />
          ))}
        </fieldset>
      ) : null}
      <Select
        label="增加"
        name="add[]"
        optional
        empty="不增加"
        options={free.map((unit) => ({ value: String(unit.id), label: unit.name }))}
        error={errors.add}
      />
    </>
  )
}
