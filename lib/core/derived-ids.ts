import { v5 } from 'uuid'

/** The id that a name always has within an id: the same two give the same third (UUIDv5). */
export function derivedId(within: string, name: string): string {
  return v5(name, namespace(within))
}

// v5 wants its namespace to be an RFC 4122 UUID, but any UUID may be a row's id: hash those in by name.
function namespace(id: string): string {
  return v5(id, '6f0d3b0c-8f0e-5f4b-9b1e-3f6f3a4c7d52')
}
