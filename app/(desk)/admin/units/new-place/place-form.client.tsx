'use client'

import { useRouter } from 'next/navigation'
import { Select } from '@/app/_ui/select'
import { TextInput } from '@/app/_ui/text-input'
import { VerbForm } from '@/app/_ui/verb-form.client'
import { type JurisdictionLevel, jurisdictionLevelLabels } from '@/lib/domain/labels'
import { codeLengthOf } from '@/lib/domain/place'
import { createPlaceAction } from './actions'

interface PlaceFormProps {
  parent: { id: number; code: string }
  levels: readonly JurisdictionLevel[]
}

export function PlaceForm({ parent, levels }: PlaceFormProps) {
  const router = useRouter()
  const lengths = levels.map((level) => `${jurisdictionLevelLabels[level]} ${codeLengthOf(level)} 位`).join('，')
  return (
    <VerbForm
      action={createPlaceAction}
      verb="新增行政区"
      hidden={{ parentId: parent.id }}
      onDone={({ id }) => router.push(`/admin/units?place=${id}`)}
    >
      {(errors) => (
        <>
          <TextInput label="名称" name="name" help="全称，如“祥符区”“城关镇”" error={errors.name} required />
          <Select
            label="级别"
            name="level"
            short
            options={levels.map((level) => ({ value: level, label: jurisdictionLevelLabels[level] }))}
            error={errors.level}
          />
          <TextInput
            label="行政区划代码"
            name="code"
            inputMode="numeric"
            help={`以 ${parent.code} 开头：${lengths}`}
            error={errors.code}
            required
          />
          <TextInput
            label="政府的名称"
            name="government"
            help="首个单位，系统管理员和领导在其中任职；不填则按名称取“区政府”“镇政府”等"
            error={errors.government}
            optional
          />
        </>
      )}
    </VerbForm>
  )
}
