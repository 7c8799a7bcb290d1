'use server'

import { act } from '@/app/_action'
import { acknowledgeRectification } from '@/lib/commands/acknowledge-rectification'
import { claimRectification } from '@/lib/commands/claim-rectification'
import { decideRectificationExtension } from '@/lib/commands/decide-rectification-extension'
import { orderRectification } from '@/lib/commands/order-rectification'
import { reopenRectification } from '@/lib/commands/reopen-rectification'
import { requestRectificationExtension } from '@/lib/commands/request-rectification-extension'
import { verifyRectification } from '@/lib/commands/verify-rectification'
import { writeRectification } from '@/lib/commands/write-rectification'

export async function orderAction(raw: FormData) {
  return act(orderRectification, raw, '已下达整改')
}

export async function acknowledgeAction(raw: FormData) {
  return act(acknowledgeRectification, raw, '已签收')
}

export async function writeAction(raw: FormData) {
  return act(writeRectification, raw, raw.get('kind') === 'plan' ? '已报送整改方案' : '已报送整改进展')
}

export async function claimAction(raw: FormData) {
  return act(claimRectification, raw, '已申请销号，等待核查')
}

export async function clearAction(raw: FormData) {
  raw.set('verdict', 'clear')
  return act(verifyRectification, raw, '已销号')
}

export async function returnAction(raw: FormData) {
  raw.set('verdict', 'return')
  return act(verifyRectification, raw, '已退回')
}

export async function requestExtensionAction(raw: FormData) {
  return act(requestRectificationExtension, raw, '已申请延期')
}

export async function extendAction(raw: FormData) {
  raw.set('verdict', 'extend')
  return act(decideRectificationExtension, raw, '已同意延期')
}

export async function refuseExtensionAction(raw: FormData) {
  raw.set('verdict', 'refuse')
  return act(decideRectificationExtension, raw, '已答复，不同意延期')
}

export async function reopenAction(raw: FormData) {
  return act(reopenRectification, raw, '已重开整改')
}
