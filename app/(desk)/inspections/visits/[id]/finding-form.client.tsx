'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Button } from '@/app/_ui/button'
import { Dialog } from '@/app/_ui/dialog.client'
import { RadioGroup } from '@/app/_ui/radio-group'
import { Select } from '@/app/_ui/select'
import { Textarea } from '@/app/_ui/textarea'
import { formatLong } from '@/lib/domain/calendar/date'
import { findingSeverities } from '@/lib/domain/inspection/states'
import type { VisitSheet } from '@/lib/domain/inspection/visit'
import { findingSeverityLabels } from '@/lib/domain/supervision-labels'
import { findingInput } from '@/lib/input/visit'
import type { FindingPiece } from './visit-store.client'

export type FindingDraft = Partial<FindingPiece['data']> & Pick<FindingPiece['data'], 'uuid'>

interface FindingFormProps {
  draft: FindingDraft
  sheet: VisitSheet
  onKeep: (finding: FindingPiece['data']) => void
  onClose: () => void
}

const severityNotes = {
  minor: '当场可以改正',
  general: '需要限期整改',
  serious: '影响任务完成或群众利益',
} as const

const fields = findingInput.pick({ unitId: true, severity: true, standard: true, fact: true }).extend({
  relapseOfId: z.string(),
})

/** A finding: whose, how grave, against which standard, the fact, and whether it was seen before. */
export function FindingForm({ draft, sheet, onKeep, onClose }: FindingFormProps) {
  const { register, handleSubmit, formState, watch } = useForm({
    resolver: zodResolver(fields),
    defaultValues: {
      unitId: draft.unitId ?? sheet.unit.id,
      severity: draft.severity ?? ('general' as const),
      standard: draft.standard ?? '',
      fact: draft.fact ?? '',
      relapseOfId: draft.relapseOfId ? String(draft.relapseOfId) : '',
    },
  })
  const unitId = Number(watch('unitId'))
  const earlier = sheet.earlier.filter((finding) => finding.unitId === unitId)
  const keep = handleSubmit((values) =>
    onKeep({
      uuid: draft.uuid,
      itemId: draft.itemId ?? null,
      unitId: Number(values.unitId),
      severity: values.severity,
      standard: values.standard,
      fact: values.fact,
      relapseOfId: values.relapseOfId ? Number(values.relapseOfId) : null,
      foundAt: draft.foundAt ?? new Date().toISOString(),
      isRemoved: false,
    }),
  )
  return (
    <Dialog open onClose={onClose} title={draft.foundAt === undefined ? '记录问题' : '修改问题'}>
      <form onSubmit={keep} noValidate className="flex flex-col gap-4">
        {sheet.units.length > 1 ? (
          <Select
            label="责任单位"
            options={sheet.units.map((unit) => ({ value: String(unit.id), label: unit.name }))}
            error={formState.errors.unitId?.message}
            {...register('unitId')}
          />
        ) : null}
        <Textarea
          label="事实"
          help="时间、地点、看到了什么，一事一条。"
          rows={4}
          error={formState.errors.fact?.message}
          {...register('fact')}
        />
        <Textarea
          label="对照标准"
          help="文件名称和条款。"
          rows={2}
          error={formState.errors.standard?.message}
          {...register('standard')}
        />
        <RadioGroup
          label="程度"
          defaultValue={draft.severity ?? 'general'}
          options={findingSeverities.map((value) => ({
            value,
            label: findingSeverityLabels[value],
            note: severityNotes[value],
          }))}
          {...register('severity')}
        />
        {earlier.length > 0 ? (
          <Select
            label="以前查出过"
            optional
            empty="没有，第一次发现"
            options={earlier.map((finding) => ({
              value: String(finding.id),
              label: `${formatLong(finding.foundOn)} ${finding.fact.slice(0, 40)}`,
            }))}
            {...register('relapseOfId')}
          />
        ) : null}
        <div className="flex gap-2">
          <Button type="submit" variant="primary">
            存下问题
          </Button>
          <Button onClick={onClose}>不存</Button>
        </div>
      </form>
    </Dialog>
  )
}
