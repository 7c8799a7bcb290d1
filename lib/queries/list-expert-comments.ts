import { sql } from 'drizzle-orm'
import { can, roleHas, type Subject } from '@/lib/domain/permission/can'
import type { QueryContext } from './context'

export type ExpertComment = {
  readonly id: number
  readonly who: string
  readonly text: string
  readonly at: string
  readonly reportId: number | null
  /** Whose report, for which period; null where it is about the task. */
  readonly reportUnit: string | null
  readonly periodKey: string | null
}

export type ExpertComments = { readonly items: readonly ExpertComment[]; readonly mayAdd: boolean }

type About = {
  readonly taskId: number
  readonly subject: Subject
  readonly isArchived: boolean
  readonly reportId?: number
}

/** What experts said about a task or one report of it: all of it for the office, the lead and leaders, for an expert his own. */
export const listExpertComments = async (
  { db, actor }: QueryContext,
  { taskId, subject, isArchived, reportId }: About,
): Promise<ExpertComments> => {
  const mayAdd = !isArchived && can(actor, 'expertComment.add', subject)
  const seesAll = can(actor, 'expertComment.view', subject)
  if (!seesAll && !roleHas(actor.role, 'expertComment.add')) return { items: [], mayAdd }
  const items = await db.execute<ExpertComment>(sql`
    select c.id::int, c.person_name as who, c.text, to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at,
      c.report_id::int as "reportId", u.name as "reportUnit", rp.key as "periodKey"
    from expert_comment c left join report r on r.id = c.report_id left join unit u on u.id = r.unit_id
    left join reporting_period rp on rp.id = r.period_id
    where c.task_id = ${taskId} ${reportId === undefined ? sql`` : sql`and c.report_id = ${reportId}`}
      ${seesAll ? sql`` : sql`and c.person_id = ${actor.personId}`}
    order by c.id desc limit 100`)
  return { items, mayAdd }
}
