import { v5, v7 } from 'uuid'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** A new id (UUIDv7: later ones sort later). */
export function newId(): string {
  return v7()
}

/** Whether a text has the form of a UUID, of any version. */
export function isId(text: string): boolean {
  return uuid.test(text)
}

/** The id that a name always has within an id: the same two give the same third (UUIDv5). */
export function derivedId(within: string, name: string): string {
  return v5(name, namespace(within))
}

// v5 wants its namespace to be an RFC 4122 UUID, but any UUID may be a row's id: hash those in by name.
function namespace(id: string): string {
  return v5(id, '6f0d3b0c-8f0e-5f4b-9b1e-3f6f3a4c7d52')
}
