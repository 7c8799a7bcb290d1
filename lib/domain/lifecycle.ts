import type { RefusalCode } from './refusals'

/**
 * A life cycle is a table: what may follow from which state, by which action, under which guards.
 * Who may take the action stands in permission/table.ts under the same action name; nothing else decides either question.
 */
export type Transition<S extends string, A extends string, G extends string> = {
  readonly from: S
  readonly action: A
  readonly to: S
  readonly guards?: readonly G[]
}

export type Lifecycle<S extends string, A extends string, G extends string, F> = {
  readonly name: string
  readonly initial: S
  readonly states: readonly S[]
  readonly final: readonly S[]
  readonly rows: readonly Transition<S, A, G>[]
  /** A guard holds or names the refusal that the person sees. */
  readonly guards: Readonly<Record<G, (facts: F) => RefusalCode | null>>
}

export type Decision<S extends string> =
  | { readonly ok: true; readonly to: S }
  | { readonly ok: false; readonly code: RefusalCode }

/** Decides one action in one state. `wrongState` where no row fits, else the first guard that refuses. */
export const decide = <S extends string, A extends string, G extends string, F>(
  cycle: Lifecycle<S, A, G, F>,
  state: S,
  action: A,
  facts: F,
): Decision<S> => {
  const row = cycle.rows.find((candidate) => candidate.from === state && candidate.action === action)
  if (!row) return { ok: false, code: 'wrongState' }
  for (const guard of row.guards ?? []) {
    const code = cycle.guards[guard](facts)
    if (code) return { ok: false, code }
  }
  return { ok: true, to: row.to }
}

/** The actions that have a row in this state, guards aside: what a screen may offer before it asks the permissions. */
export const actionsIn = <S extends string, A extends string, G extends string, F>(
  cycle: Lifecycle<S, A, G, F>,
  state: S,
): readonly A[] => [...new Set(cycle.rows.filter((row) => row.from === state).map((row) => row.action))]
