import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { AppPage } from '@/lib/core/app-pages'
import { root } from '@/scripts/install.mjs'

/** How much of it a screen may need, in kB: the one for adding opens before everything else. */
export function mostWeight(page: AppPage): number {
  return page === '/add' ? 205 : 250
}

/** The JavaScript that a screen of a build needs in a browser of today, in kB gzipped. */
export function scriptWeight(page: AppPage, app = root): number {
  const name = page === '/' ? '/index' : page
  const html = readFileSync(join(app, '.next', 'server', 'app', `${name}.html`), 'utf8')
  const files = new Set<string>()
  for (const [tag, path = ''] of html.matchAll(/<script[^>]*src="\/_next\/([^"?]+\.js)[^>]*>/g)) {
    if (!/nomodule/i.test(tag)) files.add(path)
  }
  if (files.size === 0) throw new Error(`The build's ${page} names no scripts.`)
  let bytes = 0
  for (const file of files) bytes += gzipSync(readFileSync(join(app, '.next', file))).length
  return bytes / 1000
}
