'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/app/_ui/button'
import { Dialog } from '@/app/_ui/dialog.client'
import { ReasonDialog } from '@/app/_ui/reason-dialog.client'
import { Select } from '@/app/_ui/select'
import { DateInput, TextInput } from '@/app/_ui/text-input'
import { VerbForm } from '@/app/_ui/verb-form.client'
import { VerbButton } from '../_parts/verb-button.client'
import {
  approveInspectionAction,
  cancelInspectionAction,
  openVisitAction,
  referClueAction,
  returnInspectionAction,
  startInspectionAction,
  submitInspectionAction,
} from '../actions'

interface InspectionVerbsProps {
  id: number
  version: number
  verbs: readonly string[]
}

/** What moves the plan on; each button says what will happen. */
export function InspectionVerbs({ id, version, verbs }: InspectionVerbsProps) {
  const hidden = { inspectionId: id, version }
  return (
    <>
      {verbs.includes('inspection.submit') ? (
        <VerbButton action={submitInspectionAction} verb="报请批准" variant="primary" hidden={hidden} />
      ) : null}
      {verbs.includes('inspection.approve') ? (
        <VerbButton action={approveInspectionAction} verb="批准督查" variant="primary" hidden={hidden} />
      ) : null}
      {verbs.includes('inspection.return') ? (
        <ReasonDialog
          label="退回"
          title="退回督查方案"
          explain="拟定方案的办公室会看到理由，修改后可以重新报批。"
          verb="退回并说明"
          reasons={['依据不足', '督查范围过宽', '与其他督查重复，请合并']}
          action={returnInspectionAction}
          hidden={hidden}
          hotkey="r"
        />
      ) : null}
      {verbs.includes('inspection.start') ? (
        <VerbButton action={startInspectionAction} verb="启动督查" variant="primary" hidden={hidden} />
      ) : null}
      {verbs.includes('inspection.cancel') ? (
        <ReasonDialog
          label="取消督查"
          title="取消这项督查"
          explain="取消后不能恢复；方案和理由留在记录里。"
          verb="取消并说明"
          action={cancelInspectionAction}
          hidden={hidden}
          variant="danger"
        />
      ) : null}
    </>
  )
}

interface OpenVisitProps {
  id: number
  units: readonly { id: number; name: string }[]
  today: string
}

/** Opens the sheet and goes to it: the rest is done on the phone. */
export function OpenVisit({ id, units, today }: OpenVisitProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        开始现场检查
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="开始现场检查">
        <VerbForm
          action={openVisitAction}
          verb="打开检查表"
          variant="primary"
          hidden={{ inspectionId: id }}
          onDone={({ visitId }) => router.push(`/inspections/visits/${visitId}`)}
        >
          {(errors) => (
            <>
              <Select
                name="unitId"
                label="单位"
                options={units.map((unit) => ({ value: String(unit.id), label: unit.name }))}
                error={errors.unitId}
              />
              <DateInput name="visitedOn" label="日期" defaultValue={today} error={errors.visitedOn} />
            </>
          )}
        </VerbForm>
      </Dialog>
    </>
  )
}

/** 第二十三条: what is handed out of the system, and to whom. */
export function ReferClue({ id, today }: { id: number; today: string }) {
  return (
    <ReasonDialog
      label="移送线索"
      title="登记线索移送"
      explain="发现违纪违法线索的，移送有权机关。系统只登记移给谁、什么时候、什么事，不在这里办理。"
      verb="登记移送"
      reasonLabel="线索摘要"
      name="subject"
      action={referClueAction}
      hidden={{ inspectionId: id }}
    >
      <TextInput name="toBody" label="移送机关" maxLength={100} required />
      <DateInput name="referredOn" label="移送日期" defaultValue={today} max={today} required />
    </ReasonDialog>
  )
}
