'use client'

import { useOptimistic, useState, useTransition } from 'react'
import { openPlanToExpertAction } from '../../actions'

interface ExpertSwitchProps {
  planId: number
  version: number
  expert: { personId: number; name: string; unit: string; open: boolean }
}

/** Takes effect with the tick; a refusal puts it back and says why. */
export function ExpertSwitch({ planId, version, expert }: ExpertSwitchProps) {
  const [open, setOpen] = useOptimistic(expert.open)
  const [problem, setProblem] = useState<string>()
  const [, start] = useTransition()
  return (
    <>
      <label className="tick">
        <input
          type="checkbox"
          checked={open}
          onChange={(event) => {
            const wanted = event.target.checked
            start(async () => {
              setOpen(wanted)
              const result = await openPlanToExpertAction({
                planId,
                version,
                personId: expert.personId,
                open: wanted,
              }).catch(() => null)
              setProblem(result?.ok ? undefined : (result?.message ?? '没有送达，请检查网络后再试。'))
            })
          }}
        />
        <span>
          {expert.name}
          <span className="text-ink-3">（{expert.unit}）</span>
        </span>
      </label>
      {problem ? <p className="field-error">{problem}</p> : null}
    </>
  )
}
