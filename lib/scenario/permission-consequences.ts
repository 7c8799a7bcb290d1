import type { Db, Tx } from '@/db/client'
import { inspection } from '@/db/schema/inspection'
import { decideConsequence } from '@/lib/commands/decide-consequence'
import { proposeConsequence } from '@/lib/commands/propose-consequence'
import { type Context, run } from '@/lib/commands/run'

/** Consequences for the health bureau, one in each state that a verb begins in; the district's leader is the named authority. */
export const consequenceStage = async (
  db: Db | Tx,
  cast: { readonly office: Context; readonly leader: Context },
  about: { readonly unitId: number; readonly taskId: number; readonly jurisdictionId: number },
) => {
  const proposal = {
    unitId: about.unitId,
    kind: 'criticism',
    proposal: '建议通报批评',
    approverPersonId: cast.leader.actor.personId,
    taskIds: [about.taskId],
  }
  const propose = async () => (await run(db, cast.office, proposeConsequence, proposal)).consequenceId
  const proposed = await propose()
  const approved = await propose()
  await run(db, cast.leader, decideConsequence, { consequenceId: approved, verdict: 'approve' })
  const [underway] = await db
    .insert(inspection)
    .values({
      jurisdictionId: about.jurisdictionId,
      officeUnitId: cast.office.actor.unitId,
      title: '示例专项督查',
      kind: 'special',
      statutoryKind: 'special',
      legalBasis: '年度督查计划',
      content: '任务进展',
      scope: '全区',
      methods: ['siteCheck'],
      startsOn: cast.office.today,
      endsOn: cast.office.today,
      state: 'underway',
      authorPersonId: cast.office.actor.personId,
      submittedAt: cast.office.now,
      approvedBy: cast.leader.actor.personId,
      approvedAt: cast.office.now,
      startedOn: cast.office.today,
    })
    .returning({ id: inspection.id })
  return { proposal, proposed, approved, inspection: underway?.id ?? 0 }
}
