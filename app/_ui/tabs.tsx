import Link from 'next/link'

export interface Tab {
  href: string
  label: string
  count?: number
}

/** Tabs are links, so each has its own address. */
export function Tabs({ tabs, current, label }: { tabs: Tab[]; current: string; label: string }) {
  return (
    <nav className="tabs mb-4" aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.href} href={tab.href} className="tab" aria-current={tab.href === current ? 'page' : undefined}>
          {tab.label}
          {tab.count === undefined ? null : <span className="pl-2 font-normal text-ink-3">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  )
}
