import { v7 } from 'uuid'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** A new id (UUIDv7: later ones sort later). */
export function newId(): string {
  return v7()
}

/** Whether a text has the form of a UUID, of any version. */
export function isId(text: string): boolean {
  return uuid.test(text)
}
