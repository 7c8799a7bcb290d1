import { eq, max } from 'drizzle-orm'
import { planDraft, planRevision, reportingPeriod, plan as planTable } from '@/db/schema/plan'
import { compareRevision } from '@/db/revision'
import { task } from '@/db/schema/task'
import { parseDate } from '@/lib/domain/calendar/date'
import { changedFields } from '@/lib/domain/events'
import { diffDraft } from '@/lib/domain/plan/draft-patch'
import { Refusal } from '@/lib/domain/refusals'
import { applyToDraft } from '@/lib/domain/revision/apply-to-draft'
import { revisionReason } from '@/lib/domain/revision/words'
import { applyRevisionInput } from '@/lib/input/revision'
import { changeDraft } from './plan-draft'
import { acceptedIn, type Applying, decideRevisionState, lockRevision } from './plan-revision'
import { recordPlanVersion } from './plan-version'
import { recreatePeriods } from './reporting-periods'
import { reviseIndicators } from './revise-indicators'
import { revisePlaces } from './revise-places'
import { lockPlanTasks, reviseTasks } from './revise-tasks'
import { defineCommand } from './run'

/** Title, issuer, number, date and period as the new version prints them. */
const reviseDocument = async ({ tx, loaded, comparison, accepted, today, record, reason }: Applying): Promise<void> => {
  const { plan } = loaded
  const fields = accepted.get('document')?.fields ?? new Set<string>()
  const { document } = comparison.fresh
  const year = (text: string | null) => (text === null ? null : Number(text))
  const wanted = {
    ...(fields.has('title') && document.title ? { title: document.title.slice(0, 300) } : {}),
    ...(fields.has('issuer') ? { issuer: document.issuer } : {}),
    ...(fields.has('docNumber') ? { docNumber: document.docNumber } : {}),
    ...(fields.has('issuedOn') && document.issuedOn ? { issuedOn: parseDate(document.issuedOn) } : {}),
    ...(fields.has('periodStart') ? { periodStart: year(document.periodStart) } : {}),
    ...(fields.has('periodEnd') ? { periodEnd: year(document.periodEnd) } : {}),
  }
  const after = { ...plan, ...wanted, version: plan.version + 1 }
  if (after.periodStart !== null && after.periodEnd !== null && after.periodStart > after.periodEnd) {
    throw new Refusal('revisionBlocked', { title: '文件信息', why: '规划期的结束年份早于开始年份' })
  }
  await tx
    .update(planTable)
    .set({ ...wanted, version: after.version })
    .where(eq(planTable.id, plan.id))
  const before = Object.fromEntries(Object.keys(wanted).map((name) => [name, plan[name as keyof typeof wanted]]))
  const changes = changedFields(before, wanted)
  if (changes) {
    record({ action: 'plan.configure', subjectType: 'plan', subjectId: plan.id, planId: plan.id, ...changes, reason })
  }
  if (plan.state !== 'active') return
  const [latest] = await tx
    .select({ dueOn: max(task.dueOn) })
    .from(task)
    .where(eq(task.planId, plan.id))
  const [last] = await tx
    .select({ endsOn: max(reportingPeriod.endsOn) })
    .from(reportingPeriod)
    .where(eq(reportingPeriod.planId, plan.id))
  const reachesFurther = latest?.dueOn && last?.endsOn && latest.dueOn > last.endsOn
  if (fields.has('periodEnd') || reachesFurther) await recreatePeriods(tx, after, latest?.dueOn ?? null, today)
}

/**
 * 应用修订: what was accepted becomes the plan, all or nothing. In a draft it is one step that can be taken back; in a plan in
 * force new tasks are issued, changed ones amended, those gone ended through an approved request, each with its history.
 */
export const applyRevision = defineCommand({
  name: 'plan.applyRevision',
  input: applyRevisionInput,
  seenBy: 'plan.view',
  lock: lockRevision,
  action: 'plan.applyRevision',
  handle: async (work, { digest }) => {
    const { tx, loaded, actor, now, today, record } = work
    const { plan, revision } = loaded
    if (plan.state === 'active') await lockPlanTasks(work)
    const comparison = await compareRevision(tx, plan, revision, today)
    const isAsSeen = comparison.difference.digest === digest
    // A decision on what has changed meanwhile no longer counts: what is refused first says so.
    if (!isAsSeen) decideRevisionState(revision.state, 'plan.applyRevision', { isAsSeen, undecided: 0, accepted: 1 })
    const { accepted, undecided } = acceptedIn(comparison, revision)
    const state = decideRevisionState(revision.state, 'plan.applyRevision', {
      isAsSeen,
      undecided,
      accepted: accepted.size,
    })
    const { document } = comparison.fresh
    const reason = revisionReason(document.docNumber, revision.number)
    const applying: Applying = { ...work, comparison, accepted, reason }
    const count = (kind: string) =>
      [...accepted.values()].filter(({ entry }) => entry.about === 'item' && entry.kind === kind).length
    const counts = { added: count('new'), changed: count('changed'), gone: count('gone') }
    const indicators = [...accepted.values()].filter(({ entry }) => entry.about === 'indicator').length
    const said = [
      counts.changed ? `改 ${counts.changed} 项` : '',
      counts.added ? `新增 ${counts.added} 项` : '',
      counts.gone ? `取消 ${counts.gone} 项` : '',
      indicators ? `指标 ${indicators} 项` : '',
    ]
      .filter(Boolean)
      .join('、')
    const summary = `重读修订稿“${revision.fileName}”${said ? `：${said}` : ''}`
    let content = comparison.content
    if (plan.state === 'draft') {
      const [current] = await tx.select().from(planDraft).where(eq(planDraft.planId, plan.id)).for('update')
      if (!current) throw new Refusal('notFound')
      const revised = applyToDraft(current.content, content, comparison.difference, accepted, revision.id)
      content = revised.asRead
      const patch = diffDraft(current.content, revised.draft)
      await changeDraft(
        { ...work, loaded: { ...loaded, draft: current.content, draftVersion: current.version } },
        { kind: 'restore', patch, summary, nextKey: revised.draft.nextKey },
      )
      await reviseDocument(applying)
    } else {
      const placeOf = await revisePlaces(
        applying,
        [...accepted.values()].flatMap(({ entry, fields }) => {
          const item = comparison.fresh.items.find((one) => one.key === entry.newKey)
          return entry.about === 'item' && item && (entry.kind === 'new' || fields.has('heading')) ? [item.path] : []
        }),
      )
      await reviseTasks(applying, placeOf)
      await reviseIndicators(applying)
      await reviseDocument(applying)
    }
    const kept = await recordPlanVersion(tx, work, {
      plan: { ...plan, sourceFileId: revision.fileId, sourceFileName: revision.fileName },
      content,
      origin: plan.state === 'draft' ? 'reread' : 'revision',
      summary,
    })
    await tx
      .update(planRevision)
      .set({
        state,
        content,
        planVersionId: kept.id,
        closedBy: actor.personId,
        closedAt: now,
        version: revision.version + 1,
      })
      .where(eq(planRevision.id, revision.id))
    record({
      action: 'plan.applyRevision',
      subjectType: 'plan',
      subjectId: plan.id,
      planId: plan.id,
      after: {
        fileName: revision.fileName,
        number: revision.number,
        docNumber: document.docNumber,
        ...counts,
        indicators,
        version: kept.number,
      },
    })
    return { planId: plan.id, ...counts, indicators }
  },
})
