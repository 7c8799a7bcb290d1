import type { Metadata } from 'next'
import { desk } from '@/lib/auth/desk'
import { AdminStart, AuditorStart, ExpertStart, LeaderStart } from './_todo/starts'
import { OfficeTodo } from './_todo/office-todo'
import { UnitTodo } from './_todo/unit-todo'

export const metadata: Metadata = { title: '待办' }

/** What this person owes today, by role. */
export default async function TodoPage() {
  const { ctx } = await desk()
  switch (ctx.actor.role) {
    case 'officer':
    case 'head':
      return <UnitTodo ctx={ctx} />
    case 'office':
      return <OfficeTodo ctx={ctx} />
    case 'leader':
      return <LeaderStart ctx={ctx} />
    case 'expert':
      return <ExpertStart ctx={ctx} />
    case 'admin':
      return <AdminStart ctx={ctx} />
    case 'auditor':
      return <AuditorStart ctx={ctx} />
  }
}
