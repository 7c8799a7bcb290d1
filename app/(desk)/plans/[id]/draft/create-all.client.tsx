'use client'

import { useState } from 'react'
import { Button } from '@/app/_ui/button'
import type { PlanDraft, RegisterUnit } from '@/lib/domain/plan/draft'
import { createPlanUnitAction } from '../../actions'
import type { DraftHandle } from './use-draft.client'

interface CreateAllProps {
  planId: number
  names: readonly string[]
  register: readonly RegisterUnit[]
  draft: PlanDraft
  handle: DraftHandle
  onCreated: (unit: RegisterUnit) => void
  onProblem: (problem: string) => void
}

/** The first plan of a place names units that nobody has entered yet: all of them at once, each with its own record. */
export function CreateAll({ planId, names, register, draft, handle, onCreated, onProblem }: CreateAllProps) {
  const [done, setDone] = useState<number>()
  const kindOf = (name: string) => draft.spellings.find((unit) => unit.name === name)?.kind ?? 'department'
  // A group needs its members named by a person.
  const plain = names.filter((name) => kindOf(name) !== 'group')
  if (plain.length === 0) return null

  const createAll = async () => {
    for (const [at, name] of plain.entries()) {
      setDone(at)
      const unit = { name, kind: kindOf(name), memberIds: [] }
      const made = await handle.onServer((version) =>
        createPlanUnitAction({ planId, version, spelling: name, ...unit }),
      )
      if (typeof made === 'string') {
        onProblem(`“${name}”没有建成：${made}`)
        break
      }
      const { kind } = unit
      onCreated({ id: made.unitId, name, kind, aliases: [], dissolved: false, successorId: null, members: [] })
      handle.applySaved({ kind: 'matchSpelling', spelling: name, unitId: made.unitId })
    }
    setDone(undefined)
  }

  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button disabled={done !== undefined} onClick={() => void createAll()}>
        把 {plain.length} 个未对应的名称全部新建为单位
      </Button>
      <span className="text-ink-3" aria-live="polite">
        {done === undefined
          ? `请先看清没有重复的单位${register.length === 0 ? '' : `（单位库现有 ${register.length} 个）`}。`
          : `正在新建 ${done + 1} / ${plain.length}…`}
      </span>
    </div>
  )
}
