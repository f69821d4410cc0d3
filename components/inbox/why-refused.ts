import type { FieldError } from '@/lib/core/errors'

type Refused = { message: string; fields?: readonly FieldError[] | undefined }

/** What refusals say to scripts, by its beginning, and how a person would say it. */
const known: readonly [RegExp, string][] = [
  [/^currency must be the wallet's own, (\w+)\.$/, 'The wallet is in $1 now.'],
  [/^currency cannot change .*$/, 'The wallet holds expenses, so its currency stays as it is.'],
  [/^to cannot be (\w+), (.*)$/, 'The wallet cannot be in $1, $2'],
  [/^(to\.)?categoryId is not .*$/, 'The category is not in this wallet any more.'],
  [/^to\.walletId must .*$/, 'It is in that wallet already.'],
  [/^after is not .*$/, 'The category before it is not in this wallet any more.'],
  [/^mergedInto is not .*$/, 'The category to merge into is not in this wallet any more.'],
  [/^mergedInto would .*$/, 'These two categories are merged the other way round already.'],
  [/^defaultWalletId is not .*$/, 'That wallet is not yours any more.'],
  [/^value must .*$/, 'What you chose is not in question any more.'],
  [/^Not found$/, 'It is not there any more, or the wallet is no longer yours.'],
  [/^This is not allowed$/, 'You may not change this wallet any more.'],
]

const names: Readonly<Record<string, string>> = {
  amount: 'amount',
  date: 'date',
  note: 'note',
  name: 'name',
  icon: 'icon',
  color: 'colour',
  currency: 'currency',
  categoryId: 'category',
  walletId: 'wallet',
  position: 'place',
}

/** Why a change was not taken, in plain words: one or more sentences. */
export function whyRefused({ message, fields }: Refused): string {
  const said = known.find(([pattern]) => pattern.test(message))
  if (said) return message.replace(...said)
  const [field] = fields ?? []
  const name = names[field?.path.split('.').at(-1) ?? '']
  if (field && name) return `The ${name} ${field.message}.`
  // The name of a field says nothing to a person; the exported file has it.
  if (field && message.startsWith(field.path)) return 'Something in it does not fit any more.'
  return /[.!?]$/.test(message) ? message : `${message}.`
}
