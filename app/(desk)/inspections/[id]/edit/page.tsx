import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { PageHead } from '@/app/_ui/page-head'
import { desk } from '@/lib/auth/desk'
import { getInspection } from '@/lib/queries/get-inspection'
import { inspectionChoices } from '@/lib/queries/inspection-choices'
import { listInspectableTasks } from '@/lib/queries/inspection-matters'
import { idOf } from '../../_parts/id-of'
import { formChoices } from '../../_plan/form-choices'
import { InspectionForm } from '../../_plan/inspection-form.client'

export const metadata: Metadata = { title: '修改督查方案' }

const text = (id: number | null) => (id === null ? '' : String(id))

export default async function EditInspectionPage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await desk()
  const id = idOf((await params).id)
  const [page, found] = await Promise.all([id === null ? null : getInspection(ctx, id), inspectionChoices(ctx)])
  if (!page || !found) notFound()
  const { inspection: row } = page
  if (!page.verbs.includes('inspection.edit')) redirect(`/inspections/${row.id}`)
  const tasks = row.planId === null ? [] : await listInspectableTasks(ctx, row.planId)
  return (
    <>
      <PageHead
        crumbs={[
          { href: '/inspections', label: '督查' },
          { href: `/inspections/${row.id}`, label: row.title },
        ]}
        title="修改督查方案"
        fact={row.stateReason ? `退回意见：${row.stateReason}` : undefined}
      />
      <InspectionForm
        key={row.version}
        existing={{ id: row.id, version: row.version, isDrawn: page.draw !== null }}
        choices={formChoices(found)}
        tasks={tasks.map(({ id: taskId, title, unit }) => ({ id: taskId, label: title, note: unit ?? undefined }))}
        values={{
          title: row.title,
          kind: row.kind,
          statutoryKind: row.statutoryKind,
          legalBasis: row.legalBasis,
          content: row.content,
          scope: row.scope,
          methods: [...row.methods],
          startsOn: row.startsOn,
          endsOn: row.endsOn,
          planId: text(row.planId),
          followsId: text(row.followsId),
          taskIds: page.tasks.map((task) => task.id),
          unitIds: page.units.map((unit) => unit.id),
          memberIds: page.members.map((member) => member.personId),
          headId: text(page.members.find((member) => member.isHead)?.personId ?? null),
          checklistIds: page.checklists.map((list) => list.id),
        }}
      />
    </>
  )
}
