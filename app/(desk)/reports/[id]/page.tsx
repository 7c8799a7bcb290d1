import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { Moment } from '@/app/_ui/dates'
import { Lamp } from '@/app/_ui/lamp'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { PageHead } from '@/app/_ui/page-head'
import { ProgressPair } from '@/app/_ui/progress-pair'
import { ClaimList } from '@/app/(desk)/_report/claim-list'
import { EvidenceLarge } from '@/app/(desk)/_report/evidence-view'
import { PreviousReport } from '@/app/(desk)/_report/previous-report'
import { ReportBody } from '@/app/(desk)/_report/report-body'
import { reportSign } from '@/app/(desk)/_report/report-sign'
import { RevisionList } from '@/app/(desk)/_report/revision-list'
import { ExpertComments } from '@/app/(desk)/_expert/expert-comments'
import { desk } from '@/lib/auth/desk'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { periodLabel } from '@/lib/domain/report/period'
import { numberedTitle } from '@/lib/domain/task/name'
import { getReport, type ReportView } from '@/lib/queries/get-report'
import { ReportVerbs } from './report-verbs'

export const metadata: Metadata = { title: '报送' }

export default async function ReportPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ id }, { ctx }] = await Promise.all([params, desk()])
  const report = /^\d{1,15}$/.test(id) ? await getReport(ctx, Number(id)) : null
  if (!report) notFound()
  const { task, unit, period } = report
  const sign = reportSign(report.state, report.awaitsSignOff)
  const general = report.evidence.filter((file) => !report.claims.some((claim) => claim.id === file.milestoneId))
  return (
    <>
      <PageHead
        crumbs={[
          { href: '/reports', label: '报送' },
          { href: `/tasks/${task.id}`, label: numberedTitle(task) },
        ]}
        title={`${unit.name}：${periodLabel(period.key)}进展`}
        fact={
          <>
            <Lamp {...sign} />
            　第 {report.revision} 稿，由{report.reviewer.name}审核
          </>
        }
      />
      <div className="mb-6 flex flex-col gap-2 empty:hidden">
        <ReportNotices report={report} />
      </div>
      <div className="grid gap-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-8">
          <section>
            <h2 className="section-title mb-3">报送内容</h2>
            <ReportBody content={report.content} />
          </section>
          {report.claims.length > 0 ? (
            <section>
              <h2 className="section-title mb-4">申报完成的节点</h2>
              <ClaimList claims={report.claims} evidence={report.evidence} />
            </section>
          ) : null}
          {general.length > 0 || report.claims.length === 0 ? (
            <section>
              <h2 className="section-title mb-3">佐证材料</h2>
              <EvidenceLarge files={general} />
            </section>
          ) : null}
          {report.revisions.length > 0 ? (
            <section>
              <h2 className="section-title mb-3">以前各稿</h2>
              <RevisionList report={report} today={ctx.today} />
            </section>
          ) : null}
          <ExpertComments comments={report.comments} taskId={task.id} reportId={report.id} today={ctx.today} />
        </div>
        <aside className="flex min-w-0 flex-col gap-8">
          <section>
            <h2 className="section-title mb-3">进度</h2>
            <ProgressPair
              verified={task.verifiedPercent}
              claimed={task.isPrimaryLead ? report.content.selfPercent : task.selfPercent}
            />
            {task.isPrimaryLead ? null : (
              <p className="mt-2 text-ink-2">
                {unit.name}（配合）自报 {report.content.selfPercent ?? '–'}%
              </p>
            )}
          </section>
          <section>
            <h2 className="section-title mb-3">经手</h2>
            <Hands report={report} today={ctx.today} />
            <p className="mt-2">
              <Link className="link" href={`/tasks/${task.id}`} prefetch={false}>
                看任务全部经过
              </Link>
            </p>
          </section>
          <section>
            <h2 className="section-title mb-3">上期报送</h2>
            <PreviousReport previous={report.previous} />
          </section>
        </aside>
      </div>
      <ReportVerbs report={report} />
    </>
  )
}

function ReportNotices({ report }: { report: ReportView }) {
  if (report.isBeingCorrected) {
    return <NoticeBar>{report.unit.name}正在修改这份报送，这里是上一次提交的内容。</NoticeBar>
  }
  if (report.state === 'returned' && report.returnReason) {
    return (
      <NoticeBar tone="warning">
        <strong className="font-semibold">↩ 退回理由：</strong>
        {report.returnReason}
      </NoticeBar>
    )
  }
  if (report.state === 'draft' && report.sentBackReason) {
    return (
      <NoticeBar tone="warning">
        <strong className="font-semibold">↩ 负责人退回：</strong>
        {report.sentBackReason}
      </NoticeBar>
    )
  }
  return null
}

function Hands({ report, today }: { report: ReportView; today: CalendarDate }) {
  const at = (instant: Date | null) => (instant ? <Moment at={instant} today={today} /> : null)
  const lines: [string, ReactNode, ReactNode][] = [
    ['填写', report.author ?? report.unit.name, null],
    ['审签', report.signatory, at(report.signedAt)],
    ['提交', report.submittedAt ? report.unit.name : null, at(report.submittedAt)],
    ['复核', report.endorsedBy, null],
    [report.state === 'returned' ? '退回' : '审核', report.decidedBy, at(report.decidedAt)],
  ]
  return (
    <dl className="grid grid-cols-[3rem_minmax(0,1fr)_max-content] gap-x-3 gap-y-1">
      {lines
        .filter(([, who]) => who)
        .map(([what, who, when]) => (
          <div key={what} className="contents">
            <dt className="text-ink-3">{what}</dt>
            <dd>{who}</dd>
            <dd className="text-ink-3">{when}</dd>
          </div>
        ))}
    </dl>
  )
}
