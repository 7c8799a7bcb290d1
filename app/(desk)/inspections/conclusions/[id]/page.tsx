import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { LinkButton } from '@/app/_ui/button'
import { LongDate } from '@/app/_ui/dates'
import { Lamp } from '@/app/_ui/lamp'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { PageHead } from '@/app/_ui/page-head'
import { Section } from '@/app/_ui/section'
import { desk } from '@/lib/auth/desk'
import { formatLong, toShanghaiDay } from '@/lib/domain/calendar/date'
import { getConclusion, type ConclusionPage as Page } from '@/lib/queries/get-conclusion'
import { idOf } from '../../_parts/id-of'
import { conclusionSign } from '../../_parts/inspection-sign'
import { ConclusionFindings } from './conclusion-findings'
import { ConclusionText, ConclusionVerbs, DecisionForm } from './conclusion-verbs.client'
import { ObjectionPart, Revisions } from './objection-part'

export const metadata: Metadata = { title: '督查结论' }

/** Whose move it is, and until when. */
const factOf = ({ conclusion: row, objectionDueOn, objection, isFinal }: Page): string => {
  switch (row.state) {
    case 'draft':
      return '草稿：核对正文后报请领导批准。'
    case 'submitted':
      return '等待领导批准；起草人不能自己批准。'
    case 'approved':
      return '已批准，送达后单位才看到，异议期从送达次日起算。'
    case 'sent':
      return isFinal
        ? '异议期已过，结论生效。'
        : `已送达；单位可以在${objectionDueOn ? formatLong(objectionDueOn) : ''}前申请复核（第十七条，30 天）。`
    case 'objected':
      return `单位申请复核，应在${objection ? formatLong(objection.decisionDueOn) : ''}前作出决定。`
    case 'decided':
      return '复核决定已作出，为最终结论。'
  }
}

export default async function ConclusionPage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await desk()
  const id = idOf((await params).id)
  const page = id === null ? null : await getConclusion(ctx, id)
  if (!page) notFound()
  const { conclusion: row, verbs, objection } = page
  const mayEdit = verbs.includes('conclusion.save')
  const mayDecide = verbs.includes('conclusion.decideObjection')
  const standing = page.findings.filter((finding) => !finding.isWithdrawn)
  return (
    <>
      <PageHead
        crumbs={[
          { href: '/inspections', label: '督查' },
          { href: `/inspections/${page.inspection.id}`, label: page.inspection.title },
        ]}
        title={`${page.unit.name}的督查结论`}
        fact={factOf(page)}
        secondary={
          <LinkButton href={`/api/documents/conclusion/${row.id}`} prefetch={false}>
            督查结论（Word）
          </LinkButton>
        }
      />
      {row.state === 'draft' && row.returnReason ? (
        <div className="mb-6">
          <NoticeBar tone="warning">被退回：{row.returnReason}</NoticeBar>
        </div>
      ) : null}
      <div className="no-print mb-6 flex flex-wrap items-start gap-2 empty:hidden">
        <ConclusionVerbs
          id={row.id}
          version={row.version}
          verbs={verbs}
          objectionUntil={page.objectionDueOn ? formatLong(page.objectionDueOn) : null}
        />
      </div>
      <div className="grid gap-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div>
          {mayDecide ? (
            <Section title="复核决定">
              {objection ? <ObjectionPart objection={objection} unit={page.unit.name} /> : null}
              <DecisionForm
                id={row.id}
                version={row.version}
                body={row.body}
                findings={standing.map(({ id: findingId, fact }) => ({ id: findingId, fact }))}
              />
            </Section>
          ) : null}
          <Section title="结论">
            {mayEdit ? (
              <ConclusionText key={row.version} id={row.id} version={row.version} body={row.body} />
            ) : (
              <p className="max-w-[760px] text-read whitespace-pre-line">{row.body}</p>
            )}
          </Section>
          {objection && !mayDecide ? (
            <Section title="异议和复核">
              <ObjectionPart objection={objection} unit={page.unit.name} />
            </Section>
          ) : null}
          <Revisions revisions={page.revisions} body={row.body} />
          <ConclusionFindings findings={page.findings} />
        </div>
        <aside className="flex flex-col gap-6">
          <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-4 gap-y-2 [&>dt]:text-ink-3">
            <dt>状态</dt>
            <dd>
              <Lamp {...conclusionSign(row.state, row.sentOn, ctx.today)} />
            </dd>
            <dt>单位</dt>
            <dd>{page.unit.name}</dd>
            <dt>督查</dt>
            <dd>
              <Link className="link" href={`/inspections/${page.inspection.id}`}>
                {page.inspection.title}
              </Link>
            </dd>
            <dt>起草</dt>
            <dd>
              {page.office} {page.author}
            </dd>
            {page.approver && row.approvedAt ? (
              <>
                <dt>批准</dt>
                <dd>
                  {page.approver}，<LongDate on={toShanghaiDay(row.approvedAt)} />
                </dd>
              </>
            ) : null}
            {row.sentOn ? (
              <>
                <dt>送达</dt>
                <dd>
                  <LongDate on={row.sentOn} />
                </dd>
              </>
            ) : null}
            {page.objectionDueOn && !objection ? (
              <>
                <dt>异议期至</dt>
                <dd>
                  <LongDate on={page.objectionDueOn} />
                </dd>
              </>
            ) : null}
          </dl>
        </aside>
      </div>
    </>
  )
}
