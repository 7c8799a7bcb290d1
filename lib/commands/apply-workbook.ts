import type { Tx } from '@/db/client'
import { readRegister } from '@/db/register'
import { readPlan } from '@/db/subjects'
import { can } from '@/lib/domain/permission/can'
import { quoted } from '@/lib/domain/plan/draft-change'
import { diffDraft } from '@/lib/domain/plan/draft-patch'
import { noPlanFacts } from '@/lib/domain/plan/states'
import { applyWorkbook as withWorkbook, workbookSummary } from '@/lib/domain/plan/workbook-apply'
import { compareWorkbook, isOfAnotherPlan } from '@/lib/domain/plan/workbook-compare'
import type { ReadWorkbook } from '@/lib/domain/plan/workbook-difference'
import { Refusal } from '@/lib/domain/refusals'
import { applyWorkbookInput } from '@/lib/input/workbook'
import { DocumentProcessFailed, readInProcess } from '@/lib/platform/document-process'
import { fileStore } from '@/lib/platform/file-store'
import { claimFiles } from './claim-files'
import { changeDraft, decidePlan, type LoadedDraft, lockDraft, requireDraftVersion, undoable } from './plan-draft'
import { defineCommand } from './run'

const MAX_MEGABYTES = 20

const refused = (why: string): Refusal => new Refusal('documentRefused', { why })

type ProcessResult = { readonly ok: true; readonly read: ReadWorkbook } | { readonly ok: false; readonly why: string }
type NamedWorkbook = { readonly name: string; readonly read: ReadWorkbook }

const readUpload = async (tx: Tx, uploadId: string, personId: number): Promise<NamedWorkbook> => {
  const [claimed] = await claimFiles(tx, [{ uploadId, name: '文件' }], personId, ['office']).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'fileKindRefused') {
      throw refused('这不是 Excel 工作簿。请上传在“导出分工表”得到的文件上修改、另存为 .xlsx 的文件。')
    }
    throw error
  })
  if (!claimed) throw new Refusal('fileUnknown')
  if (claimed.size > MAX_MEGABYTES * 1024 * 1024) {
    throw refused(`“${claimed.name}”超过 ${MAX_MEGABYTES} MB。分工表通常不到 1 MB，请去掉图片和多余的工作表后再上传。`)
  }
  const result = await readInProcess(await fileStore().open(claimed.sha256), claimed.name, 'workbook').catch(
    (error: unknown) => {
      if (error instanceof DocumentProcessFailed) {
        throw refused(`“${claimed.name}”在规定时间内没有读完，可能过大或已损坏。请重新导出分工表，在其上修改。`)
      }
      throw error
    },
  )
  // The process is ours and prints nothing else (lib/documents/read/workbook-child.ts).
  const read = result as ProcessResult
  if (!read.ok) throw refused(read.why)
  return { name: claimed.name, read: read.read }
}

type Loaded = LoadedDraft & { readonly workbook: NamedWorkbook | null }

/**
 * An edited 任务分工表 compared with the draft, and what was chosen of it written as one step that can be undone. Both times the
 * file itself is read, so that nothing but the choice comes from the screen.
 */
export const applyWorkbook = defineCommand({
  name: 'plan.applyWorkbook',
  input: applyWorkbookInput,
  seenBy: 'plan.view',
  lock: async (tx, { planId, uploadId }, { actor }): Promise<Loaded | null> => {
    const row = await readPlan(tx, planId)
    // Reading takes seconds: it comes before the lock, and only for those who may edit this draft at all.
    const mayRead = row?.plan.state === 'draft' && can(actor, 'plan.editDraft', row.subject)
    const workbook = mayRead ? await readUpload(tx, uploadId, actor.personId) : null
    const loaded = await lockDraft(tx, { planId })
    return loaded && { ...loaded, workbook }
  },
  action: 'plan.editDraft',
  handle: async (work, { planId, version, take }) => {
    const { tx, loaded, unchanged } = work
    decidePlan(loaded.plan.state, 'plan.editDraft', noPlanFacts)
    if (!loaded.workbook) throw new Refusal('fileUnknown')
    const { name, read } = loaded.workbook
    if (isOfAnotherPlan(read, planId)) throw refused('这是另一份规划的分工表。请上传从本草案导出的文件。')
    if (take !== null) await requireDraftVersion(tx, loaded, version ?? 0)
    const register = await readRegister(tx, loaded.plan.jurisdictionId)
    const comparison = compareWorkbook(loaded.draft, read, planId, register)
    if (take === null) {
      unchanged()
      return {
        version: loaded.draftVersion,
        fileName: name,
        comparison,
        summary: null,
        ...(await undoable(tx, planId)),
      }
    }
    const wanted = new Set(take)
    const chosen = comparison.differences.filter((difference) => wanted.has(difference.id))
    if (chosen.length !== wanted.size) throw new Refusal('draftTargetGone')
    const next = withWorkbook(loaded.draft, read, comparison.differences, wanted, register)
    const done = await changeDraft(work, {
      kind: 'restore',
      patch: diffDraft(loaded.draft, next),
      nextKey: next.nextKey,
      summary: `${workbookSummary(chosen)}（${quoted(name)}）`,
    })
    return { ...done, fileName: name, comparison: null, ...(await undoable(tx, planId)) }
  },
})
