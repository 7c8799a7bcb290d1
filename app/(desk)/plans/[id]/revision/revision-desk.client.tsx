'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/app/_ui/button'
import { Dialog } from '@/app/_ui/dialog.client'
import { EmptyState } from '@/app/_ui/empty-state'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { ReasonDialog } from '@/app/_ui/reason-dialog.client'
import type { EntryDecision } from '@/lib/domain/revision/decisions'
import type { OpenRevision, RevisionEntry } from '@/lib/domain/revision/view'
import { applyRevisionAction, discardRevisionAction } from './actions'
import { EntryRow } from './entry-row.client'
import { UnknownUnits } from './unknown-units.client'
import { type Decisions, proposedFields, useDecisions } from './use-decisions.client'

interface DeskProps {
  planId: number
  isDraft: boolean
  open: OpenRevision
}

const groups: readonly { title: string; holds: (entry: RevisionEntry) => boolean }[] = [
  { title: '待认定的对应', holds: (entry) => entry.kind === 'doubtful' },
  { title: '变化的任务', holds: (entry) => entry.about === 'item' && entry.kind === 'changed' },
  { title: '新增的任务', holds: (entry) => entry.about === 'item' && entry.kind === 'new' },
  { title: '取消的任务', holds: (entry) => entry.about === 'item' && entry.kind === 'gone' },
  { title: '指标', holds: (entry) => entry.about === 'indicator' && entry.kind !== 'doubtful' },
  { title: '章节标题', holds: (entry) => entry.about === 'heading' },
  { title: '文件信息', holds: (entry) => entry.about === 'document' },
]

const kindWord = { changed: '变化', new: '新增', gone: '取消', doubtful: '待认定' } as const

/** An accepted entry that would write nothing is no decision: its fields are chosen first. */
const isBlocked = (entry: RevisionEntry, decision: EntryDecision | null): boolean =>
  decision?.accept === true &&
  entry.notes.some(
    (note) =>
      note.level === 'blocks' &&
      (note.field === null || (decision.fields ?? proposedFields(entry)).includes(note.field)),
  )

export function RevisionDesk({ planId, isDraft, open }: DeskProps) {
  const router = useRouter()
  const desk = useDecisions(planId, open)
  const { decisions, problem, setProblem } = desk
  const [asking, setAsking] = useState(false)
  const [applying, start] = useTransition()
  const decided = open.entries.filter((entry) => decisions[entry.key])
  const accepted = open.entries.filter((entry) => decisions[entry.key]?.accept)
  const blocked = open.entries.filter((entry) => isBlocked(entry, decisions[entry.key] ?? null))

  const apply = () =>
    start(async () => {
      await desk.settled()
      const asked = { planId, revisionId: open.id, version: desk.version.current, digest: open.digest }
      const result = await applyRevisionAction(asked).catch(() => null)
      setAsking(false)
      if (!result) setProblem('没有送达，请检查网络后再试。')
      else if (!result.ok) {
        setProblem(result.message)
        if (result.code === 'revisionOutdated' || result.code === 'stale') router.refresh()
      } else router.push(isDraft ? `/plans/${planId}/draft` : `/plans/${planId}`)
    })

  return (
    <>
      {problem ? (
        <NoticeBar tone="error" live>
          {problem}
        </NoticeBar>
      ) : null}
      {open.unknownUnits.length > 0 ? <UnknownUnits open={open} matchUnit={desk.matchUnit} /> : null}
      {open.entries.length === 0 ? (
        <EmptyState title="没有不同" text="修订稿与规划逐项一致。不需要的话，可以放弃这份修订稿。" />
      ) : null}
      {groups.map((group) => (
        <Group key={group.title} title={group.title} entries={open.entries.filter(group.holds)} desk={desk} />
      ))}
      <div className="action-bar mt-8 flex flex-wrap items-center gap-4">
        <Button
          variant="primary"
          disabled={applying || open.entries.length === 0}
          onClick={() => {
            setProblem(undefined)
            setAsking(true)
          }}
        >
          应用修订
        </Button>
        <ReasonDialog
          label="放弃"
          title={`放弃修订稿“${open.fileName}”`}
          explain="规划保持不变；这份修订稿和比较结果留在记录里。"
          verb="放弃修订稿"
          reasons={['上传了错误的文件', '修订稿尚未定稿']}
          action={discardRevisionAction}
          hidden={{ planId, revisionId: open.id, version: desk.version.current }}
          variant="quiet"
        />
        <span className="text-ink-2" aria-live="polite">
          已决定 {decided.length} / {open.entries.length}，采纳 {accepted.length} 处
          {blocked.length > 0 ? `，其中 ${blocked.length} 处不能执行` : ''}
          {desk.saving ? '，正在保存…' : ''}
        </span>
      </div>
      <Dialog open={asking} onClose={() => setAsking(false)} title="应用修订">
        <Summary isDraft={isDraft} entries={open.entries} decisions={decisions} />
        <div className="mt-4 flex gap-4">
          <Button variant="primary" disabled={applying} onClick={apply}>
            {applying ? '正在应用…' : '确认应用'}
          </Button>
          <Button variant="quiet" onClick={() => setAsking(false)}>
            再看看
          </Button>
        </div>
      </Dialog>
    </>
  )
}

interface GroupProps {
  title: string
  entries: readonly RevisionEntry[]
  desk: ReturnType<typeof useDecisions>
}

function Group({ title, entries, desk }: GroupProps) {
  if (entries.length === 0) return null
  const isDoubtful = entries[0]?.kind === 'doubtful'
  return (
    <section className="mt-8">
      <div className="section-title flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2>
          {title}
          <span className="pl-2 font-normal text-ink-3">{entries.length}</span>
        </h2>
        {isDoubtful ? null : (
          <span className="ml-auto flex gap-2 font-normal">
            <Button variant="quiet" onClick={() => desk.decide(entries, true)} aria-label={`${title}：全部采纳`}>
              全部采纳
            </Button>
            <Button variant="quiet" onClick={() => desk.decide(entries, false)} aria-label={`${title}：全部不采纳`}>
              全部不采纳
            </Button>
          </span>
        )}
      </div>
      {isDoubtful ? (
        <p className="text-ink-2">修订稿里的这些条目与原来的几项都很像，请认定它原来是哪一项，再比较变化。</p>
      ) : null}
      <ul>
        {entries.map((entry) => (
          <EntryRow
            key={entry.key}
            entry={entry.about === 'indicator' ? { ...entry, where: `${kindWord[entry.kind]}指标` } : entry}
            decision={desk.decisions[entry.key] ?? null}
            decide={(accept, fields) => desk.decide([entry], accept, fields)}
            choosePartner={(oldKey) => entry.newKey && desk.choosePartner(entry.newKey, oldKey)}
          />
        ))}
      </ul>
    </section>
  )
}

interface SummaryProps {
  isDraft: boolean
  entries: readonly RevisionEntry[]
  decisions: Decisions
}

function Summary({ isDraft, entries, decisions }: SummaryProps) {
  const count = (kind: RevisionEntry['kind']) =>
    entries.filter((entry) => entry.about === 'item' && entry.kind === kind && decisions[entry.key]?.accept).length
  const others = entries.filter((entry) => entry.about !== 'item' && decisions[entry.key]?.accept).length
  const open = entries.filter((entry) => !decisions[entry.key]).length
  return (
    <>
      {open > 0 ? <NoticeBar tone="warning">还有 {open} 处没有决定，须先逐项或按类决定。</NoticeBar> : null}
      {isDraft ? (
        <p>
          草案改 {count('changed')} 项、增 {count('new')} 项、减 {count('gone')} 项，另有 {others}{' '}
          处指标、标题或文件信息。作为一步写入，可以在核对页撤销。
        </p>
      ) : (
        <ul className="flex list-disc flex-col gap-1 pl-6">
          <li>调整 {count('changed')} 项任务，有关单位会在任务和历史里看到；新承担的单位须签收。</li>
          <li>新增 {count('new')} 项任务，立即交办。</li>
          <li>终止 {count('gone')} 项任务，不能恢复；已有的报送和佐证保留。</li>
          <li>另有 {others} 处指标、章节标题或文件信息。</li>
        </ul>
      )}
    </>
  )
}
