'use client'

import { Select, type Option } from '@/app/_ui/select'
import { VerbForm } from '@/app/_ui/verb-form.client'
import { assignPersonAction } from '../actions'

interface AssignFormProps {
  taskId: number
  version: number
  current: number | null
  people: Option[]
}

export function AssignForm({ taskId, version, current, people }: AssignFormProps) {
  return (
    <VerbForm
      action={assignPersonAction}
      verb="指定"
      variant="secondary"
      hidden={{ taskId, version }}
      className="flex flex-wrap items-end gap-2"
    >
      {(errors) => (
        <Select
          name="membershipId"
          label="本单位经办人"
          options={people}
          empty="不指定"
          defaultValue={current ?? ''}
          error={errors.membershipId}
          short
        />
      )}
    </VerbForm>
  )
}
