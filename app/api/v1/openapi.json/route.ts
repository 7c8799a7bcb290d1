import { openApi } from '@/app/api/v1/openapi'

/** Public: it describes the interface and holds nothing of anybody's work. */
export const GET = (): Response =>
  new Response(JSON.stringify(openApi()), {
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'public, max-age=300' },
  })
