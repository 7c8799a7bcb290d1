import { readCalendar } from '@/db/calendar'
import { currentContext } from '@/lib/auth/desk'
import { calendarDate } from '@/lib/domain/calendar/date'
import { roleHas } from '@/lib/domain/permission/can'
import { refusalText } from '@/lib/domain/refusals'
import { findOverlaps } from '@/lib/queries/inspection-matters'
import { idOf } from '../../_parts/id-of'

const idsIn = (text: string | null): number[] => (text ?? '').split('.').flatMap((part) => idOf(part) ?? [])
const dayIn = (text: string | null): string | null =>
  text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null

/** Asked while a plan is being written: which other inspections look at the same units and matters at the same time. */
export async function GET(request: Request) {
  const desk = await currentContext('web')
  if (!desk) return Response.json({ message: refusalText('notSignedIn') }, { status: 401 })
  const { actor, today } = desk.context
  if (!roleHas(actor.role, 'inspection.create')) {
    return Response.json({ message: refusalText('notFound') }, { status: 404 })
  }
  const ask = new URL(request.url).searchParams
  const [from, to] = [dayIn(ask.get('from')), dayIn(ask.get('to'))]
  const ctx = { db: desk.db, actor, today, calendar: await readCalendar(desk.db) }
  const overlaps =
    from && to && from <= to
      ? await findOverlaps(ctx, {
          id: idOf(ask.get('id') ?? ''),
          followsId: idOf(ask.get('follows') ?? ''),
          planId: idOf(ask.get('plan') ?? ''),
          unitIds: idsIn(ask.get('units')),
          taskIds: idsIn(ask.get('tasks')),
          startsOn: calendarDate(from),
          endsOn: calendarDate(to),
        })
      : []
  return Response.json({ overlaps }, { headers: { 'Cache-Control': 'no-store' } })
}
