import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { firstOf, type SearchParams } from '@/app/_ui/address'
import { PageHead } from '@/app/_ui/page-head'
import { desk } from '@/lib/auth/desk'
import { addDays } from '@/lib/domain/calendar/date'
import { inspectionChoices } from '@/lib/queries/inspection-choices'
import { listInspectableTasks } from '@/lib/queries/inspection-matters'
import { idOf } from '../_parts/id-of'
import { formChoices } from '../_plan/form-choices'
import { InspectionForm } from '../_plan/inspection-form.client'

export const metadata: Metadata = { title: '新建督查' }

export default async function NewInspectionPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, { ctx }] = await Promise.all([searchParams, desk()])
  const found = await inspectionChoices(ctx)
  if (!found) notFound()
  const choices = formChoices(found)
  // From a task, a unit or an earlier inspection one comes with what it is about.
  const [follows, unit, plan, task] = ['follows', 'unit', 'plan', 'task'].map((name) => idOf(firstOf(params, name)))
  const planId = choices.plans.some((one) => one.id === plan) ? plan : null
  const tasks = planId ? await listInspectableTasks(ctx, planId) : []
  const followsId = choices.earlier.some((one) => one.id === follows) ? follows : null
  return (
    <>
      <PageHead
        crumbs={[{ href: '/inspections', label: '督查' }]}
        title="新建督查"
        fact="先拟方案：查什么、查谁、用什么方式、由谁查。方案经领导批准后才能启动。"
      />
      <InspectionForm
        existing={null}
        choices={choices}
        tasks={tasks.map(({ id, title, unit: lead }) => ({ id, label: title, note: lead ?? undefined }))}
        values={{
          title: '',
          kind: followsId ? 'followUp' : 'special',
          statutoryKind: 'special',
          legalBasis: '',
          content: '',
          scope: '',
          methods: [],
          startsOn: addDays(ctx.today, 7),
          endsOn: addDays(ctx.today, 14),
          planId: planId ? String(planId) : '',
          followsId: followsId ? String(followsId) : '',
          taskIds: tasks.filter((one) => one.id === task).map((one) => one.id),
          unitIds: choices.units.filter((one) => one.id === unit).map((one) => one.id),
          memberIds: [],
          headId: '',
          checklistIds: [],
        }}
      />
    </>
  )
}
