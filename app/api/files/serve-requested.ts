import { readCalendar } from '@/db/calendar'
import { currentContext } from '@/lib/auth/desk'
import { refusalText } from '@/lib/domain/refusals'
import { fileStore } from '@/lib/platform/file-store'
import { serveFile } from '@/lib/platform/serve-file'
import type { QueryContext } from '@/lib/queries/context'
import type { StoredFile } from '@/lib/queries/get-stored-file'

const plain = (status: number, text: string): Response =>
  new Response(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' } })

type Find = (ctx: QueryContext, id: number) => Promise<StoredFile | null>

/** Session → right → stream. A file that one may not read and one that is not there answer alike. */
export const serveRequested = async (request: Request, id: string, find: Find): Promise<Response> => {
  const desk = await currentContext('web')
  if (!desk) return plain(401, refusalText('notSignedIn'))
  const { actor, today } = desk.context
  const ctx = { db: desk.db, actor, today, calendar: await readCalendar(desk.db) }
  const found = /^\d{1,15}$/.test(id) ? await find(ctx, Number(id)) : null
  return found ? serveFile(fileStore(), found, request) : plain(404, refusalText('notFound'))
}
