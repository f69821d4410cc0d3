import * as z from 'zod/mini'
import { entity } from '../entity'
import { roles } from './rules'

export type Role = (typeof roles)[number]

/** A user's membership of a space; the row's id is the user's. */
export const member = entity({
  role: z.strictObject({ role: z.enum(roles) }),
})
