import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { evidence } from '@/db/schema/evidence'
import { milestone } from '@/db/schema/task'
import type { ReportWithSubject } from '@/db/subjects'
import type { Actor } from '@/lib/domain/permission/can'
import { Refusal } from '@/lib/domain/refusals'

type Wanted = { readonly fileId: number; readonly name: string }

/**
 * Links files to a report, and to one of its task's milestones where that is what they prove. A link that is there already
 * (a double click, the same file dropped twice) is found again instead of doubled.
 */
export const linkFiles = async (
  tx: Tx,
  found: ReportWithSubject,
  wanted: readonly Wanted[],
  milestoneId: number | null,
  actor: Actor,
  now: Date,
): Promise<{ readonly ids: readonly number[]; readonly added: readonly { id: number; name: string }[] }> => {
  if (milestoneId !== null) {
    const [own] = await tx
      .select({ id: milestone.id })
      .from(milestone)
      .where(and(eq(milestone.id, milestoneId), eq(milestone.taskId, found.task.id)))
    if (!own) throw new Refusal('notFound')
  }
  const ids: number[] = []
  const added: { id: number; name: string }[] = []
  for (const entry of wanted) {
    const [there] = await tx
      .select({ id: evidence.id })
      .from(evidence)
      .where(
        and(
          eq(evidence.reportId, found.report.id),
          eq(evidence.fileId, entry.fileId),
          eq(evidence.name, entry.name),
          milestoneId === null ? isNull(evidence.milestoneId) : eq(evidence.milestoneId, milestoneId),
          isNull(evidence.removedAt),
        ),
      )
    if (there) {
      ids.push(there.id)
      continue
    }
    const [row] = await tx
      .insert(evidence)
      .values({
        ...entry,
        unitId: found.report.unitId,
        reportId: found.report.id,
        milestoneId,
        addedBy: actor.personId,
        addedAt: now,
      })
      .returning({ id: evidence.id })
    if (!row) throw new Error('the link was not written')
    ids.push(row.id)
    added.push({ id: row.id, name: entry.name })
  }
  return { ids, added }
}
