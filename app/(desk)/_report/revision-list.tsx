import { Moment } from '@/app/_ui/dates'
import { FieldDiff } from '@/app/_ui/diff'
import { HistoryList } from '@/app/_ui/history-list'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { reportFieldLabels } from '@/lib/domain/labels'
import type { ReportContent } from '@/lib/domain/report/content'
import type { ReportView } from '@/lib/queries/get-report'

const fields = ['selfPercent', 'doneText', 'difficulties', 'nextSteps', 'noChangeReason'] as const

const shown = (value: ReportContent[(typeof fields)[number]]): string => (value === null ? '' : String(value))

/** Each earlier revision, and what changed from it to the one after. */
export function RevisionList({ report, today }: { report: ReportView; today: CalendarDate }) {
  return (
    <HistoryList
      entries={report.revisions.map((entry, index) => {
        const newer = index === 0 ? report.content : (report.revisions[index - 1]?.content ?? report.content)
        const changes = fields
          .filter((field) => shown(entry.content[field]) !== shown(newer[field]))
          .map((field) => ({
            field: reportFieldLabels[field],
            before: shown(entry.content[field]),
            after: shown(newer[field]),
          }))
        const at = entry.decidedAt ?? entry.submittedAt
        return {
          key: String(entry.revision),
          at: at ? <Moment at={new Date(at)} today={today} /> : null,
          who: `第 ${entry.revision} 稿`,
          what: entry.decidedAt ? `退回：${entry.returnReason ?? ''}` : '提交后撤回',
          detail: (
            <div className="flex flex-col gap-2">
              <p className="text-ink-2">从这一稿到下一稿的改动：</p>
              {changes.length > 0 ? <FieldDiff changes={changes} /> : <p className="text-ink-3">文字没有改动。</p>}
              {entry.milestones.length > 0 ? (
                <p className="text-ink-2">
                  申报节点：{entry.milestones.map((milestone) => milestone.title).join('、')}
                </p>
              ) : null}
              {entry.evidenceIds.length > 0 ? (
                <p className="text-ink-2">
                  当时的材料：
                  {entry.evidenceIds.map((id, at) => (
                    <a key={id} className="link pr-2" href={`/api/files/${id}`}>
                      材料{at + 1}
                    </a>
                  ))}
                </p>
              ) : null}
            </div>
          ),
        }
      })}
    />
  )
}
