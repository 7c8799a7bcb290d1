'use client'

import Link from 'next/link'
import { useState, useTransition } from 'react'
import { Button } from '@/app/_ui/button'
import { showFlash } from '@/app/_ui/flash.client'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import { acknowledgeAction } from './actions'

interface AcknowledgeFormProps {
  whole: number
  items: { taskId: number; title: string; detail: string; when: string }[]
}

/** New tasks: one, those that are ticked, or all of them at once. */
export function AcknowledgeForm({ whole, items }: AcknowledgeFormProps) {
  const [ticked, setTicked] = useState<readonly number[]>([])
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()

  const acknowledge = (taskIds: readonly number[]) =>
    start(async () => {
      try {
        const answer = await acknowledgeAction({ taskIds })
        if (!answer.ok) {
          setProblem(answer.message)
          return
        }
        setProblem(undefined)
        setTicked([])
        showFlash(`已签收 ${taskIds.length} 项`)
      } catch {
        setProblem('没有送达，请检查网络后再试；您的选择还在。')
      }
    })

  const chosen = items.filter((item) => ticked.includes(item.taskId)).map((item) => item.taskId)
  return (
    <section className="mb-8">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!pending) acknowledge(chosen.length > 0 ? chosen : items.map((item) => item.taskId))
        }}
      >
        <div className="section-title mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
          <h2>待签收 {whole}</h2>
          <SubmitButton variant="secondary" pending={pending} busy="正在签收…">
            {chosen.length > 0 ? `签收所选 ${chosen.length}` : `全部签收 ${items.length}`}
          </SubmitButton>
        </div>
        {problem ? (
          <NoticeBar tone="error" live>
            {problem}
          </NoticeBar>
        ) : null}
        <ul>
          {items.map((item) => (
            <li
              key={item.taskId}
              data-row
              className="grid min-h-10 grid-cols-[5.5rem_minmax(0,1fr)_13rem_6rem] items-baseline gap-x-4 border-b border-line py-2 max-md:grid-cols-[5rem_minmax(0,1fr)] max-md:gap-x-2"
            >
              <label className="lamp flex items-baseline gap-2" data-lamp="grey">
                <input
                  type="checkbox"
                  className="accent-accent"
                  aria-label={`选择 ${item.title}`}
                  checked={ticked.includes(item.taskId)}
                  onChange={(event) =>
                    setTicked((before) =>
                      event.target.checked ? [...before, item.taskId] : before.filter((id) => id !== item.taskId),
                    )
                  }
                />
                <span className="lamp-word">待签收</span>
              </label>
              <span className="min-w-0">
                <Link href={`/tasks/${item.taskId}`} className="row-link font-medium" prefetch={false}>
                  {item.title}
                </Link>
                <span className="text-ink-2"> · {item.detail}</span>
              </span>
              <span className="text-ink-2 max-md:col-start-2">{item.when}</span>
              <span className="text-right max-md:col-start-2 max-md:text-left">
                <Button
                  variant="quiet"
                  data-size="inline"
                  className="-my-1 max-md:-ml-3"
                  aria-label={`签收 ${item.title}`}
                  onClick={() => {
                    if (!pending) acknowledge([item.taskId])
                  }}
                >
                  签收
                </Button>
              </span>
            </li>
          ))}
        </ul>
      </form>
    </section>
  )
}
