'use client'

import { useState } from 'react'
import { Checkbox } from '@/app/_ui/checkbox'
import { RadioGroup } from '@/app/_ui/radio-group'
import { ReasonDialog } from '@/app/_ui/reason-dialog.client'
import { Textarea } from '@/app/_ui/textarea'
import { VerbForm } from '@/app/_ui/verb-form.client'
import { objectionOutcomes } from '@/lib/domain/conclusion/states'
import { objectionOutcomeLabels } from '@/lib/domain/supervision-labels'
import { VerbButton } from '../../_parts/verb-button.client'
import {
  approveConclusionAction,
  decideObjectionAction,
  fileObjectionAction,
  returnConclusionAction,
  saveConclusionAction,
  sendConclusionAction,
  submitConclusionAction,
} from '../../actions'

interface Subject {
  id: number
  version: number
}

const hiddenOf = ({ id, version }: Subject) => ({ conclusionId: id, version })

/** The text while it is a draft; saved as it stands, then handed up. */
export function ConclusionText({ body, ...subject }: Subject & { body: string }) {
  return (
    <VerbForm
      action={saveConclusionAction}
      verb="保存正文"
      hidden={hiddenOf(subject)}
      className="flex max-w-[760px] flex-col gap-4"
    >
      {(errors) => (
        <Textarea
          name="body"
          label="正文"
          prose
          rows={16}
          defaultValue={body}
          error={errors.body}
          help="由登记的问题起草，请核对事实和依据。保存后再报批。"
        />
      )}
    </VerbForm>
  )
}

interface ConclusionVerbsProps extends Subject {
  verbs: readonly string[]
  objectionUntil: string | null
}

export function ConclusionVerbs({ verbs, objectionUntil, ...subject }: ConclusionVerbsProps) {
  const hidden = hiddenOf(subject)
  return (
    <>
      {verbs.includes('conclusion.submit') ? (
        <VerbButton action={submitConclusionAction} verb="报请批准" variant="primary" hidden={hidden} />
      ) : null}
      {verbs.includes('conclusion.approve') ? (
        <VerbButton action={approveConclusionAction} verb="批准结论" variant="primary" hidden={hidden} />
      ) : null}
      {verbs.includes('conclusion.return') ? (
        <ReasonDialog
          label="退回"
          title="退回督查结论"
          explain="起草人会看到理由，修改后可以重新报批。"
          verb="退回并说明"
          reasons={['事实不清', '依据不足', '处理意见不当']}
          action={returnConclusionAction}
          hidden={hidden}
          hotkey="r"
        />
      ) : null}
      {verbs.includes('conclusion.send') ? (
        <VerbButton action={sendConclusionAction} verb="送达单位" variant="primary" hidden={hidden} />
      ) : null}
      {verbs.includes('conclusion.object') ? (
        <ReasonDialog
          label="申请复核"
          title="对督查结论申请复核"
          explain={`在${objectionUntil ?? '期限'}前可以提出一次。由没有参加督查、没有起草和批准结论的领导复核，30 天内作出决定；复核期间不停止整改。`}
          verb="提交复核申请"
          reasonLabel="异议和理由"
          name="grounds"
          action={fileObjectionAction}
          hidden={hidden}
        />
      ) : null}
    </>
  )
}

interface DecisionFormProps extends Subject {
  body: string
  findings: readonly { id: number; fact: string }[]
}

const outcomeNotes = {
  upheld: '结论不变。',
  amended: '改写正文，可以同时撤销站不住的问题；原文留存并列出改动。',
  revoked: '结论和全部问题一并撤销，相应的整改也随之撤销。',
} as const

/** The decision on an objection, with what it changes. */
export function DecisionForm({ body, findings, ...subject }: DecisionFormProps) {
  const [outcome, setOutcome] = useState<string>('upheld')
  return (
    <VerbForm
      action={decideObjectionAction}
      verb="作出复核决定"
      variant="primary"
      hidden={hiddenOf(subject)}
      className="flex max-w-[760px] flex-col gap-4"
    >
      {(errors) => (
        <>
          <RadioGroup
            label="复核结果"
            name="outcome"
            defaultValue="upheld"
            error={errors.outcome}
            onChange={(event) => setOutcome(event.target.value)}
            options={objectionOutcomes.map((value) => ({
              value,
              label: objectionOutcomeLabels[value],
              note: outcomeNotes[value],
            }))}
          />
          <Textarea name="decision" label="决定和理由" rows={4} help="单位会看到。" error={errors.decision} />
          {outcome === 'amended' ? (
            <>
              <Textarea name="body" label="改写后的正文" prose rows={12} defaultValue={body} error={errors.body} />
              {findings.length > 0 ? (
                <fieldset className="field">
                  <legend className="field-label">
                    撤销的问题<span className="font-normal text-ink-3">（选填）</span>
                  </legend>
                  {findings.map((finding) => (
                    <Checkbox key={finding.id} name="withdrawnFindingIds[]" value={finding.id} label={finding.fact} />
                  ))}
                </fieldset>
              ) : null}
            </>
          ) : null}
        </>
      )}
    </VerbForm>
  )
}
