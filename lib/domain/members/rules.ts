import { type Role, roles } from './schema'

/** Whether a role includes what another one may do. */
export function covers(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed)
}
