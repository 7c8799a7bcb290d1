import { readCalendar } from '@/db/calendar'
import { currentContext } from '@/lib/auth/desk'
import { refusalText } from '@/lib/domain/refusals'
import { getDraftChanges } from '@/lib/queries/get-draft-changes'

const answer = (body: unknown, status = 200): Response =>
  Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } })

const numberIn = (text: string | null): number => (text && /^\d{1,15}$/.test(text) ? Number(text) : 0)

/** Asked by the open correction page: has anyone changed the draft since version `since`, and into what. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ readonly id: string }> }) {
  const desk = await currentContext('web')
  if (!desk) return answer({ message: refusalText('notSignedIn') }, 401)
  const { actor, today } = desk.context
  const ctx = { db: desk.db, actor, today, calendar: await readCalendar(desk.db) }
  const since = numberIn(new URL(request.url).searchParams.get('since'))
  const changes = await getDraftChanges(ctx, numberIn((await params).id), since)
  return changes ? answer(changes) : answer({ message: refusalText('notFound') }, 404)
}
