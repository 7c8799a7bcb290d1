import { type SQL, sql } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { currentText, type OpinionField, type Proposal, proposedText } from '@/lib/domain/consultation/opinion'
import type { OpinionState } from '@/lib/domain/consultation/states'
import { opinionFieldLabels } from '@/lib/domain/labels'
import type { Role } from '@/lib/domain/permission/table'
import type { PlanDraft } from '@/lib/domain/plan/draft'

/** One proposal as both sides read it. Instants are UTC, ISO. */
export type OpinionLine = {
  readonly id: number
  readonly version: number
  readonly unitId: number
  readonly unitName: string
  readonly subjectKey: string | null
  /** Title of the task, name of the indicator; null: about the whole document. */
  readonly subject: string | null
  readonly field: OpinionField
  /** 时限, 2027年目标值. */
  readonly fieldLabel: string
  /** As the version that was sent has it. */
  readonly before: string
  readonly after: string
  /** What the draft says by now, for the office; null where the place is gone, or nobody asked. */
  readonly now: string | null
  readonly reason: string
  readonly state: OpinionState
  readonly personName: string
  readonly role: Role
  readonly at: string
  readonly decidedByName: string | null
  readonly decidedAt: string | null
  readonly decisionReason: string | null
  readonly outcome: 'applied' | 'byHand' | null
}

type Row = Omit<OpinionLine, 'subject' | 'fieldLabel' | 'before' | 'after' | 'now'> & { readonly proposed: Proposal }

export const instantSql = (column: SQL): SQL => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

export const subjectTitle = (draft: PlanDraft, key: string | null): string | null =>
  draft.items.find((item) => item.key === key)?.title ??
  draft.indicators.find((indicator) => indicator.key === key)?.name ??
  null

/** Opinions as `opinion o` of `consultation_unit cu` under the condition, with the words of what was sent. */
export const readOpinions = async (
  db: Db | Tx,
  shown: PlanDraft,
  condition: SQL,
  current: PlanDraft | null = null,
): Promise<readonly OpinionLine[]> => {
  const rows = await db.execute<Row>(sql`
    select o.id::int, o.version, cu.unit_id::int as "unitId", u.name as "unitName", o.subject_key as "subjectKey", o.field, o.proposed,
      o.reason, o.state, o.person_name as "personName", o.role, ${instantSql(sql`o.at`)} as at,
      o.decided_by_name as "decidedByName", ${instantSql(sql`o.decided_at`)} as "decidedAt",
      o.decision_reason as "decisionReason", o.outcome
    from opinion o join consultation_unit cu on cu.id = o.consultation_unit_id join unit u on u.id = cu.unit_id
    where ${condition} order by o.id`)
  return rows.map(({ proposed, ...row }) => ({
    ...row,
    subject: subjectTitle(shown, row.subjectKey),
    before: currentText(shown, row.subjectKey, proposed) ?? '',
    after: proposedText(proposed),
    now: current && currentText(current, row.subjectKey, proposed),
    fieldLabel: proposed.field === 'target' ? `${proposed.year}年目标值` : opinionFieldLabels[proposed.field],
  }))
}
