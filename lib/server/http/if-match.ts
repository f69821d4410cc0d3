import 'server-only'
import { invalidField } from '@/lib/core/errors'

// What proxies that compress make of "17" on the way out: they weaken it, or note the coding in it.
const tagged = /^(?:W\/)?"(\d{1,16})(?:(?:--?|[;:+])[a-z]{1,8})?"$/i

/**
 * The revs that an If-Match names, `*` for any; undefined where none is sent. Refuses (`invalid`) what is no ETag of ours; one
 * that a proxy has changed on its way to the client counts as the one that we sent.
 */
export function revsToMatch(header: string | null): string[] | undefined {
  if (header === null) return undefined
  const tags = header
    .split(',')
    .map((part) => part.trim())
    .filter((tag) => tag !== '')
  const revs = tags.map((tag) => (tag === '*' ? tag : tagged.exec(tag)?.[1]))
  if (revs.length === 0 || revs.includes(undefined)) {
    throw invalidField('If-Match', 'must be an ETag such as "17"')
  }
  return revs as string[]
}
