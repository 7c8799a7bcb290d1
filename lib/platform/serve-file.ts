import type { ByteRange, FileStore } from '@/lib/platform/file-store'

type Served = { readonly sha256: string; readonly size: number; readonly mime: string; readonly name: string }

/** Kinds that a browser shows without running anything of them. Everything else is saved, never opened in our origin. */
const previews = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'application/pdf'])

export const mayPreview = (mime: string): boolean => previews.has(mime)

/**
 * A sandboxed document may not start the browser's own PDF viewer, so a PDF is fenced without it: nothing loads, nothing runs,
 * and only our own pages may frame it.
 */
const policyOf = (mime: string, inline: boolean): string => {
  const fence = "default-src 'none'; frame-ancestors 'self'; form-action 'none'; base-uri 'none'"
  return inline && mime === 'application/pdf'
    ? `${fence}; object-src 'self'; style-src 'unsafe-inline'`
    : `${fence}; sandbox`
}

/** RFC 6266 with the name in RFC 5987: an ASCII fallback for old programs, the real name for the rest. */
export const contentDisposition = (kind: 'attachment' | 'inline', name: string): string => {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

/** One range of RFC 9110; several at once, or nonsense, are answered with the whole file; null: outside of it. */
export const rangeOf = (header: string | null, size: number): ByteRange | 'whole' | null => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return 'whole'
  if (match[1] === '') {
    const length = Number(match[2])
    return length === 0 ? null : { start: Math.max(0, size - length), end: size - 1 }
  }
  const start = Number(match[1])
  const end = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1)
  if (match[2] !== '' && Number(match[2]) < start) return 'whole'
  return start < size ? { start, end } : null
}

/** Streams a stored file; the caller has decided that this person may read it. */
export const serveFile = async (store: FileStore, file: Served, request: Request): Promise<Response> => {
  const inline = new URL(request.url).searchParams.get('inline') === '1' && mayPreview(file.mime)
  const headers = new Headers({
    'Content-Type': inline ? file.mime : 'application/octet-stream',
    'Content-Disposition': contentDisposition(inline ? 'inline' : 'attachment', file.name),
    'Content-Security-Policy': policyOf(file.mime, inline),
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Accept-Ranges': 'bytes',
    // The content under a hash never changes, but who may read it does: ask again each time.
    'Cache-Control': 'private, no-cache',
    ETag: `"${file.sha256}"`,
  })
  if (request.headers.get('if-none-match') === `"${file.sha256}"`) return new Response(null, { status: 304, headers })
  const asked = request.headers.get('range')
  const condition = request.headers.get('if-range')
  const range = condition && condition !== `"${file.sha256}"` ? 'whole' : rangeOf(asked, file.size)
  if (range === null) {
    headers.set('Content-Range', `bytes */${file.size}`)
    return new Response(null, { status: 416, headers })
  }
  const length = range === 'whole' ? file.size : range.end - range.start + 1
  headers.set('Content-Length', String(length))
  if (range !== 'whole') headers.set('Content-Range', `bytes ${range.start}-${range.end}/${file.size}`)
  const body = request.method === 'HEAD' ? null : await store.open(file.sha256, range === 'whole' ? undefined : range)
  return new Response(body, { status: range === 'whole' ? 200 : 206, headers })
}
