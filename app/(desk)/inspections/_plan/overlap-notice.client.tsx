'use client'

import { NoticeBar } from '@/app/_ui/notice-bar'
import { type CalendarDate, formatLong } from '@/lib/domain/calendar/date'
import type { OverlapFound } from './use-matters.client'

/** Said while the plan is being written, so that nobody learns of it when he hands it up. */
export function OverlapNotice({ overlaps, isAsked }: { overlaps: readonly OverlapFound[]; isAsked: boolean }) {
  return (
    <section aria-live="polite">
      <h2 className="section-title mb-3">与其他督查是否重复</h2>
      {overlaps.length === 0 ? (
        <p className="text-ink-2">
          {isAsked
            ? '没有发现与其他督查重复：前后 30 天内没有督查同一单位的同一事项。'
            : '选定督查对象和日期后，这里会指出 30 天内督查同一单位、同一事项的其他督查。'}
        </p>
      ) : (
        <NoticeBar tone="warning">
          <p>
            与下列督查重复，这样报批会被退回（《政府督查工作条例》第十五条：严禁重复督查、多头督查）。请错开时间、改变对象，或并入其中：
          </p>
          <ul className="mt-2 flex flex-col gap-2">
            {overlaps.map((one) => (
              <li key={one.id}>
                <a className="link" href={`/inspections/${one.id}`} target="_blank" rel="noreferrer">
                  {one.title}
                </a>
                <span className="block text-ink-2">
                  {formatLong(one.startsOn as CalendarDate)}至{formatLong(one.endsOn as CalendarDate)}：
                  {one.units.join('、')}
                </span>
              </li>
            ))}
          </ul>
        </NoticeBar>
      )}
      <p className="mt-3 text-ink-3">条款均指《政府督查工作条例》（国务院令第733号）。</p>
    </section>
  )
}
