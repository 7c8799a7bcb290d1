import { LinkButton } from '@/app/_ui/button'
import { ReasonDialog } from '@/app/_ui/reason-dialog.client'
import { periodLabel } from '@/lib/domain/report/period'
import type { ReportAction } from '@/lib/domain/report/states'
import type { ReportView } from '@/lib/queries/get-report'
import { VerbButton } from '@/app/(desk)/_report/verb-button.client'
import {
  requestSignOffAction,
  reviseAction,
  sendBackAction,
  signOffAction,
  submitAction,
  withdrawAction,
} from '@/app/(desk)/_report/actions'

const sendBackReasons = ['数据需要核实', '进展写得不够具体', '请补充佐证材料']

/** The verbs of this person at the bottom of the page, the likeliest first. */
export function ReportVerbs({ report }: { report: ReportView }) {
  const has = (verb: ReportAction) => report.verbs.includes(verb)
  const input = { reportId: report.id, version: report.version }
  const form = `/tasks/${report.task.id}/report?period=${report.period.key}`
  const signs = has('report.signOff') && report.awaitsSignOff
  if (report.verbs.length === 0) return null
  return (
    <div className="action-bar mt-8">
      {signs ? (
        <VerbButton action={signOffAction} input={input} variant="primary" hotkey="a">
          审签并提交审核
        </VerbButton>
      ) : null}
      {has('report.sendBack') && report.awaitsSignOff ? (
        <ReasonDialog
          label="退给经办人"
          title={`把${periodLabel(report.period.key)}报送退给经办人`}
          explain="这份报送留在本单位，经办人会看到理由，修改后再送审签。"
          verb="退回并说明"
          reasons={sendBackReasons}
          action={sendBackAction}
          hidden={input}
          hotkey="r"
        />
      ) : null}
      {has('report.approve') || has('report.return') ? (
        <LinkButton href={`/reviews?item=report-${report.id}`} variant="primary">
          去审核
        </LinkButton>
      ) : null}
      {has('report.endorse') && !has('report.approve') ? (
        <LinkButton href={`/reviews?item=report-${report.id}`}>去复核</LinkButton>
      ) : null}
      {has('report.revise') ? (
        <VerbButton action={reviseAction} input={input} variant="primary" next={form}>
          修改后重报
        </VerbButton>
      ) : null}
      {has('report.submit') ? (
        <VerbButton action={submitAction} input={input} variant="primary">
          提交审核
        </VerbButton>
      ) : null}
      {has('report.requestSignOff') && !report.awaitsSignOff ? (
        <VerbButton action={requestSignOffAction} input={input} variant="primary">
          送负责人审签
        </VerbButton>
      ) : null}
      {has('report.save') ? <LinkButton href={form}>{signs ? '修改' : '继续填写'}</LinkButton> : null}
      {has('report.withdraw') ? (
        <VerbButton action={withdrawAction} input={input}>
          撤回修改
        </VerbButton>
      ) : null}
    </div>
  )
}
