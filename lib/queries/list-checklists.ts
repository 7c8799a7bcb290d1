import { type SQL, sql } from 'drizzle-orm'
import { readChecklist } from '@/db/supervision-subjects'
import { type Actor, can } from '@/lib/domain/permission/can'
import type { Action } from '@/lib/domain/permission/table'
import type { QueryContext } from './context'

export type ListedChecklist = {
  readonly id: number
  readonly title: string
  readonly office: string
  readonly items: number
  readonly inspections: number
}

export type ChecklistPage = {
  readonly id: number
  readonly title: string
  readonly version: number
  readonly isRetired: boolean
  readonly items: readonly {
    readonly id: number
    readonly title: string
    readonly standard: string
    readonly clause: string | null
    readonly asksPlace: boolean
    readonly asksPhoto: boolean
  }[]
  readonly verbs: readonly Action[]
}

const visible = (actor: Actor): SQL =>
  actor.role === 'office'
    ? sql`(c.office_unit_id = ${actor.unitId} or c.office_unit_id in (
        select u.id from unit u join jurisdiction j on j.id = u.jurisdiction_id where j.path like ${`${actor.jurisdictionPath}%`}))`
    : sql`false`

/** The library, lists that are in use. */
export const listChecklists = async ({ db, actor }: QueryContext): Promise<readonly ListedChecklist[]> =>
  db.execute<ListedChecklist>(sql`
    select c.id::int as id, c.title, u.name as office,
      (select count(*)::int from checklist_item ci where ci.checklist_id = c.id and ci.retired_at is null) as items,
      (select count(*)::int from inspection_checklist ic where ic.checklist_id = c.id) as inspections
    from checklist c join unit u on u.id = c.office_unit_id
    where c.retired_at is null and ${visible(actor)} order by c.title, c.id`)

export const getChecklist = async ({ db, actor }: QueryContext, id: number): Promise<ChecklistPage | null> => {
  const found = await readChecklist(db, id)
  if (!found || !can(actor, 'checklist.view', found.subject)) return null
  const { title, version, retiredAt } = found.checklist
  const items = await db.execute<ChecklistPage['items'][number]>(sql`
    select id::int as id, title, standard, clause, asks_place as "asksPlace", asks_photo as "asksPhoto"
    from checklist_item where checklist_id = ${id} and retired_at is null order by position, id`)
  const verbs = (['checklist.save', 'checklist.retire'] as const).filter((action) => can(actor, action, found.subject))
  return { id, title, version, isRetired: retiredAt !== null, items, verbs: retiredAt ? [] : verbs }
}
