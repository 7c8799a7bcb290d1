import { eq } from 'drizzle-orm'
import { plan } from '@/db/schema/plan'
import { configurePlan } from '@/lib/commands/configure-plan'
import { run } from '@/lib/commands/run'
import type { Stage } from './stage'

/** One plan of the sample stands before everybody (示例): its office opened the public page. */
export const openToEverybody = async (stage: Stage, office: number, planId: number): Promise<void> => {
  const { tx, today } = stage
  const [row] = await tx.select().from(plan).where(eq(plan.id, planId))
  if (!row) throw new Error(`no plan ${planId}`)
  const at = new Date(Date.parse(`${today}T00:30:00Z`))
  await run(tx, await stage.context(office, today, at), configurePlan, { ...row, planId, isPublic: true })
}
