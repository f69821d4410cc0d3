import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from '@/scripts/install.mjs'

/** The JavaScript that a static page of the build loads in a browser of today, in kB gzipped. */
export function scriptWeight(page: 'index' | 'add' | 'settings'): number {
  const html = readFileSync(join(root, '.next', 'server', 'app', `${page}.html`), 'utf8')
  const files = new Set<string>()
  for (const [tag, path = ''] of html.matchAll(/<script[^>]*src="\/_next\/([^"?]+\.js)[^>]*>/g)) {
    if (!/nomodule/i.test(tag)) files.add(path)
  }
  let bytes = 0
  for (const file of files) bytes += gzipSync(readFileSync(join(root, '.next', file))).length
  return bytes / 1000
}
