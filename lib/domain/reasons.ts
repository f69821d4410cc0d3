import { AppError, type ErrorCode, type Why } from '@/lib/core/errors'

/**
 * Why a change is refused, by a name that waits on devices like that of a change: only ever add. `said` tells people; `field` goes
 * on after the name of the field that a script wrote, where it is about one. What stands in braces is filled in.
 */
const table = {
  amount_decimals: {
    code: 'invalid',
    field: 'has decimals, and the wallet was changed from {from} to {to}, which has none of them',
    said: 'The amount has decimals, and the wallet was changed from {from} to {to}, which has none of them.',
  },
  budget_currency: {
    code: 'invalid',
    field: 'stays as it was made',
    said: 'The currency of a budget stays as it was made.',
  },
  budget_foreign: {
    code: 'invalid',
    field: 'must be categories of the wallet that the budget is in',
    said: 'The budget of a wallet counts categories of that wallet alone.',
  },
  budget_unknown: {
    code: 'invalid',
    field: 'is not one of your budgets',
    said: 'The budget is not there any more.',
  },
  budgets_full: { code: 'in_use', said: 'There can be at most {most} budgets.' },
  categories_full: { code: 'in_use', said: 'A wallet can hold at most {most} categories.' },
  category_unknown: {
    code: 'invalid',
    field: 'is not a category of this wallet',
    said: 'The category is not in this wallet any more.',
  },
  choice_unknown: {
    code: 'invalid',
    field: 'must be one of the values that are in question',
    said: 'What you chose is not in question any more.',
  },
  choice_stale: {
    code: 'stale',
    said: 'These values were changed meanwhile: look at them again.',
  },
  currency_changed: {
    code: 'stale',
    said: 'The currency of its wallet was changed meanwhile.',
  },
  currency_budgets: {
    code: 'invalid',
    field: 'cannot change while the wallet has budgets',
    said: 'The wallet has budgets, so its currency stays as it is.',
  },
  currency_coarse: {
    code: 'invalid',
    field: 'cannot be {currency}, which has no decimals for {figure}',
    said: 'The wallet cannot be in {currency}, which has no decimals for {figure}.',
  },
  currency_follows: {
    code: 'invalid',
    field: 'follows from the currency',
    said: 'The former currencies of a wallet follow from its currency.',
  },
  currency_other: { code: 'stale', said: 'The wallet is in {currency} by now.' },
  currency_other_budget: {
    code: 'invalid',
    field: "must be the budget's own, {currency}",
    said: 'The budget is in {currency}.',
  },
  currency_used: {
    code: 'invalid',
    field: 'cannot change once the wallet holds expenses',
    said: 'The wallet holds expenses, so its currency stays as it is.',
  },
  currency_wallets: {
    code: 'invalid',
    field: "must be the wallet's own, {currency}",
    said: 'The wallet is in {currency} now.',
  },
  deletion_unchosen: {
    code: 'invalid',
    field: 'must be null for a deletion',
    said: 'What you chose is not in question any more.',
  },
  limits_full: { code: 'in_use', said: 'A budget can have at most {most} limits.' },
  merge_circle: {
    code: 'invalid',
    field: 'would close a circle',
    said: 'These two categories are merged the other way round already.',
  },
  merge_unknown: {
    code: 'invalid',
    field: 'is not a category of this wallet',
    said: 'The category to merge into is not in this wallet any more.',
  },
  name_taken: {
    code: 'name_taken',
    field: 'is already taken in this wallet',
    said: 'This wallet already has a category named “{name}”.',
  },
  owners_only: {
    code: 'forbidden',
    said: 'Only its owner may change this in a shared wallet.',
  },
  editors_only: {
    code: 'forbidden',
    said: 'Only its editors may change this in a shared wallet.',
  },
  place_unknown: {
    code: 'invalid',
    field: 'is not a category of this wallet',
    said: 'The category before it is not in this wallet any more.',
  },
  question_impossible: { code: 'invalid', said: 'This is no question that could be asked.' },
  trash_over: { code: 'gone', said: 'It was deleted more than {days} days ago.' },
  wallet_foreign: {
    code: 'invalid',
    field: 'is not one of your wallets',
    said: 'That wallet is not yours any more.',
  },
  wallet_large: {
    code: 'in_use',
    said: 'The wallet holds more than {most} expenses, so its currency stays.',
  },
  wallet_last: { code: 'in_use', said: 'This is your only wallet. Make another one first.' },
  wallet_missing: { code: 'not_found', said: 'There is no such wallet.' },
  wallet_same: {
    code: 'invalid',
    field: 'must be another wallet',
    said: 'It is in that wallet already.',
  },
  wallet_shared: {
    code: 'in_use',
    said: 'Several people share this wallet, so its currency stays.',
  },
  week_start: {
    code: 'invalid',
    field: 'must be from 1 (Monday) to 7 (Sunday) for weeks',
    said: 'A week begins on a day from Monday to Sunday.',
  },
  zone_unknown: {
    code: 'invalid',
    field: 'must be a time zone such as Europe/Berlin',
    said: 'The time zone is not known.',
  },
} as const satisfies Record<string, { code: ErrorCode; field?: string; said: string }>

type ReasonName = keyof typeof table

type Values = Record<string, string | number>

/** The refusal for a reason, about the field at `path` (dotted) where it is about one. */
export function refused(name: ReasonName, values: Values = {}, path?: string): AppError {
  const { code, said, field }: { code: ErrorCode; said: string; field?: string } = table[name]
  const texts = Object.fromEntries(Object.entries(values).map(([key, one]) => [key, String(one)]))
  const message = field && filled(field, texts)
  const isNamed = path !== undefined && message !== undefined
  // What people are told of a name that is taken helps scripts more.
  const sentence = isNamed && code === 'invalid' ? `${path} ${message}.` : filled(said, texts)
  return new AppError(code, sentence, {
    reason: { name, ...(Object.keys(texts).length > 0 && { values: texts }) },
    ...(isNamed && { fields: [{ path, message }] }),
  })
}

/** What people are told of a reason; undefined where this version does not know it: it may come from a newer one. */
export function reasonWords({ name, values = {} }: Why): string | undefined {
  return Object.hasOwn(table, name) ? filled(table[name as ReasonName].said, values) : undefined
}

function filled(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '…')
}
