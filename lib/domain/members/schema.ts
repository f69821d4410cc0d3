import * as z from 'zod/mini'
import { entity } from '../entity'

/** What a member may do; each role may do what the ones before it may. */
export const roles = ['viewer', 'editor', 'owner'] as const
export type Role = (typeof roles)[number]

/** A user's membership of a space; the row's id is the user's. */
export const member = entity({
  role: z.strictObject({ role: z.enum(roles) }),
})
