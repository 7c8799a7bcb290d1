import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { signedIn } from '@/lib/auth/desk'
import { changePasswordAction } from './actions'
import { PasswordForm } from '@/app/_ui/password-form.client'

export const metadata: Metadata = { title: '修改初始密码' }

export default async function ChangePasswordPage() {
  const live = await signedIn()
  if (!live) redirect('/login')
  if (!live.mustChangePassword) redirect('/')
  return (
    <main className="mx-auto flex max-w-[400px] flex-col gap-6 px-4 pt-[14vh] pb-16">
      <div>
        <h1 className="text-title font-semibold">修改初始密码</h1>
        <p className="pt-1 text-ink-2">{live.person.name}，初始密码由管理员设定，请改成只有您知道的密码。</p>
      </div>
      <PasswordForm action={changePasswordAction} userName={live.person.userName} doneHref="/" />
      <form action="/logout" method="post">
        <button type="submit" className="link">
          退出登录
        </button>
      </form>
    </main>
  )
}
