import { Tabs } from '@/app/_ui/tabs'
import type { Actor } from '@/lib/domain/permission/can'
import { roleHas } from '@/lib/domain/permission/can'

const tabs = [
  { href: '/inspections', label: '督查', needs: 'inspection.view' },
  { href: '/rectifications', label: '问题和整改', needs: 'rectification.view' },
  { href: '/consequences', label: '结果运用', needs: 'consequence.view' },
  { href: '/inspections/checklists', label: '检查表', needs: 'checklist.view' },
] as const

/** The parts of supervision that the actor's role has, at the head of each of their lists. */
export function SupervisionTabs({ actor, current }: { actor: Actor; current: (typeof tabs)[number]['href'] }) {
  const shown = tabs.filter((tab) => roleHas(actor.role, tab.needs)).map(({ href, label }) => ({ href, label }))
  return shown.length > 1 ? <Tabs label="督查" tabs={shown} current={current} /> : null
}
