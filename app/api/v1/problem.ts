import { Refusal, type RefusalCode, refusals } from '@/lib/domain/refusals'

/** What goes wrong before any rule is asked: the request itself. */
export const httpProblems = {
  badJson: { status: 400, text: '请求正文不是有效的 JSON。' },
  badQuery: { status: 400, text: '查询参数有误，请看 errors。' },
  tokenInvalid: {
    status: 401,
    text: '令牌缺失、有误、已停用或已过期。请在“个人设置”中新建令牌，放在 Authorization: Bearer 之后。',
  },
  unknownPath: { status: 404, text: '没有这个接口。接口清单见 /api/v1。' },
  methodNotAllowed: { status: 405, text: '这个接口不接受此方法，可用的方法见 Allow。' },
  lengthRequired: { status: 411, text: '上传文件须带 Content-Length。' },
  bodyTooLarge: { status: 413, text: '请求正文超过 {limit} MB。' },
  notJson: { status: 415, text: '请求正文须为 application/json。' },
  uploadRefused: { status: 422, text: '上传没有成功：{why}' },
  unexpected: { status: 500, text: '系统出错，请稍后再试。如仍不行，请把编号 {errorId} 告诉管理员。' },
} as const

export type HttpProblemCode = keyof typeof httpProblems

/** Thrown by the layer of the API itself; rules throw `Refusal`. */
export class HttpProblem extends Error {
  readonly code: HttpProblemCode
  readonly fields: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: HttpProblemCode,
    {
      params = {},
      fields = {},
      headers = {},
    }: {
      readonly params?: Readonly<Record<string, string | number>>
      readonly fields?: Readonly<Record<string, string>>
      readonly headers?: Readonly<Record<string, string>>
    } = {},
  ) {
    super(httpProblems[code].text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '')))
    this.code = code
    this.fields = fields
    this.headers = headers
  }
}

export const problemCodes: readonly {
  readonly code: RefusalCode | HttpProblemCode
  readonly status: number
  readonly text: string
}[] = [
  ...Object.entries(httpProblems).map(([code, entry]) => ({ code: code as HttpProblemCode, ...entry })),
  ...Object.entries(refusals).map(([code, entry]) => ({ code: code as RefusalCode, ...entry })),
]

const titles: Readonly<Record<number, string>> = {
  400: '请求有误',
  401: '须先认证',
  403: '无权办理',
  404: '没有找到',
  405: '方法不可用',
  409: '与当前状态冲突',
  411: '缺少长度',
  413: '内容过大',
  415: '类型不支持',
  422: '内容须修改',
  423: '已锁定',
  429: '过于频繁',
  500: '系统出错',
}

/** RFC 9457. `code` is the refusal's; `errors` names the fields of the request. */
export const problemResponse = (
  problem: Refusal | HttpProblem,
  { instance, requestId }: { readonly instance: string; readonly requestId: string },
): Response => {
  const status = problem instanceof Refusal ? problem.status : httpProblems[problem.code].status
  const errors = Object.entries(problem.fields).map(([field, detail]) => ({ field, detail }))
  const headers = new Headers({
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Language': 'zh-CN',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'X-Request-Id': requestId,
    ...(problem instanceof Refusal ? {} : problem.headers),
  })
  if (status === 401) headers.set('WWW-Authenticate', 'Bearer realm="luoshi"')
  if (problem instanceof Refusal && problem.code === 'tooMany') {
    headers.set('Retry-After', String(problem.params.seconds ?? 60))
  }
  const body = {
    type: `/api/v1#${problem.code}`,
    title: titles[status] ?? titles[500],
    status,
    detail: problem.message,
    instance,
    code: problem.code,
    requestId,
    ...(errors.length > 0 ? { errors } : {}),
  }
  return new Response(JSON.stringify(body), { status, headers })
}
