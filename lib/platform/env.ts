import { isIP } from 'node:net'
import { z } from 'zod'

/** A setting is what the administrator may say from outside; `about` is printed in the README and in error messages. */
type Setting = { name: string; default: string; about: string }

const minutes = (most: number) =>
  z.coerce.number('应为整数').int('应为整数').min(1, '至少为 1').max(most, `至多为 ${most}`)
const text = z.string().trim().min(1, '不能为空')
const webAddress = z.url({ protocol: /^https?$/, error: '应为 http:// 或 https:// 开头的地址' })
const day = z.iso.date('应为 YYYY-MM-DD 形式的日期')

/** How many proxies stand in front, or where they stand; nothing else may say whose address a request has. */
const isProxyList = (value: string): boolean =>
  /^\d{1,2}$/.test(value) ||
  value.split(',').every((entry) => {
    const [address = '', bits, more] = entry.trim().split('/')
    const version = isIP(address)
    const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
    return version !== 0 && fits && more === undefined
  })

const schema = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: '应为 postgres:// 开头的连接地址' })
    .optional()
    .describe('数据库连接地址；不设则启动内置的 PostgreSQL'),
  HOST: text.default('127.0.0.1').describe('监听的地址'),
  PORT: z.coerce
    .number('应为端口号')
    .int('应为端口号')
    .min(1, '应为 1–65535')
    .max(65535, '应为 1–65535')
    .default(3000)
    .describe('监听的端口'),
  NEXTAUTH_URL: webAddress.optional().describe('用户在浏览器里打开的地址；不设则由 HOST 和 PORT 得出'),
  NEXTAUTH_SECRET: z
    .string()
    .min(16, '至少 16 个字符')
    .optional()
    .describe('登录凭据的签名密钥；不设则生成一个，存于数据目录的 secret 文件'),
  LUOSHI_TRUSTED_PROXIES: text
    .refine(isProxyList, '应为反向代理的个数，或以逗号分隔的 IP 地址、网段')
    .optional()
    .describe(
      '前面的反向代理：个数，或以逗号分隔的地址、网段；只相信它们写的 X-Forwarded-For，不设则以连接的来源地址为准',
    ),
  LUOSHI_DATA_DIR: text.default('.data').describe('数据目录：佐证材料、上传暂存、内置数据库'),
  LUOSHI_SAMPLE: z
    .enum(['on', 'off'], '应为 on 或 off')
    .default('on')
    .describe('启动时数据库为空，是否装入示例数据（on、off）'),
  LUOSHI_UPLOAD_MAX_MB: minutes(4096).default(200).describe('单个文件的大小上限（MB）'),
  LUOSHI_STAGING_MAX_MB: minutes(1_000_000).default(2048).describe('每人上传后还没有保存的文件合计上限（MB）'),
  LUOSHI_SESSION_IDLE_MINUTES: minutes(1440).default(30).describe('多久不操作须重新登录（分钟）'),
  LUOSHI_SESSION_HOURS: minutes(168).default(12).describe('一次登录最长有效时间（小时）'),
  LUOSHI_LOCKOUT_FAILURES: minutes(100).default(5).describe('连续输错几次密码后锁定'),
  LUOSHI_LOCKOUT_MINUTES: minutes(1440).default(15).describe('锁定多久（分钟）'),
  LUOSHI_API_PER_MINUTE: minutes(100_000).default(600).describe('每个 API 令牌每分钟最多几次请求'),
  OIDC_ISSUER: webAddress.optional().describe('统一身份认证（OIDC）的签发者地址；不设则只用用户名和密码'),
  OIDC_CLIENT_ID: text.optional().describe('统一身份认证分配的客户端编号'),
  OIDC_CLIENT_SECRET: text.optional().describe('统一身份认证分配的客户端密钥'),
  OIDC_NAME: text.default('统一身份认证').describe('登录页上该入口的名称'),
  LUOSHI_TODAY: day.optional().describe('仅供测试和演示：把“今天”固定为这一天（YYYY-MM-DD）'),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      '应为 fatal、error、warn、info、debug、trace、silent 之一',
    )
    .default('info')
    .describe('日志的详细程度'),
})

const checked = schema.superRefine((value, context) => {
  if (!value.OIDC_ISSUER) return
  for (const name of ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const) {
    if (!value[name]) context.addIssue({ code: 'custom', path: [name], message: '设了 OIDC_ISSUER 就必须一并设置' })
  }
})

export type Env = z.output<typeof schema>

/** Every setting with its default and its meaning, in the order in which the README lists them. */
export const settings: Setting[] = Object.entries(schema.shape).map(([name, field]) => ({
  name,
  default: String(field.safeParse(undefined).data ?? ''),
  about: field.description ?? '',
}))

/** A wrong setting: the message is one line in Chinese per setting and names it. Values are never repeated: some are secrets. */
export class SettingsError extends Error {}

/** An empty variable counts as not set, as shells and container files leave them. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = checked.safeParse(given)
  if (parsed.success) return parsed.data
  throw new SettingsError(
    parsed.error.issues.map((issue) => `设置 ${issue.path.join('.')} 不对：${issue.message}`).join('\n'),
  )
}

let once: Env | undefined

/** The settings of this process, read at first use, so that a build needs none of them. */
export function env(): Env {
  once ??= parseEnv(process.env)
  return once
}
