import { notFound } from 'next/navigation'
import { type Desk, desk } from '@/lib/auth/desk'
import { roleHas } from '@/lib/domain/permission/can'

/** The desk of an administrator; for everyone else these pages are not there. */
export const adminDesk = async (): Promise<Desk> => {
  const here = await desk()
  if (!roleHas(here.actor.role, 'person.manage')) notFound()
  return here
}
