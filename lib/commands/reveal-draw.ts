import { and, eq, inArray } from 'drizzle-orm'
import { inspectionDraw } from '@/db/schema/inspection'
import { assignment } from '@/db/schema/task'
import { readInspection } from '@/db/supervision-subjects'
import { draw } from '@/lib/domain/inspection/draw'
import { inspectionVerbInput } from '@/lib/input/inspection'
import { sha256 } from '@/lib/platform/sha256'
import { writeTargets } from './inspection-plan'
import { decideInspection, inspectionEvent, updateInspection } from './inspection-steps'
import { defineCommand } from './run'
import { inspectionTarget } from './supervision-targets'

const idOf = (key: string): number => Number(key.split(':')[1])

/** 双随机, second half: the seed becomes known, and with it who is inspected and by whom. The first inspector drawn leads. */
export const revealDraw = defineCommand({
  name: 'inspection.revealDraw',
  input: inspectionVerbInput,
  seenBy: 'inspection.view',
  lock: async (tx, input) => {
    const found = await readInspection(tx, input.inspectionId, { lock: true })
    return found && { found, targets: [inspectionTarget(found)] }
  },
  action: 'inspection.revealDraw',
  handle: async ({ tx, loaded: { found }, now, record }, input) => {
    const row = found.inspection
    const [kept] = await tx.select().from(inspectionDraw).where(eq(inspectionDraw.inspectionId, input.inspectionId))
    decideInspection(row.state, 'inspection.revealDraw', {
      isDrawCommitted: kept !== undefined,
      isDrawRevealed: kept !== undefined && kept.revealedAt !== null,
    })
    if (!kept) throw new Error('the draw is gone')
    const drawnSubjects = [...draw(kept.seed, kept.subject, kept.subjects, kept.subjectCount, sha256)]
    const drawnInspectors = [...draw(kept.seed, 'person', kept.inspectors, kept.inspectorCount, sha256)]
    const ids = drawnSubjects.map(idOf)
    const leads =
      kept.subject === 'task'
        ? await tx
            .selectDistinct({ id: assignment.unitId })
            .from(assignment)
            .where(and(inArray(assignment.taskId, ids), assignment.isPrimary))
        : []
    const memberIds = drawnInspectors.map(idOf)
    await writeTargets(tx, row.id, {
      unitIds: kept.subject === 'task' ? leads.map((entry) => entry.id) : ids,
      taskIds: kept.subject === 'task' ? ids : [...found.taskIds],
      memberIds,
      headId: memberIds[0] ?? null,
    })
    await tx
      .update(inspectionDraw)
      .set({ revealedAt: now, drawnSubjects, drawnInspectors })
      .where(eq(inspectionDraw.inspectionId, row.id))
    const version = await updateInspection(tx, row, {})
    const labels = (keys: readonly string[], list: typeof kept.subjects) =>
      keys.map((key) => list.find((entry) => entry.key === key)?.label ?? key)
    record(
      inspectionEvent(row, 'inspection.revealDraw', null, {
        seed: kept.seed,
        commitment: kept.commitment,
        drawnSubjects: labels(drawnSubjects, kept.subjects),
        drawnInspectors: labels(drawnInspectors, kept.inspectors),
      }),
    )
    return { inspectionId: row.id, version, seed: kept.seed, drawnSubjects, drawnInspectors }
  },
})
