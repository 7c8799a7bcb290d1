import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { firstOf, type SearchParams } from '@/app/_ui/address'
import { EmptyState } from '@/app/_ui/empty-state'
import { FilterBar } from '@/app/_ui/filter-bar'
import { PageHead } from '@/app/_ui/page-head'
import { desk } from '@/lib/auth/desk'
import { getProposalChoices, listProposalUnits } from '@/lib/queries/get-proposal-choices'
import { ProposalForm } from './proposal-form.client'

export const metadata: Metadata = { title: '提出处理建议' }

const idOf = (text: string | undefined) => (text && /^\d{1,15}$/.test(text) ? Number(text) : null)

export default async function NewConsequencePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, { ctx }] = await Promise.all([searchParams, desk()])
  const units = await listProposalUnits(ctx)
  if (!units) notFound()
  const unitId = idOf(firstOf(params, 'unit'))
  const choices = unitId === null ? null : await getProposalChoices(ctx, unitId)
  const facts = choices ? choices.findings.length + choices.rectifications.length + choices.tasks.length : 0
  return (
    <>
      <PageHead
        crumbs={[{ href: '/consequences', label: '结果运用' }]}
        title="提出处理建议"
        fact="建议须附事实，由指定的有权机关批准，批准并印发后才生效（《政府督查工作条例》第二十一条）。"
      />
      <FilterBar
        path="/consequences/new"
        params={params}
        filters={[
          {
            kind: 'select',
            name: 'unit',
            label: '单位',
            options: units.map(({ id, name }) => ({ value: String(id), label: name })),
          },
        ]}
      />
      {choices === null ? (
        <EmptyState title="先选择单位" text="选定后列出该单位的问题、整改和任务，从中选择事实依据。" />
      ) : choices.approvers.length === 0 ? (
        <EmptyState title="没有可以批准的领导" text="本行政区和上级都没有在任的分管领导，请管理员先登记。" />
      ) : facts === 0 ? (
        <EmptyState title="没有事实可附" text="该单位没有登记的问题、整改或任务，不能提出处理建议。" />
      ) : (
        <ProposalForm
          key={choices.unit.id}
          choices={choices}
          inspectionId={idOf(firstOf(params, 'inspection'))}
          chosen={{ finding: idOf(firstOf(params, 'finding')), rectification: idOf(firstOf(params, 'rectification')) }}
        />
      )}
    </>
  )
}
