import { type NextRequest, NextResponse } from 'next/server'
import { refuseForeignWrite } from '@/lib/auth/same-site'

const isDevelopment = process.env.NODE_ENV === 'development'

const policy = (nonce: string): string =>
  [
    "default-src 'self'",
    // React in development evaluates strings to show server errors; nothing else may.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Headers of every page. Who may see it is asked where its data is read, never here (DESIGN §4). */
export const proxy = (request: NextRequest): Response => {
  const refused = refuseForeignWrite(request)
  if (refused) return refused
  const contentSecurityPolicy = policy(btoa(crypto.randomUUID()))
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', contentSecurityPolicy)
  // For the way back after signing in; a layout cannot see its own address.
  headers.set('x-luoshi-path', request.nextUrl.pathname + request.nextUrl.search)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', contentSecurityPolicy)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('x-frame-options', 'DENY')
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('permissions-policy', 'camera=(self), geolocation=(self), microphone=()')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  // Kept by the browser alone, because of the nonce; shortly, because its office may close it again.
  if (request.nextUrl.pathname.startsWith('/public/')) response.headers.set('cache-control', 'private, max-age=60')
  if (request.nextUrl.protocol === 'https:' || process.env.NEXTAUTH_URL?.startsWith('https:')) {
    response.headers.set('strict-transport-security', 'max-age=31536000')
  }
  return response
}

export const config = {
  // Uploads must not pass here: the framework would cut a body at 10 MB. Files bring a policy of their own.
  matcher: ['/((?!api/uploads|api/files|api/v1/uploads|_next/static|_next/image|favicon.ico).*)'],
}
