'use client'

import { useRouter } from 'next/navigation'
import { Checkbox } from '@/app/_ui/checkbox'
import { Select } from '@/app/_ui/select'
import { NumberInput, TextInput } from '@/app/_ui/text-input'
import { Textarea } from '@/app/_ui/textarea'
import { VerbForm } from '@/app/_ui/verb-form.client'
import { unitKindLabels, unitKinds } from '@/lib/domain/labels'
import type { UnitKind } from '@/lib/domain/plan-text/reading'
import { createUnitAction, editUnitAction } from './actions'

export interface UnitValues {
  name: string
  kind: UnitKind
  parentId: number | null
  isOffice: boolean
  position: number
  aliases: readonly string[]
}

interface UnitFormProps {
  values?: UnitValues
  parents: { id: number; name: string }[]
  /** An existing unit, or the place of a new one. */
  target: { id: number; version: number } | { jurisdictionId: number }
}

export function UnitForm({ values, parents, target }: UnitFormProps) {
  const router = useRouter()
  const isNew = !('id' in target)
  const kinds = unitKinds.filter((kind) => isNew || (kind === 'group') === (values?.kind === 'group'))
  return (
    <VerbForm
      action={async (data) => {
        if (!isNew) return editUnitAction(data)
        const answer = await createUnitAction(data)
        if (!answer.ok) return answer
        router.push(`/admin/units/${answer.value.id}`)
        return { ...answer, value: undefined }
      }}
      verb={isNew ? '新增单位' : '保存修改'}
      hidden={{ ...target }}
    >
      {(errors) => (
        <>
          <TextInput label="单位全称" name="name" defaultValue={values?.name} error={errors.name} required />
          <Select
            label="类别"
            name="kind"
            short
            defaultValue={values?.kind ?? 'department'}
            options={kinds.map((kind) => ({ value: kind, label: unitKindLabels[kind] }))}
            help={isNew ? '“各乡镇政府”一类的统称选“集合单位”，保存后设定成员' : undefined}
            error={errors.kind}
          />
          <Select
            label="上级单位"
            name="parentId"
            optional
            empty="无"
            defaultValue={values?.parentId ?? ''}
            options={parents.map((parent) => ({ value: String(parent.id), label: parent.name }))}
            error={errors.parentId}
          />
          {values?.kind === 'group' ? null : (
            <Checkbox
              label="督查考核办公室：承办规划，交办、审核和考核"
              name="isOffice"
              defaultChecked={values?.isOffice ?? false}
            />
          )}
          <Textarea
            label="别名"
            name="aliases"
            optional
            defaultValue={values?.aliases.join('\n')}
            help="每行一个，规划原文里写到这些名称时自动对应到本单位"
            error={errors.aliases}
          />
          <NumberInput
            label="排序号"
            name="position"
            defaultValue={values?.position ?? 0}
            help="小的在前，按本级文件印发的单位次序"
            error={errors.position}
          />
        </>
      )}
    </VerbForm>
  )
}
