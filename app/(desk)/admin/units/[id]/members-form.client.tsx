'use client'

import { Checkbox } from '@/app/_ui/checkbox'
import { VerbForm } from '@/app/_ui/verb-form.client'
import { setUnitMembersAction } from '../actions'

interface MembersFormProps {
  id: number
  version: number
  memberIds: number[]
  candidates: { id: number; name: string; place: string }[]
}

export function MembersForm({ id, version, memberIds, candidates }: MembersFormProps) {
  const places = [...new Set(candidates.map((unit) => unit.place))]
  return (
    <VerbForm action={setUnitMembersAction} verb="保存成员" variant="secondary" hidden={{ id, version }}>
      {() =>
        places.map((place) => (
          <fieldset key={place} className="flex flex-col gap-2">
            <legend className="pb-2 text-ink-2">{place}</legend>
            <div className="grid gap-2 md:grid-cols-2">
              {candidates
                .filter((unit) => unit.place === place)
                .map((unit) => (
                  <Checkbox
                    key={unit.id}
                    label={unit.name}
                    name="memberIds[]"
                    value={unit.id}
                    defaultChecked={memberIds.includes(unit.id)}
                  />
                ))}
            </div>
          </fieldset>
        ))
      }
    </VerbForm>
  )
}
