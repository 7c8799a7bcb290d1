import type { Metadata } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { firstOf, type SearchParams } from '@/app/_ui/address'
import { EmptyState } from '@/app/_ui/empty-state'
import { Lamp } from '@/app/_ui/lamp'
import { PageHead } from '@/app/_ui/page-head'
import { Section } from '@/app/_ui/section'
import { desk } from '@/lib/auth/desk'
import { planStateLabels } from '@/lib/domain/labels'
import { tasksHref } from '@/lib/domain/task/filter'
import { numberedTitle } from '@/lib/domain/task/name'
import { type Found, search } from '@/lib/queries/search'

export const metadata: Metadata = { title: '搜索' }

export default async function SearchPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx } = await desk()
  const found = await search(ctx, firstOf(await searchParams, 'q') ?? '')
  const { words, tasks, units, plans, cap } = found
  const nothing = !tasks.length && !units.length && !plans.length
  return (
    <>
      <PageHead title={words ? `搜索“${words}”` : '搜索'} fact={factOf(found)} />
      <form action="/search" className="mb-6 flex max-w-[640px] gap-2" role="search">
        <label className="sr-only" htmlFor="words">
          任务、单位或规划的名称
        </label>
        <input id="words" name="q" type="search" defaultValue={words} className="control" autoComplete="off" />
        <button type="submit" className="btn" data-variant="secondary">
          搜索
        </button>
      </form>
      {!words ? (
        <EmptyState
          title="输入任务、单位或规划的名称"
          text="几个词之间用空格隔开，名称里要全都有。只找得到您能看到的内容。"
        />
      ) : nothing ? (
        <EmptyState
          title={`没有名称含“${words}”的任务、单位或规划`}
          text="换一个说法，或者少写几个字再找。只找得到您能看到的内容。"
        />
      ) : null}
      <Hits
        title="任务"
        count={tasks.length}
        cap={cap}
        more={
          <Link href={tasksHref({ q: words, archived: true })} className="link">
            在任务列表里看全部 ›
          </Link>
        }
      >
        {tasks.map((task) => (
          <li key={task.id} className="grid grid-cols-[5.5em_minmax(0,1fr)] gap-x-3 border-b border-line py-2" data-row>
            <Lamp tone={task.lamp} word={task.word} why={task.why} />
            <div>
              <Link href={`/tasks/${task.id}`} className="row-link font-medium" prefetch={false}>
                {numberedTitle({ number: task.number, title: '' })}
                <Marked text={task.title} words={words} />
              </Link>
              <p className="text-ink-3">
                {task.unitName}，{task.planTitle}
              </p>
            </div>
          </li>
        ))}
      </Hits>
      <Hits title="单位" count={units.length} cap={cap}>
        {units.map((unit) => (
          <li key={unit.id} className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-2" data-row>
            <Link href={`/units/${unit.id}`} className="row-link font-medium" prefetch={false}>
              <Marked text={unit.name} words={words} />
            </Link>
            <span className="text-ink-3">
              {unit.place}
              {unit.dissolvedOn ? '，已撤销' : ''}
            </span>
          </li>
        ))}
      </Hits>
      <Hits title="规划" count={plans.length} cap={cap}>
        {plans.map((plan) => (
          <li key={plan.id} className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-2" data-row>
            <Link href={`/plans/${plan.id}`} className="row-link font-medium" prefetch={false}>
              <Marked text={plan.title} words={words} />
            </Link>
            <span className="text-ink-3">
              {plan.place}，{planStateLabels[plan.state]}
            </span>
          </li>
        ))}
      </Hits>
    </>
  )
}

const factOf = ({ words, tasks, units, plans, cap }: Found): string | undefined => {
  if (!words) return undefined
  const some = (count: number) => (count === cap ? `前 ${cap}` : String(count))
  return `任务 ${some(tasks.length)} 项，单位 ${some(units.length)} 个，规划 ${some(plans.length)} 项`
}

function Hits(props: { title: string; count: number; cap: number; more?: ReactNode; children: ReactNode }) {
  if (!props.count) return null
  const isCut = props.count === props.cap
  return (
    <Section
      title={props.title}
      aside={
        isCut ? (
          <>
            只列出前 {props.cap} 条 {props.more}
          </>
        ) : (
          `${props.count} 条`
        )
      }
    >
      <ul>{props.children}</ul>
    </Section>
  )
}

/** The words that were found stand out by weight and tint. */
function Marked({ text, words }: { text: string; words: string }) {
  const parts = words.split(/\s+/).filter(Boolean)
  const pattern = new RegExp(`(${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'giu')
  return text.split(pattern).map((piece, index) =>
    index % 2 ? (
      <mark key={index} className="bg-wash-yellow text-ink">
        {piece}
      </mark>
    ) : (
      piece
    ),
  )
}
