import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHead } from '@/app/_ui/page-head'
import { desk } from '@/lib/auth/desk'
import { findingChoices } from '@/lib/queries/finding-choices'
import { getFinding } from '@/lib/queries/get-finding'
import { FindingForm } from '../../../_finding/finding-form.client'
import { idOf } from '../../../_parts/id-of'

export const metadata: Metadata = { title: '修改问题' }

export default async function EditFindingPage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await desk()
  const id = idOf((await params).id)
  const page = id === null ? null : await getFinding(ctx, id)
  if (!page?.verbs.includes('finding.edit')) notFound()
  const choices = await findingChoices(ctx, page.inspection.id)
  if (!choices) notFound()
  const { finding } = page
  return (
    <>
      <PageHead
        crumbs={[
          { href: `/inspections/${page.inspection.id}`, label: page.inspection.title },
          { href: `/inspections/findings/${finding.id}`, label: '问题' },
        ]}
        title="修改问题"
        fact="原来的文字留在记录里。"
      />
      <FindingForm
        key={finding.version}
        inspectionId={page.inspection.id}
        existing={{ id: finding.id, version: finding.version }}
        values={{
          unitId: String(finding.unitId),
          severity: finding.severity,
          standard: finding.standard,
          fact: finding.fact,
          taskId: finding.taskId === null ? '' : String(finding.taskId),
          relapseOfId: finding.relapseOfId === null ? '' : String(finding.relapseOfId),
        }}
        units={choices.units}
        tasks={choices.tasks}
        earlier={choices.earlier.filter((one) => one.id !== finding.id)}
      />
    </>
  )
}
