import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { LinkButton } from '@/app/_ui/button'
import { LongDate, ShortDate } from '@/app/_ui/dates'
import { Lamp } from '@/app/_ui/lamp'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { PageHead } from '@/app/_ui/page-head'
import { Section } from '@/app/_ui/section'
import { desk } from '@/lib/auth/desk'
import { consequenceKindLabels, consequenceStateLabels, inspectionKindLabels } from '@/lib/domain/supervision-labels'
import { getInspection } from '@/lib/queries/get-inspection'
import { inspectionProgress } from '@/lib/queries/inspection-progress'
import { idOf } from '../_parts/id-of'
import { inspectionSign } from '../_parts/inspection-sign'
import { FindingList } from './finding-list'
import { InspectionVerbs, OpenVisit, ReferClue } from './inspection-verbs.client'
import { missingFor, nextStep } from './next-step'
import { PlanFacts } from './plan-facts'
import { Spine } from './spine'
import { UnitTable } from './unit-table'

export const metadata: Metadata = { title: '督查' }

export default async function InspectionPage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await desk()
  const id = idOf((await params).id)
  const page = id === null ? null : await getInspection(ctx, id)
  if (!page) notFound()
  const { inspection: row, verbs } = page
  const { today } = ctx
  const { units: progress, consequences } = await inspectionProgress(ctx, row.id)
  const hasBegun = row.state === 'underway' || row.state === 'concluded'
  const isOffice = ctx.actor.role === 'office' || ctx.actor.role === 'leader'
  const missing = verbs.includes('inspection.submit') ? missingFor(page) : []
  const found = progress.reduce((sum, unit) => sum + unit.found, 0)
  const ordered = progress.reduce((sum, unit) => sum + unit.ordered, 0)
  const mayPropose = verbs.includes('rectification.order')
  const mayDraw =
    row.kind === 'random' &&
    !page.draw?.revealedAt &&
    (verbs.includes('inspection.commitDraw') || verbs.includes('inspection.revealDraw'))
  // The unit reads of itself; what became of the others is not told to it.
  const shown = page.visits ? page.units : page.units.filter((unit) => ctx.actor.unitIds.includes(unit.id))
  return (
    <>
      <PageHead
        crumbs={[{ href: '/inspections', label: '督查' }]}
        title={row.title}
        fact={nextStep(page, progress)}
        secondary={
          <>
            {verbs.includes('inspection.edit') ? (
              <LinkButton href={`/inspections/${row.id}/edit`}>修改方案</LinkButton>
            ) : null}
            {verbs.includes('visit.open') && hasBegun ? (
              <OpenVisit
                id={row.id}
                today={today}
                units={page.units.map(({ id: unitId, name }) => ({ id: unitId, name }))}
              />
            ) : null}
          </>
        }
        primary={
          verbs.includes('finding.record') ? (
            <LinkButton href={`/inspections/${row.id}/findings/new`} variant="primary">
              登记问题
            </LinkButton>
          ) : mayDraw ? (
            <LinkButton href={`/inspections/${row.id}/draw`} variant="primary">
              随机抽取
            </LinkButton>
          ) : undefined
        }
      />
      {row.state === 'cancelled' ? (
        <NoticeBar tone="warning">已取消：{row.stateReason}</NoticeBar>
      ) : (
        <Spine page={page} progress={progress} today={today} />
      )}
      {row.state === 'draft' && row.stateReason ? (
        <div className="mb-6">
          <NoticeBar tone="warning">方案被退回：{row.stateReason}</NoticeBar>
        </div>
      ) : null}
      <div className="no-print mb-8 flex flex-wrap items-start gap-2 empty:hidden">
        {missing.length > 0 ? (
          <div className="w-full">
            <NoticeBar tone="info">
              <p className="font-medium">报批前还缺 {missing.length} 项：</p>
              <ul className="list-disc pl-5">
                {missing.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </NoticeBar>
          </div>
        ) : null}
        <InspectionVerbs
          id={row.id}
          version={row.version}
          verbs={missing.length > 0 ? verbs.filter((verb) => verb !== 'inspection.submit') : verbs}
        />
      </div>
      <div className="grid gap-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div>
          {hasBegun && shown.length > 0 ? (
            <Section title={page.visits ? `督查对象（${shown.length}）` : '本单位'}>
              <UnitTable page={page} units={shown} progress={progress} today={today} />
            </Section>
          ) : null}
          {hasBegun ? (
            <Section
              title={`问题（${found}）`}
              aside={
                found > 0 ? (
                  <span className="flex flex-wrap gap-x-4">
                    {mayPropose && ordered < found ? (
                      <Link className="link" href={`/rectifications/new?inspection=${row.id}`}>
                        下达整改（{found - ordered} 个未下达）
                      </Link>
                    ) : null}
                    <Link className="link" href={`/rectifications?tab=findings&inspection=${row.id}`}>
                      问题清单 ›
                    </Link>
                  </span>
                ) : undefined
              }
            >
              {found > 0 ? (
                <FindingList findings={page.findings} today={today} />
              ) : (
                <p className="text-ink-2">
                  {verbs.includes('finding.record')
                    ? '还没有登记问题。现场在手机上按检查表登记，材料里发现的问题在这里登记。'
                    : '没有向您公布的问题；结论送达或下达整改后，涉及本单位的问题会列在这里。'}
                </p>
              )}
            </Section>
          ) : null}
          <PlanFacts page={page} />
        </div>
        <aside className="flex flex-col gap-6">
          <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-4 gap-y-2 [&>dt]:text-ink-3">
            <dt>状态</dt>
            <dd>
              <Lamp {...inspectionSign(row, today)} />
            </dd>
            <dt>类型</dt>
            <dd>{inspectionKindLabels[row.kind]}</dd>
            <dt>起止</dt>
            <dd>
              <LongDate on={row.startsOn} />至<LongDate on={row.endsOn} />
            </dd>
            <dt>承办</dt>
            <dd>
              {page.office} {page.author}
            </dd>
            {page.approver ? (
              <>
                <dt>批准人</dt>
                <dd>{page.approver}</dd>
              </>
            ) : null}
            <dt>督查组</dt>
            <dd>
              {page.members.length > 0 ? (
                <ul>
                  {page.members.map((member) => (
                    <li key={member.personId}>
                      {member.name}
                      {member.isHead ? '（组长）' : ''} <span className="text-ink-3">{member.unit}</span>
                    </li>
                  ))}
                </ul>
              ) : (
                <span className="text-ink-3">未定</span>
              )}
            </dd>
            {page.followedBy.length > 0 ? (
              <>
                <dt>后续跟踪</dt>
                <dd>
                  {page.followedBy.map((one) => (
                    <Link key={one.id} className="link block" href={`/inspections/${one.id}`} prefetch={false}>
                      {one.title}
                    </Link>
                  ))}
                </dd>
              </>
            ) : null}
          </dl>
          {row.kind === 'random' ? (
            <Section title="随机抽取">
              <p className="text-ink-2">
                {page.draw === null
                  ? '还没有抽取。先选定范围、公布种子的指纹，再公布种子和结果。'
                  : page.draw.revealedAt === null
                    ? '范围已锁定，种子的指纹已公布，尚未抽取。'
                    : `从 ${page.draw.subjects.length} 个中抽取 ${page.draw.subjectCount} 个，督查人员从 ${page.draw.inspectors.length} 人中抽取 ${page.draw.inspectorCount} 人。`}
              </p>
              <Link className="link" href={`/inspections/${row.id}/draw`}>
                {page.draw?.revealedAt ? '抽取经过和复核方法 ›' : '随机抽取 ›'}
              </Link>
            </Section>
          ) : null}
          {hasBegun && isOffice ? (
            <Section title="文件">
              <ul className="flex flex-col gap-1">
                <li>
                  <a className="link" href={`/api/documents/circular/${row.id}`}>
                    督查通报（Word）
                  </a>
                </li>
                <li>
                  <a className="link" href={`/api/documents/brief/${row.id}`}>
                    督查专报（Word）
                  </a>
                </li>
              </ul>
            </Section>
          ) : null}
          {consequences.length > 0 || mayPropose ? (
            <Section title={`结果运用（${consequences.length}）`}>
              <ul className="flex flex-col gap-1">
                {consequences.map((one) => (
                  <li key={one.id}>
                    <Link className="link" href={`/consequences/${one.id}`} prefetch={false}>
                      {consequenceKindLabels[one.kind]}：{one.unit}
                    </Link>{' '}
                    <span className="text-ink-3">{consequenceStateLabels[one.state]}</span>
                  </li>
                ))}
              </ul>
              {mayPropose ? (
                <p className="no-print mt-2 flex flex-wrap gap-x-4 text-ink-3">
                  提出处理建议：
                  {page.units.map((unit) => (
                    <Link
                      key={unit.id}
                      className="link"
                      href={`/consequences/new?unit=${unit.id}&inspection=${row.id}`}
                      prefetch={false}
                    >
                      {unit.name}
                    </Link>
                  ))}
                </p>
              ) : null}
            </Section>
          ) : null}
          {page.referrals && (page.referrals.length > 0 || verbs.includes('referral.make')) ? (
            <Section title={`移送线索（${page.referrals.length}）`}>
              <ul className="mb-2 flex flex-col gap-2">
                {page.referrals.map((one) => (
                  <li key={one.id}>
                    <ShortDate on={one.referredOn} today={today} /> 移送{one.toBody}
                    <span className="block text-ink-3">
                      {one.subject}（{one.by} 登记）
                    </span>
                  </li>
                ))}
              </ul>
              {verbs.includes('referral.make') ? <ReferClue id={row.id} today={today} /> : null}
            </Section>
          ) : null}
          {row.state === 'concluded' && verbs.includes('referral.make') ? (
            <p className="no-print">
              <Link className="link" href={`/inspections/new?follows=${row.id}`}>
                安排跟踪督查 ›
              </Link>
            </p>
          ) : null}
        </aside>
      </div>
    </>
  )
}
