import { sql } from 'drizzle-orm'
import { type FindingRow, readFinding } from '@/db/supervision-subjects'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { can } from '@/lib/domain/permission/can'
import type { Action } from '@/lib/domain/permission/table'
import type { RectificationState } from '@/lib/domain/rectification/states'
import type { QueryContext } from './context'
import type { StoredFileLink } from './get-rectification'
import { visibleFindings } from './supervision-scope'

type Other = { readonly id: number; readonly fact: string; readonly foundOn: CalendarDate }

export type FindingPage = {
  readonly finding: FindingRow
  readonly unit: { readonly id: number; readonly name: string }
  readonly author: string
  readonly inspection: { readonly id: number; readonly title: string }
  readonly task: { readonly id: number; readonly title: string } | null
  readonly rectification: { readonly id: number; readonly orderNo: string; readonly state: RectificationState } | null
  readonly relapseOf: Other | null
  readonly cameBackAs: readonly Other[]
  readonly files: readonly StoredFileLink[]
  readonly verbs: readonly Action[]
}

type Facts = Omit<FindingPage, 'finding' | 'verbs'>

const other = (alias: ReturnType<typeof sql>) => sql`json_build_object('id', ${alias}.id, 'fact', ${alias}.fact,
  'foundOn', to_char(${alias}.found_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD'))`

export const getFinding = async ({ db, actor }: QueryContext, id: number): Promise<FindingPage | null> => {
  const found = await readFinding(db, id)
  if (!found || !can(actor, 'finding.view', found.subject)) return null
  const [facts] = await db.execute<Facts>(sql`
    select json_build_object('id', u.id, 'name', u.name) as unit, a.name as author,
      json_build_object('id', i.id, 'title', i.title) as inspection,
      (select json_build_object('id', t.id, 'title', t.title) from task t where t.id = f.task_id) as task,
      (select json_build_object('id', g.id, 'orderNo', g.order_no, 'state', g.state)
        from rectification_finding rf join rectification g on g.id = rf.rectification_id where rf.finding_id = f.id) as rectification,
      (select ${other(sql`b`)} from finding b where b.id = f.relapse_of_id) as "relapseOf",
      (select coalesce(json_agg(${other(sql`b`)} order by b.id), '[]') from finding b
        where b.relapse_of_id = f.id and b.removed_at is null and b.id in (
          select f.id from finding f join inspection i on i.id = f.inspection_id
          where f.relapse_of_id = ${id} and ${visibleFindings(actor)})) as "cameBackAs",
      (select coalesce(json_agg(json_build_object('id', e.id, 'name', e.name, 'mime', fi.mime, 'size', fi.size, 'unit', eu.name, 'by', ep.name,
          'addedAt', e.added_at) order by e.id), '[]')
        from evidence e join file fi on fi.id = e.file_id join unit eu on eu.id = e.unit_id join person ep on ep.id = e.added_by
        where e.finding_id = f.id and e.removed_at is null) as files
    from finding f join inspection i on i.id = f.inspection_id join unit u on u.id = f.unit_id join person a on a.id = f.author_person_id
    where f.id = ${id}`)
  if (!facts) throw new Error('a finding always has its unit')
  const isOpen = found.inspection.state === 'underway' && !found.isFixed && found.finding.removedAt === null
  const verbs = (['finding.edit', 'finding.remove'] as const).filter((action) => can(actor, action, found.subject))
  return { finding: found.finding, ...facts, verbs: isOpen ? verbs : [] }
}
