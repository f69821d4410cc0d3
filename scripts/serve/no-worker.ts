import type { ServerResponse } from 'node:http'

/**
 * Answers development's browsers that ask for the service worker with one that takes itself away: the one that `npm
 * start` left at the same address would go on showing the app as it was built.
 */
export function answerWithoutWorker(response: ServerResponse): void {
  response.setHeader('Content-Type', 'text/javascript')
  response.end(script)
}

const script = `
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) await caches.delete(name)
  await self.registration.unregister()
  for (const page of await self.clients.matchAll({ type: 'window' })) void page.navigate(page.url)
})()))
`
