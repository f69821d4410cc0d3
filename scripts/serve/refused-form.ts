import type { IncomingMessage } from 'node:http'
import { errorTable } from '@/lib/core/errors'

/**
 * What answers a form from elsewhere so that whoever sent it can show it to a person: a sentence for the app's own code, which
 * the failure page repeats, and a page for a browser without scripts; undefined for a script.
 */
export function refusedForm(
  { headers }: IncomingMessage,
  why: string,
): { type: string; body: string } | undefined {
  // Next reads a text of exactly this type.
  if (headers['next-action'] !== undefined) return { type: 'text/plain', body: why }
  const isForm = /^(multipart|application\/x-www)/i.test(headers['content-type'] ?? '')
  if (!isForm && !headers.accept?.includes('text/html')) return undefined
  return { type: 'text/html; charset=utf-8', body: page(errorTable.cross_origin.title, why) }
}

function page(title: string, why: string): string {
  const text = why.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · TrackThatMoney</title>
<style>
  body { margin: 14vh auto 0; padding: 0 1.25rem; max-width: 40rem; font: 1rem/1.5 system-ui, sans-serif }
  h1 { margin: 0; font-size: 1.75rem; line-height: 2.25rem }
  p { overflow-wrap: anywhere }
  a { display: inline-block; padding: 0.75rem 0; color: inherit }
</style>
<h1>${title}</h1>
<p>${text}</p>
<p>Nothing was changed.</p>
<p><a href="/">Go to TrackThatMoney</a></p>
</html>
`
}
