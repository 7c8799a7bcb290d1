'use server'

import { act } from '@/app/_action'
import { acknowledgeTasks } from '@/lib/commands/acknowledge-tasks'

export async function acknowledgeAction(raw: unknown) {
  return act(acknowledgeTasks, raw, '已签收')
}
