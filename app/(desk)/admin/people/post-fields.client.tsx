'use client'

import { Select } from '@/app/_ui/select'
import { TextInput } from '@/app/_ui/text-input'
import type { FieldErrors } from '@/app/_ui/verb-form.client'
import { roleLabels } from '@/lib/domain/labels'
import { rolesByAdmin } from '@/lib/domain/permission/table'

export interface UnitChoice {
  id: number
  label: string
}

/** In which unit, as what: shared by a new person and a new post. */
export function PostFields({ units, unitId, errors }: { units: UnitChoice[]; unitId?: number; errors: FieldErrors }) {
  return (
    <>
      <Select
        label="单位"
        name="unitId"
        empty="请选择"
        defaultValue={unitId ?? ''}
        options={units.map((unit) => ({ value: String(unit.id), label: unit.label }))}
        error={errors.unitId}
        required
      />
      <Select
        label="角色"
        name="role"
        short
        empty="请选择"
        options={rolesByAdmin.map((role) => ({ value: role, label: roleLabels[role] }))}
        help="审计员由服务器运维人员用命令行新增（三员分立）"
        error={errors.role}
        required
      />
      <TextInput label="职务" name="title" optional help="如“副主任”" error={errors.title} />
    </>
  )
}
