import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { firstOf, type SearchParams } from '@/app/_ui/address'
import { PageHead } from '@/app/_ui/page-head'
import { desk } from '@/lib/auth/desk'
import { findingChoices } from '@/lib/queries/finding-choices'
import { FindingForm } from '../../../_finding/finding-form.client'
import { idOf } from '../../../_parts/id-of'

export const metadata: Metadata = { title: '登记问题' }

interface NewFindingProps {
  params: Promise<{ id: string }>
  searchParams: Promise<SearchParams>
}

export default async function NewFindingPage({ params, searchParams }: NewFindingProps) {
  const [{ ctx }, query] = await Promise.all([desk(), searchParams])
  const id = idOf((await params).id)
  const choices = id === null ? null : await findingChoices(ctx, id)
  if (!choices) notFound()
  const wanted = idOf(firstOf(query, 'unit'))
  const unit =
    choices.units.find((one) => one.id === wanted) ?? (choices.units.length === 1 ? choices.units[0] : undefined)
  return (
    <>
      <PageHead
        crumbs={[
          { href: '/inspections', label: '督查' },
          { href: `/inspections/${choices.inspection.id}`, label: choices.inspection.title },
        ]}
        title="登记问题"
        fact="一个问题写一条：事实、对照的标准、证据。结论报批之前您可以修改或撤销。"
      />
      <FindingForm
        inspectionId={choices.inspection.id}
        existing={null}
        values={{
          unitId: unit ? String(unit.id) : '',
          severity: 'general',
          standard: '',
          fact: '',
          taskId: '',
          relapseOfId: '',
        }}
        units={choices.units}
        tasks={choices.tasks}
        earlier={choices.earlier}
      />
    </>
  )
}
