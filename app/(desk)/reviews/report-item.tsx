import Link from 'next/link'
import { Moment } from '@/app/_ui/dates'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { ProgressPair } from '@/app/_ui/progress-pair'
import { ClaimList } from '@/app/(desk)/_report/claim-list'
import { EvidenceLarge } from '@/app/(desk)/_report/evidence-view'
import { PreviousReport } from '@/app/(desk)/_report/previous-report'
import { ReportBody } from '@/app/(desk)/_report/report-body'
import { RevisionList } from '@/app/(desk)/_report/revision-list'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { periodLabel } from '@/lib/domain/report/period'
import { numberedTitle } from '@/lib/domain/task/name'
import type { ReportView } from '@/lib/queries/get-report'

/** Asked for, come in, and last period's beside it; everything to decide by without opening another page. */
export function ReportItem({ report, today }: { report: ReportView; today: CalendarDate }) {
  const { task, unit, period, content } = report
  const general = report.evidence.filter((file) => !report.claims.some((claim) => claim.id === file.milestoneId))
  return (
    <article className="flex flex-col gap-6">
      <header>
        <h2 className="text-read font-semibold">
          <Link className="link" href={`/tasks/${task.id}`} prefetch={false}>
            {numberedTitle(task)}
          </Link>
        </h2>
        <p className="text-ink-2">
          {unit.name}　{periodLabel(period.key)}进展，第 {report.revision} 稿
          {report.submittedAt ? (
            <>
              ，<Moment at={report.submittedAt} today={today} /> 提交
            </>
          ) : null}
          {report.signatory ? `，${report.signatory}审签` : ''}
        </p>
      </header>
      {report.isOwnWork ? <NoticeBar>这份报送由您填写或审签，请同事审核。</NoticeBar> : null}
      {report.isOwnUnit && !report.isOwnWork ? (
        <NoticeBar>
          这是本单位自己的报送，须两个人办理：一人复核，另一人审定。
          {report.endorsedBy ? `${report.endorsedBy}已复核。` : ''}
        </NoticeBar>
      ) : null}
      {report.claims.length > 0 ? (
        <section>
          <h3 className="section-title mb-4">申报完成的节点与要求</h3>
          <ClaimList claims={report.claims} evidence={report.evidence} large />
        </section>
      ) : null}
      <div className="grid gap-6 xl:grid-cols-2">
        <section className="min-w-0">
          <h3 className="section-title mb-3">本期</h3>
          <ReportBody content={content} />
        </section>
        <section className="min-w-0">
          <h3 className="section-title mb-3">上期</h3>
          <PreviousReport previous={report.previous} />
        </section>
      </div>
      <section className="max-w-[480px]">
        <h3 className="section-title mb-3">任务进度</h3>
        <ProgressPair
          verified={task.verifiedPercent}
          claimed={task.isPrimaryLead ? content.selfPercent : task.selfPercent}
        />
        {task.isPrimaryLead ? null : (
          <p className="mt-2 text-ink-2">
            {unit.name}（配合）自报 {content.selfPercent ?? '–'}%
          </p>
        )}
      </section>
      {general.length > 0 || report.claims.length === 0 ? (
        <section>
          <h3 className="section-title mb-3">佐证材料</h3>
          <EvidenceLarge files={general} empty="没有附材料（本期没有要求）" />
        </section>
      ) : null}
      {report.revisions.length > 0 ? (
        <section>
          <h3 className="section-title mb-3">以前各稿</h3>
          <RevisionList report={report} today={today} />
        </section>
      ) : null}
    </article>
  )
}
