'use client'

import { Checkbox } from '@/app/_ui/checkbox'
import { DateInput, TextInput } from '@/app/_ui/text-input'
import { Textarea } from '@/app/_ui/textarea'
import { VerbForm } from '@/app/_ui/verb-form.client'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { FindingSeverity } from '@/lib/domain/inspection/states'
import { findingSeverityLabels } from '@/lib/domain/supervision-labels'
import { orderAction } from '../actions'

interface OrderFormProps {
  findings: readonly { id: number; fact: string; severity: FindingSeverity; standard: string; inspection: string }[]
  /** The one that the reader came from; all of them where there is none. */
  chosen: number | null
  firstDay: CalendarDate
  suggestedDay: CalendarDate
}

/** Which problems, what is to be done, by which standard it is judged, until when. */
export function OrderForm({ findings, chosen, firstDay, suggestedDay }: OrderFormProps) {
  return (
    <VerbForm action={orderAction} verb="下达整改" variant="primary" doneHref="/rectifications">
      {(errors) => (
        <>
          <fieldset className="field">
            <legend className="field-label">问题</legend>
            {errors.findingIds ? <p className="field-error">{errors.findingIds}</p> : null}
            {findings.map((finding) => (
              <Checkbox
                key={finding.id}
                name="findingIds[]"
                value={finding.id}
                defaultChecked={chosen === null || chosen === finding.id}
                label={`${findingSeverityLabels[finding.severity]}：${finding.fact}`}
                help={`${finding.standard}　${finding.inspection}`}
              />
            ))}
          </fieldset>
          <Textarea name="requirement" label="整改要求" rows={3} maxLength={5000} error={errors.requirement} />
          <Textarea
            name="acceptanceStandard"
            label="验收标准"
            help="核查时只对照这一条，下达后不能更改。"
            rows={3}
            maxLength={2000}
            error={errors.acceptanceStandard}
          />
          <TextInput
            name="evidenceAsked"
            label="申请销号须提供的佐证"
            optional
            help="只在验收标准确实需要时填写；不填则不要求佐证。"
            maxLength={500}
            error={errors.evidenceAsked}
          />
          <DateInput name="dueOn" label="整改时限" min={firstDay} defaultValue={suggestedDay} error={errors.dueOn} />
        </>
      )}
    </VerbForm>
  )
}
