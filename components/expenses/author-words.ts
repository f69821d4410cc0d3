import type { Self } from '@/lib/client/inbox'

/** Who wrote something, and through what; `client` is undefined where that is not known here. */
export type Author = {
  by: string
  client: string | null | undefined
  via?: string
  name?: string | null
}

/** Who wrote something, as this person calls them: "this device", "a script", "another member". */
export function authorWords({ by, client, via, name }: Author, self: Self): string {
  if (by !== self.userId) return name || 'another member'
  if (client && client === self.clientId) return 'this device'
  if (via === 'rest') return 'a script'
  if (via === 'form') return 'the form'
  if (via === 'recovery') return 'the copy on a device'
  if (via === 'system') return 'the server'
  return client === undefined ? 'you' : 'another device'
}

/** The same at the beginning of a line. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
