import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHead } from '@/app/_ui/page-head'
import { desk } from '@/lib/auth/desk'
import { mayImport } from '@/lib/queries/list-plans'
import { ImportForm } from './import-form.client'

export const metadata: Metadata = { title: '导入规划' }

export default async function NewPlanPage() {
  const { ctx } = await desk()
  if (!mayImport(ctx)) notFound()
  return (
    <>
      <PageHead
        title="导入规划"
        fact="上传原文，读出任务、责任单位和时限；核对无误再发布交办，之前谁也看不到。"
        crumbs={[{ href: '/plans', label: '规划' }]}
      />
      <ImportForm />
      <section className="mt-8 max-w-[640px] text-ink-2">
        <h2 className="section-title mb-3 text-ink">接下来</h2>
        <ol className="flex list-decimal flex-col gap-1 pl-6">
          <li>系统逐段读取原文，通常几秒钟；原文留存，每项任务都能回到出处。</li>
          <li>左边大纲、中间任务、右边原文，逐项核对；没有把握的地方会标出来。</li>
          <li>单位名称对应到单位库，缺的可当场新建，别名可长期记住。</li>
          <li>发布后任务立即进入各单位的待办。</li>
        </ol>
      </section>
    </>
  )
}
