import type { Metadata } from 'next'
import Link from 'next/link'
import { LongDate, Moment } from '@/app/_ui/dates'
import { PageHead } from '@/app/_ui/page-head'
import { PasswordForm } from '@/app/_ui/password-form.client'
import { desk } from '@/lib/auth/desk'
import { deviceName } from '@/lib/domain/account/device'
import { type CalendarDate, calendarDate } from '@/lib/domain/calendar/date'
import { roleLabels } from '@/lib/domain/labels'
import { type Account, getAccount } from '@/lib/queries/get-account'
import { changePasswordAction } from './actions'
import { EndOthersButton, RevokeButton, TokenForm } from './token-form.client'

export const metadata: Metadata = { title: '个人设置' }

export default async function SettingsPage() {
  const { ctx, sessionId, memberships } = await desk()
  const { person, tokens, sessions } = await getAccount(ctx, sessionId)
  return (
    <>
      <PageHead title="个人设置" fact={`${person.name}，用户名 ${person.userName}`} />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <section>
          <h2 className="section-title">任职</h2>
          <ul className="pb-2">
            {memberships.map((held) => (
              <li key={held.id} className="border-b border-line py-2">
                {held.unitName} · {roleLabels[held.role]}
                {held.title ? `（${held.title}）` : ''}
                {held.id === ctx.actor.membershipId ? <span className="text-ink-3">　当前身份</span> : null}
              </li>
            ))}
          </ul>
          <p className="text-ink-3">姓名、电话和任职由系统管理员维护。</p>
          <h2 className="section-title mt-8 mb-4">修改密码</h2>
          {person.hasPassword ? (
            <PasswordForm
              action={changePasswordAction}
              userName={person.userName}
              tokens={tokens.filter((token) => token.state === 'valid').length}
            />
          ) : (
            <p className="text-ink-2">您从统一身份认证登录，密码在那里修改。</p>
          )}
        </section>
        <section>
          <Sessions sessions={sessions} today={ctx.today} />
          <Tokens tokens={tokens} today={ctx.today} />
        </section>
      </div>
    </>
  )
}

function Sessions({ sessions, today }: { sessions: Account['sessions']; today: CalendarDate }) {
  return (
    <>
      <h2 className="section-title">正在登录的设备（{sessions.length}）</h2>
      <ul className="pb-4">
        {sessions.map((session) => (
          <li key={session.createdAt} className="border-b border-line py-2">
            {deviceName(session.userAgent)}
            {session.isThis ? <span className="text-ink-3">　这一台</span> : null}
            <span className="block text-ink-3">
              {session.ip ? `${session.ip}，` : ''}
              <Moment at={new Date(session.createdAt)} today={today} /> 登录，最近使用{' '}
              <Moment at={new Date(session.lastSeenAt)} today={today} />
            </span>
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? <EndOthersButton /> : null}
    </>
  )
}

const stateLabels = { valid: '', revoked: '已停用', expired: '已失效' } as const

function Tokens({ tokens, today }: { tokens: Account['tokens']; today: CalendarDate }) {
  return (
    <>
      <h2 className="section-title mt-8 mb-4">接口令牌</h2>
      <p className="pb-4 text-ink-2">
        其他系统凭令牌以您的身份调用接口，权限与您当前的任职相同，任职结束即失效。接口说明见
        <Link className="link" href="/api/v1">
          接口文档
        </Link>
        。
      </p>
      <ul className="pb-4">
        {tokens.map((token) => (
          <li key={token.id} className="flex flex-wrap items-center gap-x-4 border-b border-line py-2">
            <span className={`min-w-0 flex-1 ${token.state === 'valid' ? '' : 'text-ink-3'}`}>
              {token.name}　{token.prefix}…
              <span className="block text-ink-3">
                {token.unitName} · {roleLabels[token.role]}
                {token.expiresOn ? (
                  <>
                    ，有效期至
                    <LongDate on={calendarDate(token.expiresOn)} />
                  </>
                ) : null}
                ，
                {token.lastUsedAt ? (
                  <>
                    最近使用 <Moment at={new Date(token.lastUsedAt)} today={today} />
                  </>
                ) : (
                  '从未使用'
                )}
              </span>
            </span>
            {token.state === 'valid' ? <RevokeButton id={token.id} /> : <span>{stateLabels[token.state]}</span>}
          </li>
        ))}
      </ul>
      <TokenForm suggested={`${Number(today.slice(0, 4)) + 1}-12-31`} />
    </>
  )
}
