import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { LinkButton } from '@/app/_ui/button'
import { LongDate, Moment } from '@/app/_ui/dates'
import { FileGrid } from '@/app/_ui/file-grid'
import { Lamp } from '@/app/_ui/lamp'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { PageHead } from '@/app/_ui/page-head'
import { ReasonDialog } from '@/app/_ui/reason-dialog.client'
import { Section } from '@/app/_ui/section'
import { desk } from '@/lib/auth/desk'
import { toShanghaiDay } from '@/lib/domain/calendar/date'
import { rectificationStateLabels } from '@/lib/domain/supervision-labels'
import { getFinding } from '@/lib/queries/get-finding'
import { idOf } from '../../_parts/id-of'
import { severitySign } from '../../_parts/inspection-sign'
import { removeFindingAction } from '../../actions'

export const metadata: Metadata = { title: '问题' }

const kindOf = (mime: string) =>
  mime.startsWith('image/') ? ('image' as const) : mime === 'application/pdf' ? ('pdf' as const) : ('other' as const)

export default async function FindingPage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await desk()
  const id = idOf((await params).id)
  const page = id === null ? null : await getFinding(ctx, id)
  if (!page) notFound()
  const { finding, verbs } = page
  return (
    <>
      <PageHead
        crumbs={[
          { href: '/inspections', label: '督查' },
          { href: `/inspections/${page.inspection.id}`, label: page.inspection.title },
        ]}
        title={`${page.unit.name}的问题`}
        secondary={
          <>
            {verbs.includes('finding.edit') ? (
              <LinkButton href={`/inspections/findings/${finding.id}/edit`}>修改</LinkButton>
            ) : null}
            {verbs.includes('finding.remove') ? (
              <ReasonDialog
                label="撤销"
                title="撤销这个问题"
                explain="撤销后不再列入结论和整改；文字和理由留在记录里。"
                verb="撤销并说明"
                variant="danger"
                action={removeFindingAction}
                hidden={{ findingId: finding.id, version: finding.version }}
              />
            ) : null}
          </>
        }
      />
      {finding.removedAt ? (
        <div className="mb-6">
          <NoticeBar tone="warning">
            {finding.isWithdrawn ? '复核后撤销' : '登记人已撤销'}：{finding.removedReason}
          </NoticeBar>
        </div>
      ) : null}
      <div className="grid gap-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div>
          <Section title="事实">
            <p className="text-read whitespace-pre-line">{finding.fact}</p>
          </Section>
          <Section title="对照的标准">
            <p className="text-read whitespace-pre-line">{finding.standard}</p>
          </Section>
          <Section title={`证据材料（${page.files.length}）`}>
            <FileGrid
              empty="没有附材料"
              files={page.files.map((file) => ({
                key: String(file.id),
                name: file.name,
                size: file.size,
                kind: kindOf(file.mime),
                href: `/api/files/${file.id}`,
                previewHref: `/api/files/${file.id}?inline=1`,
                note: (
                  <>
                    {file.by} <Moment at={new Date(file.addedAt)} today={ctx.today} />
                  </>
                ),
              }))}
            />
          </Section>
          {page.relapseOf || page.cameBackAs.length > 0 ? (
            <Section title="反弹">
              <ul className="flex flex-col gap-2">
                {page.relapseOf ? (
                  <li>
                    此前 <LongDate on={page.relapseOf.foundOn} /> 已经发现：
                    <Link className="link" href={`/inspections/findings/${page.relapseOf.id}`} prefetch={false}>
                      {page.relapseOf.fact}
                    </Link>
                  </li>
                ) : null}
                {page.cameBackAs.map((one) => (
                  <li key={one.id}>
                    <LongDate on={one.foundOn} /> 再次发现：
                    <Link className="link" href={`/inspections/findings/${one.id}`} prefetch={false}>
                      {one.fact}
                    </Link>
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
        </div>
        <aside>
          <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-4 gap-y-2 [&>dt]:text-ink-3">
            <dt>程度</dt>
            <dd>
              <Lamp {...severitySign(finding.severity)} />
            </dd>
            <dt>责任单位</dt>
            <dd>{page.unit.name}</dd>
            <dt>发现</dt>
            <dd>
              <LongDate on={toShanghaiDay(finding.foundAt)} />，{page.author}
            </dd>
            {page.task ? (
              <>
                <dt>任务</dt>
                <dd>
                  <Link className="link" href={`/tasks/${page.task.id}`} prefetch={false}>
                    {page.task.title}
                  </Link>
                </dd>
              </>
            ) : null}
            <dt>整改</dt>
            <dd>
              {page.rectification ? (
                <Link className="link" href={`/rectifications/${page.rectification.id}`} prefetch={false}>
                  {page.rectification.orderNo}（{rectificationStateLabels[page.rectification.state]}）
                </Link>
              ) : (
                '未下达'
              )}
            </dd>
          </dl>
        </aside>
      </div>
    </>
  )
}
