'use server'

import { act } from '@/app/_action'
import { applyWorkbook } from '@/lib/commands/apply-workbook'

/** Without a choice the workbook is compared and nothing changes. */
export async function compareWorkbookAction(raw: { readonly planId: number; readonly uploadId: string }) {
  return act(applyWorkbook, { planId: raw.planId, uploadId: raw.uploadId }, undefined, { stays: true })
}

export async function takeWorkbookAction(raw: unknown) {
  return act(applyWorkbook, raw)
}
