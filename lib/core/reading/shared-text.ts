import { asLine } from '../text'
import { sharedAmount } from './shared-amount'
import { sharedDate } from './shared-date'

/** What an expense form can begin with; what the text does not tell is empty. */
export type SharedExpense = { amount: string; date: string; note: string }

/** Where and for what a text is read. */
export type SharedContext = { currency: string; today: string; locale: string }

/**
 * Reads an order mail, a bank's message or any other text that was shared into what an expense form begins with: the
 * figure in the wallet's currency that was paid (see `sharedAmount`), and the first day of the last 400 days that is
 * written out. The note is the title, else who was paid where the text says so, else its first line. Pure.
 */
export function readSharedText(
  { title = '', text = '' }: { title?: string; text?: string },
  context: SharedContext,
): SharedExpense {
  const whole = `${title}\n${text}`
  return {
    amount: sharedAmount(whole, context.currency),
    date: sharedDate(whole, context),
    note: asLine(line(title) || payeeIn(text) || line(text), 500),
  }
}

// "… at LIDL 1234 on 23 Nov": who is paid is named with capitals, up to the next small word.
const word = "[\\p{Lu}\\d](?:[\\p{L}\\d&'’*-]|\\.(?=\\p{L}))*"
const payee = new RegExp(
  `\\b(?:at|to|from|by|bei|an|von|chez|en|em|hos|w|в|u) +(${word}(?: +(?:& +)?${word}){0,4})`,
  'u',
)

function payeeIn(text: string): string {
  const name = payee.exec(text)?.[1]
  return name && /\p{L}{2}/u.test(name) ? name : ''
}

function line(text: string): string {
  return (text.split('\n').find((row) => row.trim() !== '') ?? '').replace(/\s+/g, ' ').trim()
}
