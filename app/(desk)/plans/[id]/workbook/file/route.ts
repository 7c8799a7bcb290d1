import { workbookResponse } from '@/app/workbook-response'
import { readCalendar } from '@/db/calendar'
import { currentContext } from '@/lib/auth/desk'
import { refusalText } from '@/lib/domain/refusals'
import { getPlanWorkbook } from '@/lib/queries/get-plan-workbook'

const plain = (status: number, text: string): Response =>
  new Response(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' } })

/** 任务分工表 of a plan as an Excel workbook. */
export const GET = async (_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> => {
  const desk = await currentContext('web')
  if (!desk) return plain(401, refusalText('notSignedIn'))
  const { id } = await params
  const { actor, today } = desk.context
  const ctx = { db: desk.db, actor, today, calendar: await readCalendar(desk.db) }
  const book = /^[1-9]\d{0,14}$/.test(id) ? await getPlanWorkbook(ctx, Number(id)) : null
  return book ? workbookResponse(book, today) : plain(404, refusalText('notFound'))
}
