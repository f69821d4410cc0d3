import type { Role } from './schema'

/** What a member may do; each role may do what the ones before it may. */
export const roles = ['viewer', 'editor', 'owner'] as const

/** Whether a role includes what another one may do. */
export function covers(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed)
}
