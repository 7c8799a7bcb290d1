import type { Endpoint, Method } from './endpoint'

export type Match =
  | { readonly kind: 'found'; readonly endpoint: Endpoint; readonly ids: Readonly<Record<string, number>> }
  | { readonly kind: 'otherMethod'; readonly allow: readonly string[] }
  | { readonly kind: 'unknown' }

/** The numbers in an address, or null where the template does not fit. */
const fit = (template: string, parts: readonly string[]): Record<string, number> | null => {
  const wanted = template.split('/').slice(1)
  if (wanted.length !== parts.length) return null
  const ids: Record<string, number> = {}
  for (const [at, piece] of wanted.entries()) {
    const part = parts[at] ?? ''
    const name = /^\{(\w+)\}$/.exec(piece)?.[1]
    if (!name) {
      if (piece !== part) return null
    } else if (/^[1-9]\d{0,14}$/.test(part)) ids[name] = Number(part)
    else return null
  }
  return ids
}

/** `path` is what follows `/api/v1`. HEAD asks what GET would say. */
export const match = (endpoints: readonly Endpoint[], method: string, path: string): Match => {
  const parts = path.replace(/\/$/, '').split('/').slice(1)
  const wanted: string = method === 'HEAD' ? 'GET' : method
  const here = endpoints.flatMap((endpoint) => {
    const ids = fit(endpoint.path, parts)
    return ids ? [{ endpoint, ids }] : []
  })
  if (here.length === 0) return { kind: 'unknown' }
  const found = here.find(({ endpoint }) => endpoint.method === wanted)
  if (found) return { kind: 'found', ...found }
  const allow: Set<Method | 'HEAD' | 'OPTIONS'> = new Set(here.map(({ endpoint }) => endpoint.method))
  if (allow.has('GET')) allow.add('HEAD')
  return { kind: 'otherMethod', allow: [...allow, 'OPTIONS'] }
}
