import { planWorkbook } from '@/lib/documents/write/plan-workbook'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { type PlanWorkbook, workbookName } from '@/lib/domain/plan/workbook-content'
import { contentDisposition } from '@/lib/platform/serve-file'

/** The workbook as a download, for the screen and the API alike. */
export const workbookResponse = async (book: PlanWorkbook, today: CalendarDate): Promise<Response> =>
  new Response(await planWorkbook(book), {
    headers: {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': contentDisposition('attachment', workbookName(book.title, today)),
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
