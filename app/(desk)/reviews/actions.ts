'use server'

import { act } from '@/app/_action'
import { approveReport } from '@/lib/commands/approve-report'
import { approveReports } from '@/lib/commands/approve-reports'
import { endorseReport } from '@/lib/commands/endorse-report'
import { returnReport } from '@/lib/commands/return-report'

export async function approveAction(raw: unknown) {
  return act(approveReport, raw)
}
export async function returnAction(raw: unknown) {
  return act(returnReport, raw)
}
export async function endorseAction(raw: unknown) {
  return act(endorseReport, raw)
}
export async function approveManyAction(raw: unknown) {
  return act(approveReports, raw)
}
