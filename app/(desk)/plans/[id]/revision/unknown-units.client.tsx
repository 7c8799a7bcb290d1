'use client'

import { useState } from 'react'
import { Button } from '@/app/_ui/button'
import { Section } from '@/app/_ui/section'
import { Select } from '@/app/_ui/select'
import type { OpenRevision } from '@/lib/domain/revision/view'

interface UnknownUnitsProps {
  open: Pick<OpenRevision, 'unknownUnits' | 'units'>
  matchUnit: (spelling: string, unitId: number) => void
}

/** Names of the new version that the register does not know: matched here, they count for the whole comparison. */
export function UnknownUnits({ open, matchUnit }: UnknownUnitsProps) {
  return (
    <Section title={`没有对应到单位库的名称（${open.unknownUnits.length}）`}>
      <ul className="flex flex-col gap-4">
        {open.unknownUnits.map(({ spelling, suggestions }) => (
          <li key={spelling} className="flex flex-wrap items-end gap-x-4 gap-y-2">
            <span className="min-w-40 pb-1 font-medium">{spelling}</span>
            {suggestions.map((unit) => (
              <Button key={unit.id} onClick={() => matchUnit(spelling, unit.id)}>
                是{unit.name}
              </Button>
            ))}
            <Choice spelling={spelling} units={open.units} matchUnit={matchUnit} />
          </li>
        ))}
      </ul>
      <p className="mt-2 text-ink-3">单位库里没有的单位，请系统管理员先在“单位”里新增，再刷新本页。</p>
    </Section>
  )
}

interface ChoiceProps {
  spelling: string
  units: OpenRevision['units']
  matchUnit: (spelling: string, unitId: number) => void
}

function Choice({ spelling, units, matchUnit }: ChoiceProps) {
  const [chosen, setChosen] = useState('')
  return (
    <span className="flex items-end gap-2">
      <Select
        label={`“${spelling}”是单位库里的`}
        short
        empty="请选择"
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
        options={units.map((unit) => ({ value: String(unit.id), label: unit.name }))}
      />
      <Button disabled={chosen === ''} onClick={() => matchUnit(spelling, Number(chosen))}>
        对应
      </Button>
    </span>
  )
}
