import { readCalendar } from '@/db/calendar'
import { currentContext } from '@/lib/auth/desk'
import { refusalText } from '@/lib/domain/refusals'
import type { QueryContext } from '@/lib/queries/context'

const plain = (status: number, text: string): Response =>
  new Response(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' } })

/**
 * Session → right → answer, for what is downloaded by number. What one may not read and what is not there answer alike
 * (DESIGN §4).
 */
export const answerRequested = async <T>(
  id: string,
  find: (ctx: QueryContext, id: number) => Promise<T | null>,
  answer: (found: T, today: QueryContext['today']) => Response | Promise<Response>,
): Promise<Response> => {
  const desk = await currentContext('web')
  if (!desk) return plain(401, refusalText('notSignedIn'))
  const { actor, today } = desk.context
  const ctx = { db: desk.db, actor, today, calendar: await readCalendar(desk.db) }
  const found = /^[1-9]\d{0,14}$/.test(id) ? await find(ctx, Number(id)) : null
  return found ? answer(found, today) : plain(404, refusalText('notFound'))
}
