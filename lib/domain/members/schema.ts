import * as z from 'zod/mini'
import { entity } from '../entity'
import { byField } from '../unit'
import { roles } from './rules'

export type Role = (typeof roles)[number]

/** A user's membership of a space; the row's id is the user's. */
export const member = entity({
  spaces: ['wallet', 'user'],
  units: { role: byField({ role: z.enum(roles) }) },
  writer: 'owner',
  lasting: true,
})
