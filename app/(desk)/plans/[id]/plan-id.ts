import { notFound } from 'next/navigation'

/** The number in the address; whatever else stands there is not found. */
export const readPlanId = (id: string): number => {
  if (!/^[1-9]\d{0,14}$/.test(id)) notFound()
  return Number(id)
}
