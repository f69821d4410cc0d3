import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The hashes of the inline scripts of each page made at build time, as a policy names them, by route. */
export function staticPages(root: string): ReadonlyMap<string, readonly string[]> {
  const manifest = join(root, '.next', 'prerender-manifest.json')
  if (!existsSync(manifest)) return new Map()
  const { routes } = JSON.parse(readFileSync(manifest, 'utf8')) as { routes: object }
  const pages = new Map<string, readonly string[]>()
  for (const route of Object.keys(routes)) {
    const name = route === '/' ? '/index' : route
    const file = join(root, '.next', 'server', 'app', `${name}.html`)
    if (existsSync(file)) pages.set(route, inlineScripts(readFileSync(file, 'utf8')).map(hashOf))
  }
  return pages
}

function inlineScripts(html: string): string[] {
  const scripts = html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)
  const inline = [...scripts].filter(([, attributes = '']) => !/\ssrc=/.test(attributes))
  return [...new Set(inline.map(([, , script = '']) => script))].filter((script) => script !== '')
}

function hashOf(script: string): string {
  return `sha256-${createHash('sha256').update(script).digest('base64')}`
}
