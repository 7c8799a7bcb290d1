'use client'

import { useRef, useState } from 'react'
import { Button } from '@/app/_ui/button'
import { Textarea } from '@/app/_ui/textarea'
import type { VisitView } from '@/lib/domain/inspection/merge-visit'
import { type CheckVerdict, checkVerdicts } from '@/lib/domain/inspection/states'
import type { Place, VisitItem } from '@/lib/domain/inspection/visit'
import { checkVerdictLabels } from '@/lib/domain/supervision-labels'
import { PhotoRow } from './photo-row.client'
import { newUuid, type VisitHandle } from './use-visit.client'

interface CheckItemProps {
  number: number
  item: VisitItem
  answer: VisitView['answers'] extends ReadonlyMap<number, infer A> ? A | undefined : never
  visit: VisitHandle
  canEdit: boolean
  onFinding: (item: VisitItem, note: string) => void
}

const instant = (): string => new Date().toISOString()

const placeOf = (): Promise<Place> =>
  new Promise((resolve, reject) => {
    if (!navigator.geolocation) reject(new Error('none'))
    else
      navigator.geolocation.getCurrentPosition(
        ({ coords }) =>
          resolve({ latitude: coords.latitude, longitude: coords.longitude, accuracy: Math.round(coords.accuracy) }),
        reject,
        { enableHighAccuracy: true, timeout: 20_000 },
      )
  })

/** One thing to check: four large answers, then what belongs to the one chosen. */
export function CheckItem({ number, item, answer, visit, canEdit, onFinding }: CheckItemProps) {
  const [placeTrouble, setPlaceTrouble] = useState<string>()
  const uuid = useRef(answer?.uuid)
  uuid.current ??= answer?.uuid

  const found = visit.view.findings.filter((finding) => finding.itemId === item.id).length
  const put = (part: { verdict?: CheckVerdict; note?: string; place?: Place | null }) => {
    uuid.current ??= newUuid()
    const verdict = part.verdict ?? answer?.verdict
    if (!verdict) return
    void visit.change({
      kind: 'answer',
      data: {
        uuid: uuid.current,
        itemId: item.id,
        verdict,
        note: part.note ?? answer?.note ?? '',
        place: part.place === undefined ? (answer?.place ?? null) : part.place,
        answeredAt: instant(),
      },
    })
  }
  const takePlace = async () => {
    setPlaceTrouble(undefined)
    try {
      put({ place: await placeOf() })
    } catch {
      setPlaceTrouble('没有取得位置。请允许浏览器使用位置，或到开阔处再试；取不到也可以继续。')
    }
  }

  return (
    <li className="check-item" data-answered={answer ? true : undefined}>
      <fieldset disabled={!canEdit}>
        <legend className="text-read">
          <span className="tabular-nums text-ink-3">{number}. </span>
          {item.text}
        </legend>
        {item.standard ? <p className="mt-1 text-ink-3">{item.standard}</p> : null}
        <div className="verdicts">
          {checkVerdicts.map((verdict) => (
            <label key={verdict} className="verdict" data-verdict={verdict}>
              <input
                type="radio"
                name={`item-${item.id}`}
                value={verdict}
                checked={answer?.verdict === verdict}
                onChange={() => put({ verdict })}
              />
              {checkVerdictLabels[verdict]}
            </label>
          ))}
        </div>
        {answer ? (
          <div className="mt-3 flex flex-col gap-3">
            <Textarea
              label="说明"
              optional
              rows={2}
              maxLength={2000}
              defaultValue={answer.note}
              onBlur={(event) => {
                if (event.target.value !== answer.note) put({ note: event.target.value })
              }}
            />
            <PhotoRow of={answer.uuid} visit={visit} canEdit={canEdit} asked={item.asksPhoto} />
            {item.asksPlace ? (
              <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
                {answer.place ? (
                  <span>
                    位置 {answer.place.latitude.toFixed(5)}，{answer.place.longitude.toFixed(5)}（精度{' '}
                    {answer.place.accuracy} 米）
                  </span>
                ) : (
                  <span className="text-ink-3">此项要求记录位置</span>
                )}
                {canEdit ? (
                  <Button onClick={() => void takePlace()}>{answer.place ? '重新记录' : '记录位置'}</Button>
                ) : null}
                {placeTrouble ? (
                  <span role="alert" className="basis-full text-lamp-red">
                    {placeTrouble}
                  </span>
                ) : null}
              </p>
            ) : null}
            {canEdit && (answer.verdict === 'unmet' || answer.verdict === 'partly') ? (
              <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
                <Button onClick={() => onFinding(item, answer.note)}>记为问题</Button>
                {found > 0 ? <span className="text-ink-3">已记 {found} 个，见下方“问题”</span> : null}
              </p>
            ) : null}
          </div>
        ) : null}
      </fieldset>
    </li>
  )
}
