/**
 * Where a sign-in leads on to: a path of this site, or the start. An address that someone else put into a link must not
 * become the way on, so it is read as a browser reads it, which drops tabs and takes `\` for `/`.
 */
export const wayBack = (address: string | undefined, siteUrl: string | undefined): string => {
  const site = new URL(siteUrl ?? 'http://localhost')
  // next-auth gives its addresses in full.
  if (!address || !URL.canParse(address, site)) return '/'
  const target = new URL(address, site)
  if (target.origin !== site.origin) return '/'
  const path = target.pathname + target.search
  // `//host` as a path is an address of another host once it stands alone.
  return path.startsWith('//') || path.startsWith('/login') ? '/' : path
}
