/** What Next hands a page as `await searchParams`. */
export type SearchParams = Record<string, string | string[] | undefined>

/** The address with some parameters changed; `null` or '' takes one away. Parameters that were empty are left out. */
export function addressWith(
  path: string,
  params: SearchParams,
  changes: Record<string, string | string[] | null> = {},
): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries({ ...params, ...changes })) {
    for (const one of Array.isArray(value) ? value : [value]) if (one) query.append(key, one)
  }
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

export function firstOf(params: SearchParams, name: string): string | undefined {
  const value = params[name]
  return (Array.isArray(value) ? value[0] : value) || undefined
}

export function allOf(params: SearchParams, name: string): string[] {
  const value = params[name]
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => Boolean(one))
}

/** Hidden inputs that carry the rest of the address through a GET form. */
export function carriedParams(params: SearchParams, without: string[]): [string, string][] {
  return Object.keys(params)
    .filter((key) => !without.includes(key))
    .flatMap((key) => allOf(params, key).map((value): [string, string] => [key, value]))
}
