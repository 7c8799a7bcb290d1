'use server'

import { redirect } from 'next/navigation'
import { act } from '@/app/_action'
import { switchMembership } from '@/lib/commands/switch-membership'

/** Lands on the to-do page of the new role: the page one came from may not exist for it. */
export async function switchMembershipAction(raw: FormData): Promise<void> {
  await act(switchMembership, raw)
  redirect('/')
}
