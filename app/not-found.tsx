import { connection } from 'next/server'
import { LinkButton } from './_ui/button'
import { PlainPage } from './_ui/plain-page'

export const metadata = { title: '没有找到' }

export default async function NotFound() {
  // Rendered for each request: a page made at build time has no nonce, and its scripts would be refused.
  await connection()
  return (
    <PlainPage
      title="没有找到这个页面"
      text="地址可能已变更，或者它不在您当前身份的查看范围内。如果您兼任多个单位的职务，请切换身份后再试。"
    >
      <LinkButton href="/" variant="primary">
        回到今日待办
      </LinkButton>
    </PlainPage>
  )
}
