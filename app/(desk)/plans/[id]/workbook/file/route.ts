import { answerRequested } from '@/app/requested'
import { workbookResponse } from '@/app/workbook-response'
import { getPlanWorkbook } from '@/lib/queries/get-plan-workbook'

/** 任务分工表 of a plan as an Excel workbook. */
export const GET = async (_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> =>
  answerRequested((await params).id, getPlanWorkbook, workbookResponse)
