import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Moment } from '@/app/_ui/dates'
import { PageHead } from '@/app/_ui/page-head'
import { Section } from '@/app/_ui/section'
import { desk } from '@/lib/auth/desk'
import { drawChoices } from '@/lib/queries/draw-choices'
import { getInspection } from '@/lib/queries/get-inspection'
import { idOf } from '../../_parts/id-of'
import { VerbButton } from '../../_parts/verb-button.client'
import { revealDrawAction } from '../../actions'
import { CandidateTable } from './candidate-table'
import { CommitForm } from './commit-form.client'
import { RedrawYourself } from './redraw-yourself'

export const metadata: Metadata = { title: '随机抽取' }

export default async function DrawPage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await desk()
  const id = idOf((await params).id)
  const page = id === null ? null : await getInspection(ctx, id)
  if (!page || page.inspection.kind !== 'random') notFound()
  const { inspection: row, draw, verbs } = page
  const choices = !draw && verbs.includes('inspection.commitDraw') ? await drawChoices(ctx, row.planId) : null
  const head = (fact: string) => (
    <PageHead
      crumbs={[
        { href: '/inspections', label: '督查' },
        { href: `/inspections/${row.id}`, label: row.title },
      ]}
      title="随机抽取（双随机）"
      fact={fact}
    />
  )
  if (!draw) {
    return (
      <>
        {head(
          '先锁定从谁中抽、各占多大权重，同时公布种子的指纹；再公布种子和结果。这样谁也不能挑选结果，谁都可以复算。',
        )}
        {choices ? (
          <CommitForm inspectionId={row.id} version={row.version} {...choices} />
        ) : (
          <p className="text-ink-2">承办单位还没有抽取。</p>
        )}
      </>
    )
  }
  const isWeighted = draw.weighting === 'risk'
  const what = draw.subject === 'unit' ? '单位' : '任务'
  return (
    <>
      {head(
        draw.revealedAt
          ? `已抽取：${what} ${draw.subjectCount} / ${draw.subjects.length}，督查人员 ${draw.inspectorCount} / ${draw.inspectors.length}。`
          : '范围和权重已锁定，种子的指纹已公布；公布种子即得出结果。',
      )}
      <Section title="承诺和种子">
        <dl className="grid max-w-[880px] gap-x-4 gap-y-2 md:grid-cols-[8rem_minmax(0,1fr)] [&>dt]:text-ink-3">
          <dt>种子的指纹</dt>
          <dd>
            <code className="break-all">{draw.commitment}</code>
            <span className="block text-ink-3">
              <Moment at={new Date(draw.committedAt)} today={ctx.today} /> 公布，此时种子没有人看过
            </span>
          </dd>
          <dt>种子</dt>
          <dd>
            {draw.seed && draw.revealedAt ? (
              <>
                <code className="break-all">{draw.seed}</code>
                <span className="block text-ink-3">
                  <Moment at={new Date(draw.revealedAt)} today={ctx.today} /> 公布
                </span>
              </>
            ) : (
              <span className="text-ink-3">尚未公布</span>
            )}
          </dd>
          <dt>方式</dt>
          <dd>{isWeighted ? '按风险加权' : '机会均等'}，不放回</dd>
        </dl>
        {verbs.includes('inspection.revealDraw') && !draw.revealedAt ? (
          <div className="mt-4">
            <VerbButton
              action={revealDrawAction}
              verb="公布种子并抽取"
              variant="primary"
              hidden={{ inspectionId: row.id, version: row.version }}
            />
          </div>
        ) : null}
      </Section>
      <Section title={`${what}（${draw.subjectCount} / ${draw.subjects.length}）`}>
        <CandidateTable
          caption={`抽取范围：${what}`}
          candidates={draw.subjects}
          drawn={draw.drawnSubjects}
          isWeighted={isWeighted}
        />
      </Section>
      <Section title={`督查人员（${draw.inspectorCount} / ${draw.inspectors.length}）`}>
        <CandidateTable
          caption="督查人员库"
          candidates={draw.inspectors}
          drawn={draw.drawnInspectors}
          isWeighted={false}
        />
        {draw.recusals.length > 0 ? (
          <p className="mt-3 text-ink-2">
            回避 {draw.recusals.length} 人：
            {draw.recusals.map((one) => `${one.label}（${one.reason}）`).join('；')}
          </p>
        ) : null}
      </Section>
      <RedrawYourself inspectionId={row.id} draw={draw} />
    </>
  )
}
