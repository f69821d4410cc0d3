import * as z from 'zod/mini'
import { entity } from '../entity'
import { currencyField, lineField } from '../fields'
import { mostFormerly } from './rules'

/**
 * A wallet: the one row of its kind in its space, with the space's id. `formerly` names the currencies that its figures
 * were written in before it was relabelled.
 */
export const wallet = entity(
  {
    name: z.strictObject({ name: lineField(60) }),
    currency: z.strictObject({ currency: currencyField }),
    formerly: z.strictObject({
      formerly: z.array(currencyField).check(z.maxLength(mostFormerly)),
    }),
  },
  { formerly: [] },
)
