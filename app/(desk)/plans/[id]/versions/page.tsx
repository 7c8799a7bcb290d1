import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { firstOf, type SearchParams } from '@/app/_ui/address'
import { Button } from '@/app/_ui/button'
import { DataTable } from '@/app/_ui/data-table'
import { Moment } from '@/app/_ui/dates'
import { Section } from '@/app/_ui/section'
import { Select } from '@/app/_ui/select'
import { desk } from '@/lib/auth/desk'
import { planStageLabels } from '@/lib/domain/labels'
import { getPlan } from '@/lib/queries/get-plan'
import {
  comparePlanVersions,
  getPlanVersion,
  listPlanVersions,
  type VersionLine,
} from '@/lib/queries/list-plan-versions'
import { PlanFrame } from '../plan-frame'
import { readPlanId } from '../plan-id'
import { VersionDifference } from './version-difference'
import { VersionText } from './version-text'

export const metadata: Metadata = { title: '规划版本' }

const originWords: Readonly<Record<VersionLine['origin'], string>> = {
  import: '导入',
  reread: '重新读取',
  stage: '调整阶段',
  consultation: '征求意见',
  publish: '发布',
  revision: '修订',
}

const numberIn = (query: SearchParams, name: string): number | null => {
  const value = firstOf(query, name) ?? ''
  return /^[1-9]\d{0,5}$/.test(value) ? Number(value) : null
}

export default async function PlanVersionsPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: Promise<SearchParams>
}) {
  const [{ ctx }, { id }, query] = await Promise.all([desk(), params, searchParams])
  const planId = readPlanId(id)
  const [head, versions] = await Promise.all([getPlan(ctx, planId), listPlanVersions(ctx, planId)])
  if (!head || !versions) notFound()
  const path = `/plans/${planId}/versions`
  const shown = numberIn(query, 'v')
  const [a, b] = [numberIn(query, 'a'), numberIn(query, 'b')]
  const [version, comparison] = await Promise.all([
    shown === null ? null : getPlanVersion(ctx, planId, shown),
    a === null || b === null ? null : comparePlanVersions(ctx, planId, [a, b]),
  ])
  if (shown !== null && !version) notFound()
  const choices = versions.map((row) => ({
    value: String(row.number),
    label: `第 ${row.number} 版 · ${originWords[row.origin]}`,
  }))
  return (
    <PlanFrame head={head} current="/versions">
      {version ? (
        <VersionText page={version} path={path} today={ctx.today} />
      ) : (
        <>
          <DataTable
            caption="版本"
            rows={[...versions]}
            rowKey={(row) => String(row.number)}
            rowHref={(row) => `${path}?v=${row.number}`}
            columns={[
              { key: 'number', head: '版本', kind: 'short', card: 'title', cell: (row) => `第 ${row.number} 版` },
              { key: 'stage', head: '阶段', kind: 'short', card: 'line', cell: (row) => planStageLabels[row.stage] },
              { key: 'summary', head: '来由', card: 'line', cell: (row) => row.summary },
              { key: 'items', head: '条目', kind: 'number', cell: (row) => row.items },
              { key: 'indicators', head: '指标', kind: 'number', cell: (row) => row.indicators },
              { key: 'who', head: '经手人', kind: 'short', card: 'line', cell: (row) => row.personName },
              {
                key: 'at',
                head: '时间',
                kind: 'date',
                card: 'line',
                cell: (row) => <Moment at={new Date(row.at)} today={ctx.today} />,
              },
              {
                key: 'compare',
                head: '与上一版',
                kind: 'short',
                cell: (row) =>
                  row.number > 1 ? (
                    <Link href={`${path}?a=${row.number - 1}&b=${row.number}#difference`} className="link">
                      比较
                    </Link>
                  ) : (
                    '–'
                  ),
              },
            ]}
            empty={{ title: '还没有留存的版本', text: '导入、征求意见、调整阶段和发布时，当时的文本各留存一个版本。' }}
          />
          {versions.length > 1 ? (
            <div className="mt-8">
              <Section title="比较两个版本" id="difference">
                <form action={path} className="mb-4 flex flex-wrap items-end gap-4">
                  <Select
                    label="旧版"
                    name="a"
                    short
                    options={choices}
                    defaultValue={String(a ?? versions[1]?.number)}
                  />
                  <Select
                    label="新版"
                    name="b"
                    short
                    options={choices}
                    defaultValue={String(b ?? versions[0]?.number)}
                  />
                  <Button type="submit">比较</Button>
                </form>
                {comparison ? (
                  <VersionDifference comparison={comparison} />
                ) : a !== null && a === b ? (
                  <p className="text-ink-2">选择两个不同的版本。</p>
                ) : null}
              </Section>
            </div>
          ) : null}
        </>
      )}
    </PlanFrame>
  )
}
