import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { PageHead } from '@/app/_ui/page-head'
import { Section } from '@/app/_ui/section'
import { desk } from '@/lib/auth/desk'
import { getPlan } from '@/lib/queries/get-plan'
import { readPlanId } from '../plan-id'
import { WorkbookDesk } from './workbook-desk.client'

export const metadata: Metadata = { title: '分工表导出与导入' }

export default async function WorkbookPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ ctx }, { id }] = await Promise.all([desk(), params])
  const planId = readPlanId(id)
  const head = await getPlan(ctx, planId)
  if (!head) notFound()
  if (head.plan.state !== 'draft') redirect(`/plans/${planId}`)
  return (
    <>
      <PageHead
        title={
          <>
            分工表：{head.plan.title}
            {head.plan.isSample ? <span className="font-normal text-ink-3">（示例）</span> : null}
          </>
        }
        fact="导出为 Excel，用 WPS 或 Excel 修改，再导入逐行对照；点“写入草案”之前什么也不改。"
        crumbs={[
          { href: '/plans', label: '规划' },
          { href: `/plans/${planId}/draft`, label: '核对草案' },
        ]}
      />
      <Section title="一、导出">
        <p className="mb-3 max-w-[640px] text-ink-2">
          含任务分工表、指标表、填写说明和单位名单。可以多人分头改，各自导入：别人改过的地方不会被旧表盖掉。
        </p>
        <a className="btn" data-variant="secondary" href={`/plans/${planId}/workbook/file`} download>
          导出分工表
        </a>
      </Section>
      <WorkbookDesk planId={planId} />
    </>
  )
}
