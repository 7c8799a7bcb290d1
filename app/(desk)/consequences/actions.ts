'use server'

import { act } from '@/app/_action'
import { decideConsequence } from '@/lib/commands/decide-consequence'
import { issueConsequence } from '@/lib/commands/issue-consequence'
import { proposeConsequence } from '@/lib/commands/propose-consequence'

export async function proposeConsequenceAction(raw: FormData) {
  return act(proposeConsequence, raw, '已报请批准')
}

export async function approveConsequenceAction(raw: FormData) {
  raw.set('verdict', 'approve')
  return act(decideConsequence, raw, '已批准')
}

export async function rejectConsequenceAction(raw: FormData) {
  raw.set('verdict', 'reject')
  return act(decideConsequence, raw, '已退回，未批准')
}

export async function issueConsequenceAction(raw: FormData) {
  return act(issueConsequence, raw, '已印发')
}
