import type { Self } from '@/lib/client/inbox/inbox'

/** Who wrote something, and through what; `client` is undefined where that is not known here. */
export type Author = {
  by: string
  client: string | null | undefined
  via?: string
  /** What its author knows the device or script by. */
  label?: string | null | undefined
  name?: string | null
}

/** Who wrote something, as this person calls them: "this device", "a script (curl/8.5.0)", "another member". */
export function authorWords(author: Author, self: Self): string {
  const { by, client, via, name, label } = author
  if (by !== self.userId) return name || 'another member'
  if (client && client === self.clientId) return 'this device'
  const words = placeWords(client, via)
  return label && via !== 'recovery' ? `${words} (${label})` : words
}

function placeWords(client: Author['client'], via: Author['via']): string {
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
