import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { LinkButton } from '@/app/_ui/button'
import { LongDate } from '@/app/_ui/dates'
import { Lamp } from '@/app/_ui/lamp'
import { PageHead } from '@/app/_ui/page-head'
import { Section } from '@/app/_ui/section'
import { desk } from '@/lib/auth/desk'
import { toShanghaiDay } from '@/lib/domain/calendar/date'
import { consequenceKindLabels, findingSeverityLabels } from '@/lib/domain/supervision-labels'
import { type CitedFact, getConsequence } from '@/lib/queries/get-consequence'
import { consequenceSign } from '../consequence-sign'
import { ConsequenceVerbs } from './consequence-verbs.client'

export const metadata: Metadata = { title: '处理建议' }

export default async function ConsequencePage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await desk()
  const { id } = await params
  const page = /^\d{1,15}$/.test(id) ? await getConsequence(ctx, Number(id)) : null
  if (!page) notFound()
  const { consequence: row, verbs } = page
  const isInEffect = row.state === 'issued'
  return (
    <>
      <PageHead
        crumbs={[{ href: '/consequences', label: '结果运用' }]}
        title={`${consequenceKindLabels[row.kind]}：${page.unit}${row.addressee ? `（${row.addressee}）` : ''}`}
        fact={isInEffect ? '已印发，已生效' : '处理建议经批准并印发后才生效（《政府督查工作条例》第二十一条）'}
        secondary={
          row.kind === 'interview' && (row.state === 'approved' || isInEffect) ? (
            <LinkButton href={`/api/documents/interview/${row.id}`} prefetch={false}>
              约谈通知（Word）
            </LinkButton>
          ) : undefined
        }
      />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div>
          <Section title="建议">
            <p className="text-read whitespace-pre-line">{row.proposal}</p>
          </Section>
          <Section title={`事实依据（${page.facts.length}）`}>
            <ol>
              {page.facts.map((fact) => (
                <li key={`${fact.kind}-${fact.id}`} className="border-b border-line py-3">
                  <Fact fact={fact} />
                </li>
              ))}
            </ol>
          </Section>
        </div>
        <aside className="flex flex-col gap-4">
          <p>
            <Lamp {...consequenceSign(row.state)} />
          </p>
          <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-4 gap-y-2 [&>dt]:text-ink-3">
            <dt>提出</dt>
            <dd>
              {page.office} {page.proposer}，<LongDate on={toShanghaiDay(row.proposedAt)} />
            </dd>
            <dt>批准人</dt>
            <dd>{page.approver}</dd>
            {row.decidedAt ? (
              <>
                <dt>{row.state === 'rejected' ? '未批准' : '批准'}</dt>
                <dd>
                  <LongDate on={toShanghaiDay(row.decidedAt)} />
                  {row.decisionReason ? `：${row.decisionReason}` : ''}
                </dd>
              </>
            ) : null}
            {row.issuedOn ? (
              <>
                <dt>印发</dt>
                <dd>
                  {row.docNumber}，<LongDate on={row.issuedOn} />
                </dd>
              </>
            ) : null}
            {page.inspection ? (
              <>
                <dt>督查</dt>
                <dd>
                  <Link className="link" href={`/inspections/${page.inspection.id}`}>
                    {page.inspection.title}
                  </Link>
                </dd>
              </>
            ) : null}
          </dl>
          <ConsequenceVerbs
            id={row.id}
            version={row.version}
            mayDecide={verbs.includes('consequence.approve')}
            mayIssue={verbs.includes('consequence.issue')}
          />
        </aside>
      </div>
    </>
  )
}

function Fact({ fact }: { fact: CitedFact }) {
  if (fact.kind === 'task') {
    return (
      <>
        <span className="text-ink-3">任务　</span>
        {fact.isVisible ? (
          <Link className="link" href={`/tasks/${fact.id}`}>
            {fact.text}
          </Link>
        ) : (
          fact.text
        )}
      </>
    )
  }
  if (fact.kind === 'rectification') {
    return (
      <>
        <span className="text-ink-3">整改 {fact.orderNo}　</span>
        <Link className="link" href={`/rectifications/${fact.id}`}>
          {fact.text}
        </Link>
      </>
    )
  }
  return (
    <>
      <span className="text-ink-3">问题（{findingSeverityLabels[fact.severity]}）　</span>
      {fact.text}
      <span className="block text-ink-3">
        {fact.standard}
        {fact.isWithdrawn ? '　已撤销，不再作为依据' : ''}
      </span>
    </>
  )
}
