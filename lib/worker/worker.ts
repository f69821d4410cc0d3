import { offlinePage } from '@/lib/core/app-pages'
import { fileLost, syncTag, takeOver, tryToSync } from '@/lib/core/worker-messages'
import { Kept } from './kept'
import { lastPage } from './last-page'
import { type Plan, planOf } from './plan'

// The service worker: it keeps the app's screens, so that they open at once and without the server. It never waits for
// the network where it has something, never touches the data, and takes over from an older one only when told to.

/** Put in by the build. */
declare const BUILD_ID: string
declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string }[] }

/** Of Background Sync, which only some browsers have. */
type SyncEvent = ExtendableEvent & { tag: string }

/** The pages that came from what is kept here: what comes from the server is of whichever version it has. */
const shown = new Set<string>()
const kept = new Kept({ id: BUILD_ID, files: self.__WB_MANIFEST.map(({ url }) => url) })

self.addEventListener('install', (event) => event.waitUntil(kept.fill()))

self.addEventListener('activate', (event) => {
  event.waitUntil(takeUp())
})

async function takeUp(): Promise<void> {
  await Promise.all([kept.layScriptsAnew(), kept.dropOthers()])
  await self.clients.claim()
}

self.addEventListener('message', (event) => {
  if (event.data === takeOver) event.waitUntil(self.skipWaiting())
})

self.addEventListener('fetch', (event) => {
  const plan = planOf(event.request, self.location.origin)
  if (plan) event.respondWith(answer(event, plan))
})

self.addEventListener('sync' as 'activate', (event) => {
  if ((event as SyncEvent).tag === syncTag) event.waitUntil(tellPages())
})

async function answer(event: FetchEvent, plan: Plan): Promise<Response> {
  const { request } = event
  switch (plan.kind) {
    case 'prefetch':
      // The router reads it as "not now", without a complaint; the whole screen comes from here when it is wanted.
      return new Response(null, { status: 204 })
    case 'payload':
      return (await kept.payload(plan.page)) ?? fetch(request)
    case 'file':
      return (await kept.file(plan.path)) ?? fetchFile(event, plan.path)
    case 'other-page':
      return fetchPage(request)
    case 'page': {
      const page = await kept.file(plan.page)
      if (page) {
        shown.add(event.resultingClientId)
        return page
      }
      // Signing out, or the browser for want of room, took everything away. Where the next version waits, the server
      // no longer has this one, and what is under way would only hold up the change.
      if (!self.registration.waiting) event.waitUntil(kept.fill().catch(() => undefined))
      return fetchPage(request)
    }
  }
}

async function fetchPage(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch {
    return (await kept.file(offlinePage)) ?? lastPage()
  }
}

async function fetchFile({ request, clientId }: FetchEvent, path: string): Promise<Response> {
  const response = await fetch(request)
  // Every answer of the server has an id; a proxy that has lost the server knows no file either.
  const isOurs = response.headers.has('x-request-id')
  if (response.status === 404 && isOurs && kept.needs(path)) {
    await kept.drop()
    // Its scripts may not all be there to see that one is missing; once, so that no page loads anew for ever.
    if (shown.delete(clientId)) (await self.clients.get(clientId))?.postMessage(fileLost)
  }
  return response
}

/** Only a hint: the pages send what waits, as they do without it. */
async function tellPages(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  for (const page of pages) page.postMessage(tryToSync)
}
