import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Section } from '@/app/_ui/section'
import { desk } from '@/lib/auth/desk'
import { getPlan } from '@/lib/queries/get-plan'
import { getPlanDraft } from '@/lib/queries/get-plan-draft'
import { getPlanSettings } from '@/lib/queries/get-plan-settings'
import { PlanFrame } from '../plan-frame'
import { readPlanId } from '../plan-id'
import { ArchiveButton } from './archive-button.client'
import { DiscardButton } from './discard-button.client'
import { ExpertSwitch } from './expert-switch.client'
import { SettingsForm } from './settings-form.client'

export const metadata: Metadata = { title: '规划设置' }

export default async function PlanSettingsPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ ctx }, { id }] = await Promise.all([desk(), params])
  const planId = readPlanId(id)
  const head = await getPlan(ctx, planId)
  if (!head?.verbs.includes('plan.configure')) notFound()
  const { plan, verbs, counts } = head
  const [settings, draft] = await Promise.all([
    getPlanSettings(ctx, plan),
    verbs.includes('plan.discard') ? getPlanDraft(ctx, planId) : null,
  ])
  const open = counts.total - counts.blue
  return (
    <PlanFrame head={head} current="/settings">
      <div className="grid gap-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <SettingsForm
          plan={{
            planId,
            version: plan.version,
            title: plan.title,
            issuer: plan.issuer,
            docNumber: plan.docNumber,
            issuedOn: plan.issuedOn,
            periodStart: plan.periodStart,
            periodEnd: plan.periodEnd,
            parentPlanId: plan.parentPlanId,
            signOffRequired: plan.signOffRequired,
            reportingCycle: plan.reportingCycle,
            reportingDay: plan.reportingDay,
            silenceAgrees: plan.silenceAgrees,
            isPublic: plan.isPublic,
          }}
          parents={settings.parents}
          isActive={plan.state === 'active'}
        />
        <div>
          {plan.isPublic && plan.state !== 'draft' ? (
            <Section title="公开页面">
              <p className="text-ink-2">
                不登录也能打开：
                <a className="link" href={`/public/plans/${planId}`} target="_blank" rel="noreferrer">
                  /public/plans/{planId}
                </a>
              </p>
            </Section>
          ) : null}
          {verbs.includes('plan.openToExpert') ? (
            <Section title="向专家开放">
              {settings.experts.length === 0 ? (
                <p className="text-ink-2">本行政区还没有专家账号，请系统管理员先登记。</p>
              ) : (
                <ul className="flex flex-col gap-2">
                  {settings.experts.map((expert) => (
                    <li key={expert.personId}>
                      <ExpertSwitch planId={planId} version={plan.version} expert={expert} />
                    </li>
                  ))}
                </ul>
              )}
              <p className="mt-3 text-ink-3">专家只能查看对其开放的规划，不能修改任何内容。</p>
            </Section>
          ) : null}
          {verbs.includes('plan.archive') ? (
            <Section title="归档">
              <p className="mb-3 text-ink-2">
                {open > 0
                  ? `还有 ${open} / ${counts.total} 项任务没有办结；全部办结或终止后才能归档。`
                  : '归档后规划及其全部任务、报送只可查看，不可再改。'}
              </p>
              {open > 0 ? null : <ArchiveButton planId={planId} version={plan.version} title={plan.title} />}
            </Section>
          ) : null}
          {draft ? (
            <Section title="删除草案">
              <p className="mb-3 text-ink-2">草案及其核对结果一并删除，不能恢复；删除的记录和理由留存。</p>
              <DiscardButton planId={planId} version={draft.version} title={plan.title} />
            </Section>
          ) : null}
        </div>
      </div>
    </PlanFrame>
  )
}
