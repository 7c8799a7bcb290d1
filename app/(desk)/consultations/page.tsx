import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { addressWith, firstOf, type SearchParams } from '@/app/_ui/address'
import { DataTable } from '@/app/_ui/data-table'
import { ShortDate } from '@/app/_ui/dates'
import { Lamp } from '@/app/_ui/lamp'
import { PageHead } from '@/app/_ui/page-head'
import { desk } from '@/lib/auth/desk'
import { partWords } from '@/lib/domain/consultation/words'
import { answerStateLabels, consultationStateLabels, planStageLabels } from '@/lib/domain/labels'
import { type ConsultationLine, listConsultations } from '@/lib/queries/list-consultations'

export const metadata: Metadata = { title: '征求意见' }

const needsAnswer = (row: ConsultationLine): boolean => row.state === 'open' && row.answer === 'pending'

export default async function ConsultationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ ctx }, query] = await Promise.all([desk(), searchParams])
  const before = Number(firstOf(query, 'before') ?? 0)
  const found = await listConsultations(ctx, { before: Number.isSafeInteger(before) && before > 0 ? before : null })
  if (!found) notFound()
  const { rows, next } = found
  const waiting = rows.filter(needsAnswer).length
  return (
    <>
      <PageHead
        title="征求意见"
        fact={`发给${ctx.actor.unitName}征求意见的规划文稿，${rows.length} 份，待答复 ${waiting} 份`}
        crumbs={[{ href: '/', label: '待办' }]}
      />
      <DataTable
        caption="征求意见"
        rows={[...rows]}
        rowKey={(row) => String(row.id)}
        rowHref={(row) => `/consultations/${row.id}`}
        columns={[
          {
            key: 'plan',
            head: '文稿',
            card: 'title',
            cell: (row) => `${row.planTitle}${row.isSample ? '（示例）' : ''}`,
          },
          {
            key: 'state',
            head: '状态',
            kind: 'lamp',
            card: 'lamp',
            cell: (row) => (
              <Lamp
                tone={needsAnswer(row) ? (row.workdaysLeft <= 3 ? 'yellow' : 'green') : 'grey'}
                word={
                  row.state === 'open' ? (needsAnswer(row) ? '待答复' : '已答复') : consultationStateLabels[row.state]
                }
              />
            ),
          },
          {
            key: 'stage',
            head: '阶段',
            kind: 'short',
            cell: (row) => `${planStageLabels[row.stage]}，第 ${row.number} 轮`,
          },
          { key: 'office', head: '起草单位', card: 'line', cell: (row) => row.office },
          {
            key: 'part',
            head: '涉及',
            kind: 'short',
            card: 'line',
            cell: (row) => partWords(row),
          },
          { key: 'answer', head: '本单位', kind: 'short', cell: (row) => answerStateLabels[row.answer] },
          {
            key: 'due',
            head: '答复期限',
            kind: 'date',
            card: 'line',
            cell: (row) => <ShortDate on={row.dueOn} today={ctx.today} />,
          },
        ]}
        empty={{ title: '没有征求意见的文稿', text: '规划草案征求本单位意见时，会列在这里，也会出现在待办里。' }}
        pager={{
          ...(next ? { nextHref: addressWith('/consultations', query, { before: String(next) }) } : {}),
          summary: `本页 ${rows.length} 份`,
        }}
      />
    </>
  )
}
