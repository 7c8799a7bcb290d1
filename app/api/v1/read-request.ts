import type { z } from 'zod'
import { HttpProblem } from './problem'

const MAX_MEGABYTES = 2

const isJson = (type: string | null): boolean => /^application\/([\w.-]+\+)?json\b/i.test(type ?? '')

const tooLarge = () => new HttpProblem('bodyTooLarge', { params: { limit: MAX_MEGABYTES } })

/** The bytes, given up as soon as they are too many: the header may be absent, or wrong. */
const readAll = async (request: Request): Promise<Buffer> => {
  const limit = MAX_MEGABYTES * 1024 * 1024
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The JSON object of a request, and its text for the fingerprint; a request without a body counts as `{}`. */
export const readJson = async (
  request: Request,
): Promise<{ readonly body: Readonly<Record<string, unknown>>; readonly text: string }> => {
  const bytes = await readAll(request)
  if (bytes.byteLength === 0) return { body: {}, text: '' }
  if (!isJson(request.headers.get('content-type'))) throw new HttpProblem('notJson')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const body: unknown = JSON.parse(text)
    if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new HttpProblem('badJson')
    return { body: body as Record<string, unknown>, text }
  } catch (error) {
    throw error instanceof HttpProblem ? error : new HttpProblem('badJson')
  }
}

/** The query string by the endpoint's schema. Unlike a page's address it is written by programs: what is not understood is said. */
export const readQuery = (url: URL, schema: z.ZodObject | undefined): Readonly<Record<string, string>> => {
  const given = Object.fromEntries(url.searchParams)
  const fields: Record<string, string> = {}
  for (const name of Object.keys(given)) if (!schema || !(name in schema.shape)) fields[name] = '没有这个参数'
  const parsed = schema?.safeParse(given)
  for (const issue of parsed?.error?.issues ?? []) fields[issue.path.join('.')] ??= issue.message
  if (Object.keys(fields).length > 0) throw new HttpProblem('badQuery', { fields })
  return given
}
