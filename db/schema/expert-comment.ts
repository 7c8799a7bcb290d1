import { sql } from 'drizzle-orm'
import { check, index, pgTable, text } from 'drizzle-orm/pg-core'
import { id, instant, ref } from './columns'
import { person } from './organisation'
import { report } from './report'
import { task } from './task'

/** What an expert says about a task, or about one report of it. Said once: it is neither changed nor taken back. */
export const expertComment = pgTable(
  'expert_comment',
  {
    id: id(),
    taskId: ref('task_id')
      .notNull()
      .references(() => task.id),
    reportId: ref('report_id').references(() => report.id),
    personId: ref('person_id')
      .notNull()
      .references(() => person.id),
    /** As it was then: the comment still reads after the person is renamed. */
    personName: text('person_name').notNull(),
    text: text('text').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    index('expert_comment_task').on(t.taskId, t.id),
    index('expert_comment_report').on(t.reportId),
    check('expert_comment_text', sql`length(${t.text}) between 1 and 2000`),
  ],
)
