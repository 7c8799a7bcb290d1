import Form from 'next/form'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { FlashRegion } from './flash.client'
import { KeyboardHelp } from './keyboard.client'
import type { NavItem } from './nav-links.client'
import { BottomLinks, NavLinks } from './nav-links.client'

interface ShellProps {
  nav: NavItem[]
  /** At most four entries of the bottom bar on phones; otherwise the first four of `nav`. */
  phoneNav?: NavItem[]
  person: { name: string; unit: string; role: string }
  /** Forms or links in the person's menu: one per other membership. */
  memberships?: ReactNode
  /** Settings, sign-out; each with class `menu-item`. */
  personMenu?: ReactNode
  searchAction?: string
  helpHref?: string
  /** The flash cookie's text as the server read it. */
  flash?: string
  children: ReactNode
}

export function Shell(props: ShellProps) {
  const { nav, phoneNav = nav.slice(0, 4), person, searchAction = '/search', helpHref = '/help', children } = props
  return (
    <div className="desk">
      <a href="#main" className="sr-only focus:not-sr-only focus:fixed focus:z-30 focus:bg-paper focus:p-3">
        跳到正文
      </a>
      <nav id="desk-nav" popover="auto" className="desk-nav" aria-label="主导航">
        <p className="flex h-12 items-center px-6 text-read font-semibold max-md:hidden">
          <Link href="/">落实</Link>
        </p>
        <NavLinks items={nav} />
      </nav>
      <div className="min-w-0">
        <header className="desk-top">
          <button type="button" className="btn desk-menu-button" data-variant="secondary" popoverTarget="desk-nav">
            菜单
          </button>
          <Link href="/" className="desk-top-brand text-read font-semibold">
            落实
          </Link>
          <SearchBox action={searchAction} />
          <div className="ml-auto flex min-w-0 items-center gap-1">
            <Link href={helpHref} className="btn max-md:hidden" data-variant="quiet" data-size="inline">
              帮助
            </Link>
            <PersonMenu person={person} memberships={props.memberships}>
              {props.personMenu}
            </PersonMenu>
          </div>
        </header>
        <main id="main" className="desk-main" tabIndex={-1}>
          <FlashRegion initial={props.flash} />
          {children}
        </main>
      </div>
      <nav className="desk-bottom" aria-label="常用">
        <BottomLinks items={phoneNav} moreTarget="desk-nav" />
      </nav>
      <KeyboardHelp />
    </div>
  )
}

function SearchBox({ action }: { action: string }) {
  return (
    <search className="min-w-0 max-w-80 flex-1">
      <Form action={action} prefetch={false}>
        <input
          type="search"
          name="q"
          className="control"
          aria-label="搜索任务、单位、规划"
          placeholder="搜索任务、单位、规划"
          autoComplete="off"
          data-key="/"
          data-key-label="搜索"
        />
      </Form>
    </search>
  )
}

function PersonMenu({
  person,
  memberships,
  children,
}: {
  person: ShellProps['person']
  memberships?: ReactNode
  children?: ReactNode
}) {
  return (
    <>
      <button type="button" className="btn min-w-0" data-variant="quiet" data-size="inline" popoverTarget="desk-person">
        <span className="truncate text-ink-2 max-md:hidden">
          {person.unit} · {person.role}
        </span>
        <span className="font-medium text-ink">{person.name}</span>
      </button>
      <div id="desk-person" popover="auto" className="float min-w-56" data-side="end">
        <p className="px-3 pt-1 pb-2">
          <span className="font-medium">{person.name}</span>
          <span className="block text-ink-2">
            {person.unit} · {person.role}
          </span>
        </p>
        {memberships ? (
          <div className="border-t border-line py-1">
            <p className="px-3 pt-1 text-ink-3">切换身份</p>
            {memberships}
          </div>
        ) : null}
        {children ? <div className="border-t border-line pt-1">{children}</div> : null}
      </div>
    </>
  )
}
