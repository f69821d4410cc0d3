import * as z from 'zod/mini'
import { entity } from '../entity'
import { currencyField, lineField } from '../fields'

/** A wallet: the one row of its kind in its space, with the space's id. */
export const wallet = entity({
  name: z.strictObject({ name: lineField(60) }),
  currency: z.strictObject({ currency: currencyField }),
})
