import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LongDate, Moment } from '@/app/_ui/dates'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { PageHead } from '@/app/_ui/page-head'
import { roleLabels } from '@/lib/domain/labels'
import { refusalText } from '@/lib/domain/refusals'
import { getManagedPerson, type ManagedPersonPage } from '@/lib/queries/get-managed-person'
import { listUnitOptions } from '@/lib/queries/list-managed-units'
import { adminDesk } from '../../admin-desk'
import { unitChoices } from '../unit-choices'
import { AccountVerbs, AddPostForm, EditPersonForm, EndPostButton } from './person-forms.client'

export const metadata: Metadata = { title: '人员' }

const clock = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' })

const accountFact = (person: ManagedPersonPage): string =>
  [
    `用户名 ${person.userName}`,
    person.disabledAt
      ? '账号已停用'
      : person.lockedUntil
        ? `因连续输错密码锁定至 ${clock.format(new Date(person.lockedUntil))}`
        : person.mustChangePassword
          ? '初始密码，尚未修改'
          : '账号正常',
    ...(person.openSessions ? [`${person.openSessions} 处登录中`] : []),
    ...(person.hasOidc ? ['已关联统一身份认证'] : []),
  ].join('，')

export default async function PersonAdminPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ ctx }, { id }] = await Promise.all([adminDesk(), params])
  const person = /^\d{1,15}$/.test(id) ? await getManagedPerson(ctx, Number(id)) : null
  if (!person) notFound()
  const target = { id: person.id, version: person.version }
  const isMine = person.canManage && !person.isSelf
  return (
    <>
      <PageHead title={person.name} fact={accountFact(person)} crumbs={[{ href: '/admin/people', label: '人员' }]} />
      {person.canManage ? null : (
        <NoticeBar>
          {person.isAuditor
            ? refusalText('auditorByOperator')
            : '此人还在上级或其他行政区任职，账号由那里的系统管理员管理；这里只能结束本辖区内的任职。'}
        </NoticeBar>
      )}
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <section>
          <h2 className="section-title">任职</h2>
          <ul className="pb-6">
            {person.posts.map((post) => (
              <li key={post.id} className="flex flex-wrap items-center gap-x-4 border-b border-line py-2">
                <span className={`min-w-0 flex-1 ${post.endedOn ? 'text-ink-3' : ''}`}>
                  {post.place} · {post.unitName} · {roleLabels[post.role]}
                  {post.title ? `（${post.title}）` : ''}
                  <span className="block text-ink-3">
                    <LongDate on={post.startedOn} />起{post.endedOn ? '，' : ''}
                    {post.endedOn ? (
                      <>
                        <LongDate on={post.endedOn} />
                        结束
                      </>
                    ) : null}
                  </span>
                </span>
                {post.canEnd ? (
                  <EndPostButton
                    target={{ id: post.id, version: post.version }}
                    post={`${post.unitName} · ${roleLabels[post.role]}`}
                  />
                ) : null}
              </li>
            ))}
          </ul>
          {isMine ? (
            <>
              <h3 className="section-title mb-4">新增任职</h3>
              <AddPostForm personId={person.id} units={unitChoices(await listUnitOptions(ctx))} />
            </>
          ) : null}
        </section>
        <section>
          {person.canManage ? (
            <>
              <h2 className="section-title mb-4">基本信息</h2>
              <EditPersonForm target={target} values={person} />
            </>
          ) : null}
          {isMine ? (
            <>
              <h2 className="section-title mt-8 mb-4">账号</h2>
              <p className="pb-4 text-ink-2">
                重置密码或停用账号后，此人正在使用的登录立即结束。
                {person.lastSeenAt ? (
                  <>
                    最近使用：
                    <Moment at={new Date(person.lastSeenAt)} today={ctx.today} />
                  </>
                ) : (
                  '从未登录。'
                )}
              </p>
              <AccountVerbs target={target} isDisabled={person.disabledAt !== null} />
            </>
          ) : null}
        </section>
      </div>
    </>
  )
}
