import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

let script: Promise<string> | undefined

/** The service worker's script. It holds no data, so it is served to everybody; its reach is the folder of the visits. */
export const GET = async (): Promise<Response> => {
  script ??= readFile(join(process.cwd(), 'app', '(desk)', 'inspections', 'visits', 'offline', 'worker.js'), 'utf8')
  return new Response(await script, {
    headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' },
  })
}
