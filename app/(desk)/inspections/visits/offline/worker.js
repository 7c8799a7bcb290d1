// Service worker of the checklists on site: keeps the pages of opened visits and their scripts on the device, so that a
// visit opens without a line. What was filled in is not here; it waits in IndexedDB until the server has it.
const PAGES = 'luoshi-visits'
const PARTS = 'luoshi-parts'
const PATIENCE = 4000

const isVisit = (url) => /^\/inspections\/visits\/\d+$/.test(url.pathname)
const isPart = (url) => url.pathname.startsWith('/_next/static/')

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

const keep = async (name, request, response) => {
  // A redirect would be the way to the login page; an error page is not the visit.
  if (!response.ok || response.redirected || response.type !== 'basic') return
  const cache = await caches.open(name)
  await cache.put(request, response)
}

const visit = async (event, url) => {
  const key = url.pathname
  const fetched = fetch(event.request).then((response) => {
    event.waitUntil(keep(PAGES, key, response.clone()))
    return response
  })
  fetched.catch(() => undefined)
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error('late')), PATIENCE))
  try {
    return await Promise.race([fetched, late])
  } catch {
    const kept = await (await caches.open(PAGES)).match(key)
    return kept ?? fetched
  }
}

const part = async (event) => {
  const cache = await caches.open(PARTS)
  const kept = await cache.match(event.request)
  if (kept) return kept
  const response = await fetch(event.request)
  event.waitUntil(keep(PARTS, event.request, response.clone()))
  return response
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return
  if (event.request.mode === 'navigate' && isVisit(url)) event.respondWith(visit(event, url))
  else if (isPart(url)) event.respondWith(part(event))
})

self.addEventListener('message', (event) => {
  const { type, addresses = [] } = event.data ?? {}
  if (type === 'keep') {
    // What the page fetched before this worker stood between, and the page itself.
    event.waitUntil(
      Promise.allSettled(
        addresses.map(async (address) => {
          const url = new URL(address, self.location.origin)
          if (url.origin !== self.location.origin || !(isPart(url) || isVisit(url))) return
          const name = isPart(url) ? PARTS : PAGES
          const cache = await caches.open(name)
          const key = isPart(url) ? url.href : url.pathname
          if (isPart(url) && (await cache.match(key))) return
          await keep(name, key, await fetch(url.href, { credentials: 'same-origin' }))
        }),
      ).then(() => event.source?.postMessage({ type: 'kept' })),
    )
  }
  if (type === 'forget') event.waitUntil(caches.delete(PAGES))
})
