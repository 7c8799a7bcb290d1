import { VerbButton } from '@/app/(desk)/_report/verb-button.client'
import { LinkButton } from '@/app/_ui/button'
import { FieldDiff } from '@/app/_ui/diff'
import { ReasonDialog } from '@/app/_ui/reason-dialog.client'
import { Section } from '@/app/_ui/section'
import { type CalendarDate, formatLong, formatShort } from '@/lib/domain/calendar/date'
import { changeRequestKindLabels, changeRequestStateLabels } from '@/lib/domain/labels'
import type { TaskPage } from '@/lib/queries/get-task'
import { decideChangeAction, withdrawChangeAction } from '../actions'
import { extensionChains } from './extension-chain'

type Change = TaskPage['changes'][number]

interface Props {
  view: TaskPage
  today: CalendarDate
}

/** What was asked to be changed: what waits first, then the chain of extensions as one, then the rest. */
export function ChangeRequests({ view, today }: Props) {
  const { changes } = view
  if (changes.length === 0) return null
  const open = changes.filter((entry) => entry.state === 'submitted' || entry.state === 'draft')
  const chains = extensionChains(view)
  const settled = changes.filter(
    (entry) => entry.state === 'rejected' || (entry.state === 'approved' && entry.kind !== 'extend'),
  )
  return (
    <Section title="延期、调整与终止" id="changes">
      <ul className="flex flex-col gap-4">
        {open.map((entry) => (
          <OpenChange key={entry.id} change={entry} view={view} today={today} />
        ))}
        {chains.map((chain) => (
          <li key={chain.days + chain.milestone}>
            <p className="font-medium">
              {chain.milestone ? `节点“${chain.milestone}”` : '时限'}：{chain.days}
            </p>
            <ol className="text-ink-2">
              {chain.steps.map((step) => (
                <li key={step.id}>
                  延至 {step.to}：{step.reason}
                </li>
              ))}
            </ol>
          </li>
        ))}
        {settled.map((entry) => (
          <li key={entry.id}>
            <p>
              <span className="font-medium">{headline(entry)}</span>
              <span className="text-ink-3">
                　{changeRequestStateLabels[entry.state]}
                {entry.decidedOn ? `，${formatShort(entry.decidedOn, today)}` : ''}
              </span>
            </p>
            <p className="text-ink-2">
              {entry.reason}
              {entry.decisionReason ? `　答复：${entry.decisionReason}` : ''}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const headline = (change: Change): string => {
  const about = change.milestone ? `节点“${change.milestone}”` : ''
  const until = change.proposedDueOn ? `至 ${formatLong(change.proposedDueOn)}` : ''
  return `申请${changeRequestKindLabels[change.kind]}${about}${until}`
}

/** The year is left out only where it is this one: nobody agrees to a date that he misreads. */
const approveWords = (change: Change, today: CalendarDate): string => {
  if (!change.proposedDueOn) return `同意${changeRequestKindLabels[change.kind]}`
  const day = formatLong(change.proposedDueOn)
  const year = `${today.slice(0, 4)}年`
  return `同意延期至 ${day.startsWith(year) ? day.slice(year.length) : day}`
}

function OpenChange({ change, view, today }: Props & { change: Change }) {
  const { task } = view
  const { verbs } = change
  const hidden = { changeRequestId: change.id, version: change.version }
  return (
    <li className="notice" data-tone="info">
      <p className="font-medium">
        {headline(change)}
        <span className="font-normal text-ink-3">　{changeRequestStateLabels[change.state]}</span>
      </p>
      {change.currentDueOn ? <p>现在的时限：{formatLong(change.currentDueOn)}</p> : null}
      {change.proposed ? (
        <FieldDiff
          changes={[
            ...(change.proposed.title ? [{ field: '名称', before: task.title, after: change.proposed.title }] : []),
            ...(change.proposed.requirement
              ? [{ field: '要求', before: task.requirement ?? '', after: change.proposed.requirement }]
              : []),
          ]}
        />
      ) : null}
      <p className="whitespace-pre-wrap">理由：{change.reason || '（尚未填写）'}</p>
      <p className="text-ink-3">
        {change.unit}
        {change.author ? ` ${change.author}` : ''}
        {change.submittedOn ? ` · ${formatLong(change.submittedOn)}提交` : ''}
      </p>
      <div className="no-print mt-2 flex flex-wrap gap-2">
        {verbs.includes('changeRequest.approve') ? (
          <VerbButton action={decideChangeAction} input={{ ...hidden, verdict: 'approve' }} variant="primary">
            {approveWords(change, today)}
          </VerbButton>
        ) : null}
        {verbs.includes('changeRequest.reject') ? (
          <ReasonDialog
            label="不同意"
            title={headline(change)}
            explain="申请单位会看到理由；时限和内容保持不变。"
            verb="不予批准并说明"
            reasons={['理由不充分', '可通过加快进度按期完成', '请先补充佐证材料']}
            action={decideChangeAction}
            hidden={{ ...hidden, verdict: 'reject' }}
          />
        ) : null}
        {verbs.includes('changeRequest.save') ? (
          <LinkButton href={`/tasks/${task.id}/change?draft=${change.id}`}>继续填写</LinkButton>
        ) : null}
        {verbs.includes('changeRequest.withdraw') ? (
          <VerbButton action={withdrawChangeAction} input={hidden}>
            {change.state === 'draft' ? '删除草稿' : '撤回申请'}
          </VerbButton>
        ) : null}
      </div>
    </li>
  )
}
