import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appPages, offlinePage, pageIcons } from '@/lib/core/app-pages'
import { root } from '@/scripts/install.mjs'
import { type RunningServer, startServer } from '@/tests/support/server'

let server: RunningServer

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const build = (file: string) => readFileSync(join(root, '.next', file), 'utf8')

describe('the service worker', () => {
  it('keeps exactly the static pages and icons of the build', () => {
    const { routes } = JSON.parse(build('prerender-manifest.json')) as { routes: object }
    const known = [...appPages, offlinePage, ...pageIcons, '/_not-found', '/_global-error']
    expect(Object.keys(routes).sort()).toEqual([...known].sort())
  })

  it('is looked up anew at each visit, and names its build', async () => {
    const response = await fetch(`${server.url}/sw.js`)
    expect(response.headers.get('cache-control')).toBe('no-cache')
    expect(response.headers.get('content-type')).toMatch(/^application\/javascript/)
    expect(await response.text()).toContain(`"${build('BUILD_ID').trim()}"`)
  })

  it('keeps every file that the screens name, and none of the pages that it does not keep', async () => {
    const worker = await (await fetch(`${server.url}/sw.js`)).text()
    const files = [...worker.matchAll(/'url':'([^']+)'/g)].map(([, url = '']) => url)
    for (const page of [...appPages, offlinePage]) {
      const html = await (await fetch(server.url + page)).text()
      const named = [
        ...html.matchAll(/<(?:script|link)[^>]*(?:src|href)="(\/_next\/[^"]+)"[^>]*>/g),
      ]
      const needed = named.filter(([tag]) => !/nomodule/i.test(tag)).map(([, url]) => url)
      expect(needed.length).toBeGreaterThan(5)
      expect(files).toEqual(expect.arrayContaining(needed))
    }
    expect(files.filter((url) => /\(public\)|\/docs\/|\/api\//.test(url))).toEqual([])
    let bytes = 0
    for (const url of files) {
      const response = await fetch(server.url + url)
      expect(response.status, url).toBe(200)
      bytes += (await response.arrayBuffer()).byteLength
    }
    // The API reference alone has more.
    expect(bytes).toBeLessThan(1_500_000)
  })
})
