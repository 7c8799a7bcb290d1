import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test'
import { encode } from 'next-auth/jwt'
import postgres from 'postgres'
import { address, databaseFile, secret } from './settings'

type Fixtures = {
  /** The database of the running server, for what no screen shows. */
  sql: postgres.Sql
  /** A page signed in as that user, by a session row instead of the form; signing in by form has its own story. */
  as: (userName: string, options?: { width?: number; height?: number; device?: BrowserContextOptions }) => Promise<Page>
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  sql: async ({}, use) => {
    const sql = postgres(readFileSync(databaseFile, 'utf8'), {
      max: 2,
      onnotice: () => undefined,
      connection: { role: 'none' },
    })
    await use(sql)
    await sql.end()
  },
  as: async ({ browser, sql }, use) => {
    const opened: BrowserContext[] = []
    await use(async (userName, options = {}) => {
      const [held] = await sql`
        select p.id as person_id, m.id as membership_id from person p join membership m on m.person_id = p.id
        where p.user_name = ${userName} and m.ended_on is null order by m.id limit 1`
      if (!held) throw new Error(`no such user: ${userName}`)
      const id = randomBytes(24).toString('base64url')
      await sql`insert into session (id, person_id, membership_id) values (${id}, ${held.person_id}, ${held.membership_id})`
      const context = await browser.newContext({
        baseURL: address,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
        ...options.device,
      })
      await context.addCookies([
        {
          name: 'luoshi-session',
          value: await encode({ token: { sid: id }, secret }),
          url: address,
          httpOnly: true,
          sameSite: 'Lax',
        },
      ])
      opened.push(context)
      return context.newPage()
    })
    await Promise.all(opened.map((context) => context.close()))
  },
})

export { expect }

/** Nothing serious by axe, and nothing that scrolls sideways. */
export const expectAccessible = async (page: Page): Promise<void> => {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
  const serious = found.violations.filter(
    (violation) => violation.impact === 'serious' || violation.impact === 'critical',
  )
  expect(
    serious.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`),
    page.url(),
  ).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0)
}
