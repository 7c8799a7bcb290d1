import type { Db, Tx } from '@/db/client'
import { acknowledgeRectification } from '@/lib/commands/acknowledge-rectification'
import { claimRectification } from '@/lib/commands/claim-rectification'
import { commitDraw } from '@/lib/commands/commit-draw'
import { fileObjection } from '@/lib/commands/file-objection'
import { openVisit } from '@/lib/commands/open-visit'
import { requestRectificationExtension } from '@/lib/commands/request-rectification-extension'
import { type Context, run } from '@/lib/commands/run'
import { saveChecklist } from '@/lib/commands/save-checklist'
import { verifyRectification } from '@/lib/commands/verify-rectification'
import { writeRectification } from '@/lib/commands/write-rectification'
import {
  approveInspection,
  beginInspection,
  conclude,
  find,
  handUpInspection,
  inspectionInput,
  order,
  planInspection,
} from './supervision-play'

type Cast = Readonly<Record<'office' | 'office2' | 'leader' | 'leadOfficer' | 'expert' | 'supportOfficer', Context>>

/**
 * Inspections of the health bureau in every state that a verb begins in, far enough apart not to overlap. The team is the
 * second person of the office, who leads it, and the expert; the district's leader approves.
 */
export const supervisionStage = async (
  db: Db | Tx,
  cast: Cast,
  about: { readonly unitId: number; readonly otherUnitId: number; readonly planId: number; readonly taskId: number },
) => {
  const { office, office2, leadOfficer } = cast
  const { unitId, planId } = about
  const team = { memberIds: [office2.actor.personId, cast.expert.actor.personId], headId: office2.actor.personId }
  const within = (from: string, to: string) => ({ startsOn: from, endsOn: to, planId, unitIds: [unitId], ...team })
  const draft = await planInspection(db, cast, within('2026-11-20', '2026-11-25'))
  const whole = await planInspection(db, cast, within('2027-10-01', '2027-10-05'))
  const submitted = await handUpInspection(db, cast, within('2027-08-01', '2027-08-05'))
  const approved = await approveInspection(db, cast, within('2027-06-01', '2027-06-05'))
  const random = await planInspection(db, cast, {
    ...within('2027-04-01', '2027-04-05'),
    kind: 'random',
    unitIds: [],
    memberIds: [],
    headId: null,
  })
  const drawn = await planInspection(db, cast, {
    ...within('2027-04-01', '2027-04-05'),
    kind: 'random',
    unitIds: [],
    memberIds: [],
    headId: null,
  })
  const drawInput = {
    subjectIds: [unitId, about.otherUnitId],
    subjectCount: 1,
    inspectorIds: team.memberIds,
    inspectorCount: 1,
  }
  const committed = await run(db, office, commitDraw, { ...drawn, ...drawInput })

  const begin = async (from: string, to: string) => (await beginInspection(db, cast, within(from, to))).inspectionId
  const underway = await begin('2026-11-20', '2026-11-25')
  const { visitId } = await run(db, office2, openVisit, { inspectionId: underway, unitId, visitedOn: '2026-11-20' })
  const finding = async (over: { relapseOfId?: number } = {}) =>
    (await find(db, office2, { inspectionId: underway, unitId, taskId: about.taskId, ...over })).findingId
  const open = await finding()
  const orderOf = async () => order(db, office, { findingIds: [await finding()] })
  const received = async () => run(db, leadOfficer, acknowledgeRectification, await orderOf())
  const planned = async () =>
    run(db, leadOfficer, writeRectification, {
      ...(await received()),
      kind: 'plan',
      text: '分两步修复',
      responsible: '赵卫',
    })
  const ordered = await orderOf()
  const working = await planned()
  const claimed = await run(db, leadOfficer, claimRectification, { ...(await planned()), text: '已修复' })
  const asked = await run(db, leadOfficer, requestRectificationExtension, {
    ...(await planned()),
    dueOn: '2027-01-31',
    reason: '汛期',
  })
  const first = await finding()
  const clearedOrder = await order(db, office, { findingIds: [first] })
  let cleared = await run(db, leadOfficer, acknowledgeRectification, clearedOrder)
  cleared = await run(db, leadOfficer, writeRectification, {
    ...cleared,
    kind: 'plan',
    text: '修',
    responsible: '赵卫',
  })
  cleared = await run(db, leadOfficer, claimRectification, { ...cleared, text: '已修复' })
  cleared = await run(db, office, verifyRectification, {
    ...cleared,
    verdict: 'clear',
    verification: 'onSite',
    text: '现场已平整',
  })
  const relapse = await finding({ relapseOfId: first })

  const conclusionIn = async (from: string, to: string, upTo: 'draft' | 'submitted' | 'approved' | 'sent') =>
    conclude(db, cast, { inspectionId: await begin(from, to), unitId }, upTo)
  const conclusions = {
    draft: await conclusionIn('2026-01-05', '2026-01-09', 'draft'),
    submitted: await conclusionIn('2026-03-05', '2026-03-09', 'submitted'),
    approved: await conclusionIn('2026-05-05', '2026-05-09', 'approved'),
    sent: await conclusionIn('2026-07-05', '2026-07-09', 'sent'),
  }
  const objected = await run(db, leadOfficer, fileObjection, {
    ...(await conclusionIn('2026-09-05', '2026-09-09', 'sent')),
    grounds: '与事实不符',
  })
  const checklist = await run(db, office, saveChecklist, {
    title: '公园检查表',
    items: [{ title: '步道', standard: '平整' }],
  })
  return {
    plan: inspectionInput(within('2028-01-01', '2028-01-05')),
    draft,
    whole,
    submitted,
    approved,
    random,
    committed: { inspectionId: committed.inspectionId, version: committed.version },
    drawInput,
    underway,
    unitId,
    visitId,
    finding: { findingId: open, version: 1 },
    relapse,
    ordered: { rectificationId: ordered.rectificationId, version: ordered.version },
    working,
    claimed,
    asked,
    cleared,
    conclusions: { ...conclusions, objected },
    checklist,
  }
}
