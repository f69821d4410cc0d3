import * as z from 'zod/mini'
import { type Entity, entity } from '../entity'
import { currencyField, lineField } from '../fields'
import { byField } from '../unit'
import { fitWallet, guardWallet } from './guard'
import { mostFormerly } from './rules'

const formerly = z.array(currencyField).check(z.maxLength(mostFormerly))

const units = {
  name: byField({ name: lineField(60) }, { displaced: 'tell', called: 'Name of the wallet' }),
  currency: byField(
    { currency: currencyField },
    { displaced: 'tell', called: 'Currency of the wallet' },
  ),
  formerly: byField({ formerly }, { displaced: 'tell' }),
}

/**
 * A wallet. `formerly` names the currencies that its figures were written in before it was relabelled.
 */
export const wallet: Entity<typeof units> = entity({
  spaces: ['wallet'],
  units,
  writer: 'owner',
  single: true,
  lasting: true,
  later: { formerly: [] },
  guard: guardWallet,
  fit: fitWallet,
})
