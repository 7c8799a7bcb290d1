import { readCalendar } from '@/db/calendar'
import { currentContext } from '@/lib/auth/desk'
import { roleHas } from '@/lib/domain/permission/can'
import { refusalText } from '@/lib/domain/refusals'
import { listInspectableTasks } from '@/lib/queries/inspection-matters'
import { idOf } from '../../_parts/id-of'

/** Asked by the open form when a plan is chosen: the tasks that an inspection can look at. */
export async function GET(request: Request) {
  const desk = await currentContext('web')
  if (!desk) return Response.json({ message: refusalText('notSignedIn') }, { status: 401 })
  const { actor, today } = desk.context
  if (!roleHas(actor.role, 'inspection.create')) {
    return Response.json({ message: refusalText('notFound') }, { status: 404 })
  }
  const ctx = { db: desk.db, actor, today, calendar: await readCalendar(desk.db) }
  const tasks = await listInspectableTasks(ctx, idOf(new URL(request.url).searchParams.get('plan') ?? '') ?? 0)
  return Response.json({ tasks }, { headers: { 'Cache-Control': 'no-store' } })
}
