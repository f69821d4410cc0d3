import { type AppPage, appPages, installFiles, offlinePage, pageIcons } from '@/lib/core/app-pages'

const prefix = 'ttm-'

/** What belongs to one build: its id, and the addresses of its files that the app's screens need. */
export type Build = { id: string; files: readonly string[] }

/** The pages and files of one build that this browser keeps, each page with the headers that it came with. */
export class Kept {
  readonly #build: Build
  readonly #name: string

  constructor(build: Build) {
    this.#build = build
    this.#name = prefix + build.id
  }

  /**
   * Fetches whatever is not kept yet. Throws where something cannot be had or is of another build; what came before
   * stays, since all of it is of this build.
   */
  async fill(): Promise<void> {
    const cache = await caches.open(this.#name)
    const missing = async (keys: readonly string[]) => {
      const found = await Promise.all(keys.map((key) => cache.match(key, { ignoreVary: true })))
      return keys.filter((_, at) => !found[at])
    }
    const files = await missing([...this.#build.files, ...pageIcons, ...installFiles])
    const pages = await missing([...appPages, offlinePage, ...appPages.map(payloadOf)])
    await Promise.all([
      ...files.map((file) => this.#keepFile(cache, file)),
      ...pages.map((key) => this.#keepPage(cache, key)),
    ])
  }

  /**
   * Lays the scripts down once more, after the installation: what Chromium takes for a script during it, it compiles whole,
   * and every start of the app would have to read all of that back. Never asks the network; what the browser's own cache
   * does not have stays as it is.
   */
  async layScriptsAnew(): Promise<void> {
    const cache = await caches.open(this.#name)
    const layOne = async (path: string) => {
      const again = await fetch(path, { cache: 'only-if-cached', mode: 'same-origin' })
      if (again.ok) await cache.put(path, again)
    }
    const scripts = this.#build.files.filter((path) => path.endsWith('.js'))
    await Promise.allSettled(scripts.map(layOne))
  }

  /** What is kept under a path; the query of the request that it answers does not matter. */
  file(path: string): Promise<Response | undefined> {
    return caches.match(path, { cacheName: this.#name, ignoreVary: true })
  }

  /** What the router gets for a screen. */
  payload(page: AppPage): Promise<Response | undefined> {
    return this.file(payloadOf(page))
  }

  /** Whether a file is one that this build cannot do without. */
  needs(path: string): boolean {
    return this.#build.files.includes(path)
  }

  /** Forgets this build: its files are no longer to be had, so its pages must not be shown either. */
  async drop(): Promise<void> {
    await caches.delete(this.#name)
  }

  /** Forgets every other build. */
  async dropOthers(): Promise<void> {
    const names = await caches.keys()
    const others = names.filter((name) => name.startsWith(prefix) && name !== this.#name)
    await Promise.all(others.map((name) => caches.delete(name)))
  }

  async #keepFile(cache: Cache, path: string): Promise<void> {
    const response = await fetch(path, { redirect: 'error' })
    // No file is a page, but what stands before a server answers with its own for each of them.
    const isPage = response.headers.get('content-type')?.startsWith('text/html')
    if (!response.ok || isPage) throw new Error(`${path} answered ${response.status}.`)
    await cache.put(path, response)
  }

  async #keepPage(cache: Cache, key: string): Promise<void> {
    // Next answers a payload only under this query, which is empty where nothing else is said of the request.
    const headers: Record<string, string> = key.endsWith('?_rsc') ? { RSC: '1' } : {}
    const response = await fetch(key, { headers, cache: 'no-store', redirect: 'error' })
    const body = await response.text()
    // A server that is just being replaced, or a proxy that wants to be signed in to, answers with something else.
    if (!response.ok || !body.includes(this.#build.id)) {
      throw new Error(`${key} is not of build ${this.#build.id}.`)
    }
    await cache.put(key, copyOf(response, body))
  }
}

function payloadOf(page: AppPage): string {
  return `${page}?_rsc`
}

/** The same answer without an address of its own, so that it takes the one of whatever request it answers. */
function copyOf({ status, headers }: Response, body: string): Response {
  const copied = new Headers(headers)
  // They speak of the bytes on the wire.
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) {
    copied.delete(name)
  }
  return new Response(body, { status, headers: copied })
}
