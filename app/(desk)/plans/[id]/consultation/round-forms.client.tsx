'use client'

import { useState } from 'react'
import { Button } from '@/app/_ui/button'
import { Dialog } from '@/app/_ui/dialog.client'
import { DateInput } from '@/app/_ui/text-input'
import { Textarea } from '@/app/_ui/textarea'
import { VerbForm } from '@/app/_ui/verb-form.client'
import { extendConsultationAction, openConsultationAction } from './actions'

interface OpenFormProps {
  planId: number
  /** Of the draft: what is sent is what was on the screen. */
  version: number
  units: number
  suggestedDueOn: string
  today: string
}

export function OpenForm({ planId, version, units, suggestedDueOn, today }: OpenFormProps) {
  return (
    <VerbForm
      action={openConsultationAction}
      verb={`发给 ${units} 个单位征求意见`}
      variant="primary"
      hidden={{ planId, version }}
    >
      {(errors) => (
        <>
          <DateInput label="答复期限" name="dueOn" defaultValue={suggestedDueOn} min={today} error={errors.dueOn} />
          <Textarea label="给各单位的说明" name="note" optional error={errors.note} />
        </>
      )}
    </VerbForm>
  )
}

export function ExtendButton({
  consultationId,
  version,
  dueOn,
}: {
  consultationId: number
  version: number
  dueOn: string
}) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        延长期限
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="延长答复期限">
        <VerbForm
          action={extendConsultationAction}
          verb="延长期限"
          variant="primary"
          hidden={{ consultationId, version }}
          onDone={() => setOpen(false)}
        >
          {(errors) => (
            <DateInput label="新的答复期限" name="dueOn" defaultValue={dueOn} min={dueOn} error={errors.dueOn} />
          )}
        </VerbForm>
      </Dialog>
    </>
  )
}
