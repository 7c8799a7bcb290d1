import type { Metadata } from 'next'
import Link from 'next/link'
import { PageHead } from '@/app/_ui/page-head'
import { Section } from '@/app/_ui/section'
import { CodeBlock } from './code-block'
import { curlOf, fieldsOf } from './describe'
import { type Endpoint, tags } from './endpoint'
import { endpoints } from './endpoints'
import { operationId } from './openapi'
import { problemCodes } from './problem'

export const metadata: Metadata = { title: 'API' }

// Scripts carry a nonce of the request; a page made at build time would have none.
export const dynamic = 'force-dynamic'

const introduction = [
  '地址以 /api/v1 开头，正文为 JSON。令牌在“个人设置”中新建，放在 Authorization: Bearer 之后；它以新建时的身份办事，权限与页面完全相同。',
  '看不到的和不存在的一样返回 404；看得到但不由您办理的返回 403，并说明由谁办理。',
  '修改时带上读到的 version。他人已先更新的返回 409（stale），请重新读取后再改。',
  '清单每页最多 50 项，next 不为 null 时放进 after 继续读取。',
  '新建和办理类请求可带 Idempotency-Key：同一个键 24 小时内只执行一次，重发得到同样的回答。',
  '没有成功时返回 application/problem+json（RFC 9457）：code 供程序判断，detail 供人阅读，errors 指出字段。请求过多返回 429，按 Retry-After 等候。',
  '日期为北京时间的 YYYY-MM-DD，时刻为 UTC。文件先用 POST /uploads 上传，再在保存佐证或导入规划时引用 uploadId。',
]

function Operation({ endpoint }: { endpoint: Endpoint }) {
  const fields = fieldsOf(endpoint)
  return (
    <article id={operationId(endpoint)} className="mb-8">
      <h3 className="font-semibold break-words">
        <code>
          {endpoint.method} {endpoint.path}
        </code>
      </h3>
      <p className="mt-1 text-ink-2">{endpoint.summary}</p>
      {fields.length > 0 ? (
        <div
          className="table-frame mt-2"
          data-wide="false"
          data-phone="scroll"
          role="region"
          aria-label={`${endpoint.summary}：参数`}
          tabIndex={0}
        >
          <table className="table">
            <caption className="sr-only">{endpoint.summary}：参数</caption>
            <thead>
              <tr>
                <th scope="col">名称</th>
                <th scope="col">位置</th>
                <th scope="col">类型</th>
                <th scope="col">说明</th>
              </tr>
            </thead>
            <tbody>
              {fields.map((field) => (
                <tr key={`${field.place} ${field.name}`}>
                  <td>
                    <code className="whitespace-nowrap">{field.name}</code>
                  </td>
                  <td className="whitespace-nowrap">{field.place}</td>
                  <td>
                    <code className="break-words">{field.type}</code>
                  </td>
                  <td className="min-w-[10rem]">
                    {field.required ? '必填。' : ''}
                    {field.description}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <CodeBlock label={`${endpoint.summary}：请求示例`} text={curlOf(endpoint)} />
    </article>
  )
}

/** The API for those who will call it. Public like its description: it holds nothing of anybody's work. */
export default function ApiPage() {
  return (
    <main className="mx-auto max-w-[960px] px-4 py-8">
      <PageHead
        title="落实 API"
        fact={`${endpoints.length} 个接口`}
        secondary={
          <Link className="link" href="/api/v1/openapi.json" prefetch={false}>
            OpenAPI 3.1 描述
          </Link>
        }
        crumbs={[{ href: '/', label: '落实' }]}
      />
      <Section title="怎样使用">
        <ul className="flex list-disc flex-col gap-2 pl-6 text-read">
          {introduction.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Section>
      <nav aria-label="接口" className="mb-8 flex flex-wrap gap-x-4 gap-y-2">
        {tags.map((tag) => (
          <Link key={tag} className="link" href={`#${tag}`}>
            {tag}
          </Link>
        ))}
        <Link className="link" href="#problems">
          错误代码
        </Link>
      </nav>
      {tags.map((tag) => (
        <Section key={tag} title={tag} id={tag}>
          {endpoints
            .filter((endpoint) => endpoint.tag === tag)
            .map((endpoint) => (
              <Operation key={operationId(endpoint)} endpoint={endpoint} />
            ))}
        </Section>
      ))}
      <Section title="错误代码" id="problems">
        <div
          className="table-frame"
          data-wide="false"
          data-phone="scroll"
          role="region"
          aria-label="错误代码"
          tabIndex={0}
        >
          <table className="table">
            <caption className="sr-only">错误代码</caption>
            <thead>
              <tr>
                <th scope="col">代码</th>
                <th scope="col">状态</th>
                <th scope="col">说明</th>
              </tr>
            </thead>
            <tbody>
              {problemCodes.map(({ code, status, text }) => (
                <tr key={code} id={code}>
                  <td>
                    <code>{code}</code>
                  </td>
                  <td>{status}</td>
                  <td>{text.replace(/\{\w+\}/g, '…')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>
    </main>
  )
}
