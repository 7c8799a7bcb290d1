'use client'

import { ReasonDialog } from '@/app/_ui/reason-dialog.client'
import { TextInput } from '@/app/_ui/text-input'
import { VerbForm } from '@/app/_ui/verb-form.client'
import { approveConsequenceAction, issueConsequenceAction, rejectConsequenceAction } from '../actions'

interface ConsequenceVerbsProps {
  id: number
  version: number
  mayDecide: boolean
  mayIssue: boolean
}

/** What the reader may do: the named authority decides, the office issues under a number. */
export function ConsequenceVerbs({ id, version, mayDecide, mayIssue }: ConsequenceVerbsProps) {
  const hidden = { consequenceId: id, version }
  return (
    <div className="no-print flex flex-col gap-4">
      {mayDecide ? (
        <>
          <VerbForm action={approveConsequenceAction} verb="批准" variant="primary" hidden={hidden}>
            {(errors) => <TextInput name="reason" label="批示意见" optional maxLength={2000} error={errors.reason} />}
          </VerbForm>
          <ReasonDialog
            label="不予批准"
            title="不予批准这项处理建议"
            explain="理由会告诉提出建议的办公室；建议到此为止，不会生效。"
            verb="不予批准并说明"
            action={rejectConsequenceAction}
            hidden={hidden}
          />
        </>
      ) : null}
      {mayIssue ? (
        <VerbForm action={issueConsequenceAction} verb="印发并生效" variant="primary" hidden={hidden}>
          {(errors) => (
            <TextInput
              name="docNumber"
              label="发文字号"
              help="印发后单位可以看到，不能撤回。"
              maxLength={60}
              error={errors.docNumber}
            />
          )}
        </VerbForm>
      ) : null}
    </div>
  )
}
