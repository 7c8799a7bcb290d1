'use client'

import type { DraftItem, DraftTarget } from '@/lib/domain/plan/draft'
import { commitmentDueOn, mayHaveMilestones } from '@/lib/domain/plan/draft-milestones'
import { commitmentWords } from '@/lib/domain/plan/target-words'
import { CardVerb } from './card-verb.client'
import { useTools } from './draft-context.client'
import { EditText } from './edit-text.client'

const asYear = (text: string): number | null => (/^(?:19|20)\d{2}$/.test(text) ? Number(text) : null)

interface CommitmentsProps {
  item: DraftItem
  targets: readonly DraftTarget[]
}

/** What the task's text promises by when; each can become a milestone at publication. */
export function Commitments({ item, targets }: CommitmentsProps) {
  if (targets.length === 0) return null
  return (
    <div className="flex gap-2">
      <span className="w-8 flex-none pt-[3px] text-ink-3">承诺</span>
      <ul className="min-w-0 flex-1" aria-label="有时间的承诺">
        {targets.map((target, at) => (
          <Commitment key={target.key} item={item} target={target} sameText={targets[at - 1]?.text === target.text} />
        ))}
      </ul>
    </div>
  )
}

interface CommitmentProps {
  item: DraftItem
  target: DraftTarget
  /** One sentence promises for several years: it is printed once. */
  sameText: boolean
}

function Commitment({ item, target, sameText }: CommitmentProps) {
  const { perform, unitById, today } = useTools()
  const { key } = target
  const dueOn = commitmentDueOn(target, item, today)
  const byGroup = !mayHaveMilestones(item, unitById)
  return (
    <li className="draft-commitment" data-same={sameText} data-unclear={target.op === 'unparsed'}>
      <EditText
        label="承诺的年份"
        value={String(target.year)}
        maxLength={4}
        className="w-14 flex-none"
        onCommit={(text) => {
          const year = asYear(text)
          return year !== null && perform({ kind: 'editTarget', key, year })
        }}
      />
      {sameText ? null : (
        <EditText
          label="承诺的文字"
          value={target.text}
          maxLength={1000}
          required
          className="min-w-0 flex-1"
          onCommit={(text) => perform({ kind: 'editTarget', key, text })}
        />
      )}
      <span className="draft-commitment-foot">
        <span className={target.op === 'unparsed' ? 'text-lamp-red' : 'text-ink-3'}>{commitmentWords(target)}</span>
        {item.issue ? (
          dueOn === null ? (
            <span className="text-ink-3">{target.year} 年已过，不能作节点</span>
          ) : byGroup ? (
            <span className="text-ink-3">由成员单位各自设节点</span>
          ) : (
            <label className="flex items-center gap-1">
              <input
                type="checkbox"
                checked={target.isMilestone}
                onChange={(event) => perform({ kind: 'setMilestone', keys: [key], isMilestone: event.target.checked })}
              />
              作为节点
              {target.isMilestone ? <span className="text-ink-3">{dueOn} 前</span> : null}
            </label>
          )
        ) : null}
        <CardVerb
          label="删去"
          about={`删去承诺“${target.text}”`}
          onClick={() => perform({ kind: 'dropTargets', keys: [key] })}
        />
      </span>
    </li>
  )
}
