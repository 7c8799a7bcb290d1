'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'

export interface NavItem {
  href: string
  label: string
  /** Open things behind this entry; 0 and undefined show nothing. */
  badge?: number
  /** The badge is about something late. */
  urgent?: boolean
  section?: string
}

const isHere = (href: string, pathname: string) =>
  href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`)

function currentOf(items: NavItem[], pathname: string): string | undefined {
  return items.filter((item) => isHere(item.href, pathname)).sort((a, b) => b.href.length - a.href.length)[0]?.href
}

export function NavLinks({ items }: { items: NavItem[] }) {
  const current = currentOf(items, usePathname())
  return (
    <ul>
      {items.map((item, index) => (
        <li key={item.href}>
          {item.section && item.section !== items[index - 1]?.section ? (
            <p className="nav-section">{item.section}</p>
          ) : null}
          <Link
            href={item.href}
            className="nav-link"
            prefetch={false}
            aria-current={item.href === current ? 'page' : undefined}
            onClick={(event) => event.currentTarget.closest<HTMLElement>(':popover-open')?.hidePopover()}
          >
            {item.label}
            <Badge item={item} />
          </Link>
        </li>
      ))}
    </ul>
  )
}

export function BottomLinks({ items, moreTarget }: { items: NavItem[]; moreTarget: string }) {
  const current = currentOf(items, usePathname())
  return (
    <>
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          className="bottom-link"
          prefetch={false}
          aria-current={item.href === current ? 'page' : undefined}
        >
          <span>
            {item.label} <Badge item={item} />
          </span>
        </Link>
      ))}
      <button type="button" className="bottom-link" popoverTarget={moreTarget}>
        更多
      </button>
    </>
  )
}

function Badge({ item }: { item: NavItem }) {
  if (!item.badge) return null
  return (
    <span className="nav-badge" data-urgent={item.urgent || undefined}>
      {item.badge}
    </span>
  )
}
