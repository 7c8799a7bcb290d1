import { listWorkbook } from '@/lib/documents/write/list-workbook'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import type { ListTable } from '@/lib/domain/list-table'
import { contentDisposition } from '@/lib/platform/serve-file'

/** A list as an Excel file, for the screen and the API alike. */
export const listResponse = async (table: ListTable, today: CalendarDate): Promise<Response> =>
  new Response(await listWorkbook(table), {
    headers: {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': contentDisposition('attachment', `${table.title}-${today}.xlsx`),
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
