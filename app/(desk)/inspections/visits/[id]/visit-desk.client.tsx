'use client'

import { useState } from 'react'
import { Button } from '@/app/_ui/button'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { PageHead } from '@/app/_ui/page-head'
import { Section } from '@/app/_ui/section'
import { Textarea } from '@/app/_ui/textarea'
import type { VisitItem, VisitSheet } from '@/lib/domain/inspection/visit'
import { findingSeverityLabels } from '@/lib/domain/supervision-labels'
import { saveVisit } from './actions'
import { CheckItem } from './check-item.client'
// Not fetched when first needed: there may be no line then.
import { type FindingDraft, FindingForm } from './finding-form.client'
import { PhotoRow } from './photo-row.client'
import { SignaturePad } from './signature-pad.client'
import { SyncLine } from './sync-line.client'
import type { SaveAnswer } from './sync-visit.client'
import { useOffline } from './use-offline.client'
import { newUuid, useVisit } from './use-visit.client'

const save = async (input: Parameters<typeof saveVisit>[0]): Promise<SaveAnswer> => {
  const result = await saveVisit(input)
  return result.ok ? { ok: true, ...result.value } : { ok: false, message: result.message }
}

const groupsOf = (items: readonly VisitItem[]): readonly { title: string | null; items: readonly VisitItem[] }[] => {
  const groups: { title: string | null; items: VisitItem[] }[] = []
  for (const item of items) {
    const last = groups.at(-1)
    if (last && last.title === item.group) last.items.push(item)
    else groups.push({ title: item.group, items: [item] })
  }
  return groups
}

/** The checklist on site: answers, findings, photos, notes, signatures; with or without a line. */
export function VisitDesk({ sheet }: { sheet: VisitSheet }) {
  const visit = useVisit(sheet, save)
  const offline = useOffline()
  const [finding, setFinding] = useState<FindingDraft>()
  const [signing, setSigning] = useState(false)
  const { view, waiting } = visit
  const { canEdit } = sheet
  const refused = waiting.filter((piece) => piece.refusal !== null)
  const numbers = new Map(sheet.items.map((item, at) => [item.id, at + 1]))
  const unitNames = new Map(sheet.units.map((unit) => [unit.id, unit.name]))

  return (
    <>
      <PageHead
        crumbs={[
          { href: '/inspections', label: '督查' },
          { href: `/inspections/${sheet.inspectionId}`, label: sheet.inspectionTitle },
        ]}
        title={`${sheet.unit.name} · 现场检查`}
        fact={`已查 ${view.done} / ${view.total} 项，记录问题 ${view.findings.length} 个`}
      />
      {canEdit ? (
        <SyncLine visit={visit} offline={offline} />
      ) : (
        <NoticeBar>督查已经结束或您不在督查组，只能查看。</NoticeBar>
      )}
      {refused.length > 0 ? (
        <NoticeBar tone="error" live>
          <ul className="flex flex-col gap-2">
            {refused.map((piece) => (
              <li key={piece.data.uuid} className="flex flex-wrap items-baseline gap-x-4">
                <span>没有存上：{piece.refusal}</span>
                <Button variant="quiet" onClick={() => void visit.discard(piece.data.uuid)}>
                  从本机删除
                </Button>
              </li>
            ))}
          </ul>
        </NoticeBar>
      ) : null}

      {groupsOf(sheet.items).map((group, at) => (
        <Section key={group.items[0]?.id ?? at} title={group.title ?? '检查事项'}>
          <ol className="check-list">
            {group.items.map((item) => (
              <CheckItem
                key={item.id}
                number={numbers.get(item.id) ?? 0}
                item={item}
                answer={view.answers.get(item.id)}
                visit={visit}
                canEdit={canEdit}
                onFinding={(one, note) =>
                  setFinding({
                    uuid: newUuid(),
                    itemId: one.id,
                    standard: one.standard,
                    ...(note ? { fact: note } : {}),
                  })
                }
              />
            ))}
          </ol>
        </Section>
      ))}

      <Section
        title={`问题（${view.findings.length}）`}
        aside={canEdit ? <Button onClick={() => setFinding({ uuid: newUuid() })}>记录问题</Button> : null}
      >
        {view.findings.length === 0 ? (
          <p className="text-ink-3">还没有记录问题。在检查事项上选“不符合”或“部分符合”，可以直接记为问题。</p>
        ) : (
          <ol className="check-list">
            {view.findings.map((one) => (
              <li key={one.uuid} className="check-item">
                <p className="text-read">{one.fact}</p>
                <p className="mt-1 text-ink-3">
                  {findingSeverityLabels[one.severity]} · {unitNames.get(one.unitId) ?? sheet.unit.name} ·{' '}
                  {one.standard}
                  {one.relapseOfId ? ' · 以前查出过' : ''}
                </p>
                <div className="mt-3">
                  <PhotoRow of={one.uuid} visit={visit} canEdit={canEdit} />
                </div>
                {canEdit ? (
                  <div className="mt-2 flex gap-2">
                    <Button variant="quiet" onClick={() => setFinding(one)}>
                      修改
                    </Button>
                    <Button
                      variant="quiet"
                      onClick={() => void visit.change({ kind: 'finding', data: { ...one, isRemoved: true } })}
                    >
                      删除
                    </Button>
                  </div>
                ) : null}
              </li>
            ))}
          </ol>
        )}
      </Section>

      <Section title="现场记录">
        <Textarea
          label="谈话、查阅资料和现场情况"
          optional
          prose
          rows={5}
          maxLength={10_000}
          readOnly={!canEdit}
          key={view.notes}
          defaultValue={view.notes}
          onBlur={(event) => {
            const text = event.target.value
            if (text === view.notes) return
            void visit.change({ kind: 'notes', data: { uuid: 'notes', text, at: new Date().toISOString() } })
          }}
        />
      </Section>

      <Section title="在场人员签名" aside={canEdit ? <Button onClick={() => setSigning(true)}>添加签名</Button> : null}>
        {view.signatures.length === 0 ? (
          <p className="text-ink-3">签名自愿，可以不签。</p>
        ) : (
          <ul className="photo-row">
            {view.signatures.map((one) => (
              <li key={one.uuid}>
                {/* biome-ignore lint/performance/noImgElement: the picture may be on this device only */}
                <img src={one.href} alt={`${one.name}的签名`} />
                <span>
                  {one.name}
                  {one.duty ? ` · ${one.duty}` : ''}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>

      {finding ? (
        <FindingForm
          draft={finding}
          sheet={sheet}
          onClose={() => setFinding(undefined)}
          onKeep={(data) => {
            setFinding(undefined)
            void visit.change({ kind: 'finding', data })
          }}
        />
      ) : null}
      {signing ? (
        <SignaturePad
          onClose={() => setSigning(false)}
          onKeep={({ name, duty, blob }) => {
            setSigning(false)
            const data = { uuid: newUuid(), name, duty, signedAt: new Date().toISOString() }
            void visit.change({ kind: 'signature', data, blob })
          }}
        />
      ) : null}
    </>
  )
}
