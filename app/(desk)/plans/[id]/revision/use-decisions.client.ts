'use client'

import { useRef, useState } from 'react'
import { useRouter } from 'next/navigation'
import type { OpenRevision, RevisionEntry } from '@/lib/domain/revision/view'
import type { EntryDecision } from '@/lib/domain/revision/decisions'
import { decideRevisionAction } from './actions'

export type Decisions = Readonly<Record<string, EntryDecision | null>>

const same = (entry: RevisionEntry): EntryDecision | null => entry.decision

/** The fields that an accepted entry writes when nobody says otherwise. */
export const proposedFields = (entry: RevisionEntry): readonly string[] =>
  entry.fields.filter((change) => !change.conflict).map((change) => change.field)

/** What was ticked, saved one after the other in the background; a refusal stays on the page until it is loaded anew. */
export const useDecisions = (planId: number, open: OpenRevision) => {
  const router = useRouter()
  const [decisions, setDecisions] = useState<Decisions>(() =>
    Object.fromEntries(open.entries.map((entry) => [entry.key, same(entry)])),
  )
  const [problem, setProblem] = useState<string>()
  const [saving, setSaving] = useState(0)
  const version = useRef(open.version)
  const queue = useRef<Promise<unknown>>(Promise.resolve())

  const send = (change: object, then?: () => void) => {
    setSaving((count) => count + 1)
    queue.current = queue.current.then(async () => {
      const asked = { planId, revisionId: open.id, version: version.current, ...change }
      const result = await decideRevisionAction(asked).catch(() => null)
      setSaving((count) => count - 1)
      if (!result) setProblem('没有保存上，请检查网络后刷新本页。')
      else if (!result.ok) setProblem(result.message)
      else {
        version.current = result.value.version
        then?.()
      }
    })
  }

  const decide = (entries: readonly RevisionEntry[], accept: boolean, fields?: readonly string[]) => {
    const chosen = Object.fromEntries(
      entries.map((entry) => [entry.key, { accept, digest: entry.digest, ...(fields ? { fields: [...fields] } : {}) }]),
    )
    setDecisions((before) => ({ ...before, ...chosen }))
    send({ entries: chosen })
  }

  return {
    decisions,
    problem,
    setProblem,
    saving: saving > 0,
    version,
    /** Waits for everything that was ticked to be saved. */
    settled: () => queue.current,
    decide,
    choosePartner: (newKey: string, oldKey: string | null) =>
      send({ partners: { [newKey]: oldKey } }, () => router.refresh()),
    matchUnit: (spelling: string, unitId: number) => send({ units: { [spelling]: unitId } }, () => router.refresh()),
  }
}
