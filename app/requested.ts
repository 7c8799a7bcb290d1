import { readCalendar } from '@/db/calendar'
import { currentContext } from '@/lib/auth/desk'
import { Refusal, refusalText } from '@/lib/domain/refusals'
import type { QueryContext } from '@/lib/queries/context'

const plain = (status: number, text: string): Response =>
  new Response(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' } })

/**
 * Session → right → answer, for what is downloaded. What one may not read and what is not there answer alike (DESIGN §4).
 */
export const answerAsked = async <T>(
  find: (ctx: QueryContext) => Promise<T | null>,
  answer: (found: T, today: QueryContext['today']) => Response | Promise<Response>,
): Promise<Response> => {
  const desk = await currentContext('web')
  if (!desk) return plain(401, refusalText('notSignedIn'))
  const { actor, today } = desk.context
  try {
    const found = await find({ db: desk.db, actor, today, calendar: await readCalendar(desk.db) })
    return found ? answer(found, today) : plain(404, refusalText('notFound'))
  } catch (error) {
    if (error instanceof Refusal) return plain(error.status, error.message)
    throw error
  }
}

/** The same for what is downloaded by number. */
export const answerRequested = <T>(
  id: string,
  find: (ctx: QueryContext, id: number) => Promise<T | null>,
  answer: (found: T, today: QueryContext['today']) => Response | Promise<Response>,
): Promise<Response> =>
  answerAsked((ctx) => (/^[1-9]\d{0,14}$/.test(id) ? find(ctx, Number(id)) : Promise.resolve(null)), answer)
