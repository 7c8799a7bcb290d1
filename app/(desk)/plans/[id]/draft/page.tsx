import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { desk } from '@/lib/auth/desk'
import { getPlanDraft } from '@/lib/queries/get-plan-draft'
import { readPlanId } from '../plan-id'
import { DraftDesk } from './draft-desk.client'

export const metadata: Metadata = { title: '核对草案' }

export default async function DraftPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ ctx }, { id }] = await Promise.all([desk(), params])
  const planId = readPlanId(id)
  const page = await getPlanDraft(ctx, planId)
  if (!page) notFound()
  if (page.plan.state !== 'draft') redirect(`/plans/${planId}`)
  return (
    <DraftDesk
      plan={{
        id: planId,
        title: page.plan.title,
        fileName: page.plan.sourceFileName,
        hasFile: page.plan.sourceFileId !== null,
        isSample: page.plan.isSample,
        reportingCycle: page.plan.reportingCycle,
        signOffRequired: page.plan.signOffRequired,
      }}
      draft={page.draft}
      version={page.version}
      undo={page.undo}
      redo={page.redo}
      savedAt={page.updatedAt.getTime()}
      lines={page.lines}
      register={page.register}
      today={ctx.today}
    />
  )
}
