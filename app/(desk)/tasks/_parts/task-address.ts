import { notFound } from 'next/navigation'
import type { Crumb } from '@/app/_ui/page-head'
import { numberedTitle } from '@/lib/domain/task/name'

/** The id in a task's address; what is no number is not there. */
export const taskIdOf = (text: string): number => {
  if (!/^[1-9]\d{0,14}$/.test(text)) notFound()
  return Number(text)
}

export const taskCrumb = (task: { id: number; number: string | null; title: string }): Crumb => ({
  href: `/tasks/${task.id}`,
  label: numberedTitle(task),
})
