'use client'

import { Checkbox } from '@/app/_ui/checkbox'
import { RadioGroup } from '@/app/_ui/radio-group'
import { Select } from '@/app/_ui/select'
import { TextInput } from '@/app/_ui/text-input'
import { Textarea } from '@/app/_ui/textarea'
import { VerbForm } from '@/app/_ui/verb-form.client'
import { consequenceKinds } from '@/lib/domain/consequence/states'
import type { FindingSeverity } from '@/lib/domain/inspection/states'
import { consequenceKindLabels, findingSeverityLabels } from '@/lib/domain/supervision-labels'
import { proposeConsequenceAction } from '../actions'

interface ProposalFormProps {
  choices: {
    unit: { id: number; name: string }
    approvers: readonly { id: number; name: string; unit: string }[]
    findings: readonly { id: number; text: string; severity: FindingSeverity; inspection: string; isRelapse: boolean }[]
    rectifications: readonly { id: number; orderNo: string; text: string; dueOn: string; isLate: boolean }[]
    tasks: readonly { id: number; text: string; isOverdue: boolean }[]
  }
  inspectionId: number | null
  chosen: { finding: number | null; rectification: number | null }
}

/** Kind, whom, why, on which facts, and who decides. */
export function ProposalForm({ choices, inspectionId, chosen }: ProposalFormProps) {
  const { unit, approvers, findings, rectifications, tasks } = choices
  return (
    <VerbForm
      action={proposeConsequenceAction}
      verb="报请批准"
      variant="primary"
      hidden={{ unitId: unit.id, ...(inspectionId === null ? {} : { inspectionId }) }}
      doneHref="/consequences"
    >
      {(errors) => (
        <>
          <RadioGroup
            label="方式"
            name="kind"
            defaultValue="criticism"
            error={errors.kind}
            options={consequenceKinds.map((value) => ({ value, label: consequenceKindLabels[value] }))}
          />
          <TextInput
            name="addressee"
            label="对象"
            optional
            help="约谈、追责写明职务；不填则对单位。"
            maxLength={100}
            error={errors.addressee}
          />
          <Textarea
            name="proposal"
            label="建议和理由"
            rows={4}
            maxLength={5000}
            error={errors.proposal}
            help="单位在印发后会看到这段话。"
          />
          <fieldset className="field" aria-describedby={errors.findingIds ? 'facts-error' : undefined}>
            <legend className="field-label">事实依据</legend>
            {errors.findingIds ? (
              <p id="facts-error" className="field-error">
                {errors.findingIds}
              </p>
            ) : null}
            <div className="flex flex-col gap-1">
              {findings.map((fact) => (
                <Checkbox
                  key={`f${fact.id}`}
                  name="findingIds[]"
                  value={fact.id}
                  defaultChecked={chosen.finding === fact.id}
                  label={`问题（${findingSeverityLabels[fact.severity]}${fact.isRelapse ? '，反弹' : ''}）：${fact.text}`}
                  help={fact.inspection}
                />
              ))}
              {rectifications.map((fact) => (
                <Checkbox
                  key={`r${fact.id}`}
                  name="rectificationIds[]"
                  value={fact.id}
                  defaultChecked={chosen.rectification === fact.id}
                  label={`整改 ${fact.orderNo}${fact.isLate ? '（逾期）' : ''}：${fact.text}`}
                  help={`时限 ${fact.dueOn}`}
                />
              ))}
              {tasks.map((fact) => (
                <Checkbox
                  key={`t${fact.id}`}
                  name="taskIds[]"
                  value={fact.id}
                  label={`任务${fact.isOverdue ? '（逾期）' : ''}：${fact.text}`}
                />
              ))}
            </div>
          </fieldset>
          <Select
            name="approverPersonId"
            label="批准人"
            help="有权作出决定的领导；提出人不能自己批准。"
            options={approvers.map((one) => ({ value: String(one.id), label: `${one.name}（${one.unit}）` }))}
            error={errors.approverPersonId}
          />
        </>
      )}
    </VerbForm>
  )
}
