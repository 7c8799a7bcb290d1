import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { firstOf, type SearchParams } from '@/app/_ui/address'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { signedIn } from '@/lib/auth/desk'
import { env } from '@/lib/platform/env'
import { signInProblem } from './problems.view'
import { SignInForm } from './sign-in-form.client'
import { wayBack } from './way-back'

export const metadata: Metadata = { title: '登录' }

export default async function LoginPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams
  const back = wayBack(firstOf(params, 'callbackUrl'), env().NEXTAUTH_URL)
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
