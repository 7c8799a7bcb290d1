import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { firstOf, type SearchParams } from '@/app/_ui/address'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { signedIn } from '@/lib/auth/desk'
import { env } from '@/lib/platform/env'
import { signInProblem } from './problems.view'
import { SignInForm } from './sign-in-form.client'

export const metadata: Metadata = { title: '登录' }

/** Only a path of this site: an address that someone else put into a link must not become the way on. */
const pathOnly = (address: string | undefined): string => {
  const { NEXTAUTH_URL } = env()
  const origin = NEXTAUTH_URL ? new URL(NEXTAUTH_URL).origin : null
  // next-auth gives its addresses in full.
  const path = origin && address?.startsWith(`${origin}/`) ? address.slice(origin.length) : address
  return path && /^\/(?![/\\])/.test(path) && !path.startsWith('/login') ? path : '/'
}

export default async function LoginPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams
  const back = pathOnly(firstOf(params, 'callbackUrl'))
  if (await signedIn()) redirect(back)
  const error = firstOf(params, 'error')
  const { OIDC_ISSUER, OIDC_NAME } = env()
  return (
    <main className="mx-auto flex max-w-[400px] flex-col gap-6 px-4 pt-[14vh] pb-16">
      <div>
        <h1 className="text-title font-semibold">落实</h1>
        <p className="pt-1 text-ink-2">规划任务的交办、报送、审核与督查</p>
      </div>
      {error ? (
        <NoticeBar tone="warning">{signInProblem(error)}</NoticeBar>
      ) : back === '/' ? null : (
        <NoticeBar>请先登录，登录后回到您要看的页面。</NoticeBar>
      )}
      <SignInForm back={back} oidcName={OIDC_ISSUER ? OIDC_NAME : null} />
      <p className="text-ink-3">本系统为非涉密系统，严禁处理、存储、传输国家秘密。忘记密码请联系本单位的系统管理员。</p>
    </main>
  )
}
