import { cookies } from 'next/headers'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { flashCookie } from '@/app/_ui/flash-cookie'
import type { NavItem } from '@/app/_ui/nav-links.client'
import { Shell } from '@/app/_ui/shell'
import { desk } from '@/lib/auth/desk'
import { roleLabels } from '@/lib/domain/labels'
import { roleHas } from '@/lib/domain/permission/can'
import type { Action, Role } from '@/lib/domain/permission/table'
import { switchMembershipAction } from './actions'

/** An entry shows where the role has the verb that its page asks for: no entry leads to a refusal. */
const entries: readonly (NavItem & { readonly needs: readonly Action[] })[] = [
  { href: '/', label: '待办', needs: ['account.own'] },
  { href: '/overview', label: '总览', needs: ['overview.view'] },
  { href: '/plans', label: '规划', needs: ['plan.view'] },
  { href: '/tasks', label: '任务', needs: ['task.view'] },
  { href: '/reports', label: '报送', needs: ['report.view'] },
  { href: '/reviews', label: '审核', needs: ['report.approve'] },
  { href: '/inspections', label: '督查', needs: ['inspection.view'] },
  { href: '/units', label: '单位', needs: ['unit.view'] },
  { href: '/admin', label: '管理', needs: ['person.manage'] },
  { href: '/admin/audit', label: '审计', needs: ['audit.read'] },
  { href: '/help', label: '帮助', needs: ['account.own'] },
]

const navOf = (role: Role): NavItem[] =>
  entries
    .filter((entry) => entry.needs.some((action) => roleHas(role, action)))
    .map(({ href, label }) => ({ href, label }))

/** The bottom bar of a phone holds four: what is decided with one thumb comes before what is looked up. */
const thumbOrder = ['/', '/overview', '/reviews', '/reports', '/tasks', '/plans', '/admin', '/admin/audit', '/help']

const phoneNavOf = (nav: readonly NavItem[], role: Role): NavItem[] =>
  thumbOrder
    .filter((href) => href !== '/reviews' || role === 'office')
    .flatMap((href) => nav.filter((item) => item.href === href))
    .slice(0, 4)

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const { actor, person, memberships } = await desk()
  const nav = navOf(actor.role)
  const others = memberships.filter((entry) => entry.id !== actor.membershipId)
  return (
    <Shell
      nav={nav}
      phoneNav={phoneNavOf(nav, actor.role)}
      person={{ name: person.name, unit: actor.unitName, role: roleLabels[actor.role] }}
      flash={(await cookies()).get(flashCookie)?.value}
      memberships={
        others.length === 0 ? undefined : (
          <form action={switchMembershipAction}>
            {others.map((entry) => (
              <button key={entry.id} type="submit" className="menu-item" name="membershipId" value={entry.id}>
                {entry.unitName} · {roleLabels[entry.role]}
              </button>
            ))}
          </form>
        )
      }
      personMenu={
        <>
          <Link className="menu-item" href="/settings">
            个人设置
          </Link>
          <form action="/logout" method="post">
            <button type="submit" className="menu-item">
              退出登录
            </button>
          </form>
        </>
      }
    >
      {children}
    </Shell>
  )
}
