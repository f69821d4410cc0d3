import { addDays, isCalendarDate } from './dates'
import { asLine } from './text'

/** What an expense form can begin with; what the text does not tell is empty. */
export type SharedExpense = { amount: string; date: string; note: string }

const codes = 'EUR|USD|GBP|CHF|JPY|KWD|SEK|NOK|DKK|PLN|CZK|HUF|INR|NPR|CAD|AUD|NZD|BRL|MXN|CNY'
const unit = `(?:\\p{Sc}|\\b(?:${codes})\\b|\\bRs\\.?)`
const figure = "-?\\d+(?:[.,'’ \\u00a0\\u202f]\\d{2,3})*(?:[.,]\\d{1,3})?"
const withUnit = new RegExp(`${unit}\\s?(${figure})|(${figure})\\s?${unit}`, 'giu')
const bare = /(?<![\d.,:/-])(\d+(?:[.,]\d{3})*[.,]\d{2})(?![\d.,:/-]|\s?%)/g

const wholeWords =
  /\b(grand total|total|order total|amount|paid|sum|gesamt\w*|summe|betrag|total ttc|montant|importe)\b/i
const partWords =
  /\b(sub-?total|zwischensumme|shipping|versand|vat|mwst|tax|discount|rabatt|balance|saldo|kontostand|available|limit|saved)\b/i

/**
 * Reads an order mail, a bank's message or any other text that was shared into what an expense form begins with. Of the
 * figures, those with a currency count more than those that only have two decimals, those beside a word such as "total"
 * or "paid" most, and those beside "balance", "subtotal" or "VAT" least; of equals, the first one. The day is the first one
 * of the last 400 days that is written out. The note is the title, else who was paid where the text says so, else its
 * first line. Pure.
 */
export function readSharedText(
  { title = '', text = '' }: { title?: string; text?: string },
  today: string,
): SharedExpense {
  const whole = `${title}\n${text}`
  return {
    amount: amountIn(whole),
    date: dateIn(whole, today),
    note: asLine(line(title) || payeeIn(text) || line(text), 500),
  }
}

function amountIn(text: string): string {
  const found = text.split('\n').flatMap((row) => {
    const marked = [...row.matchAll(withUnit)].map((match) => candidate(match, row, 2))
    const plain = [...row.matchAll(bare)].map((match) => candidate(match, row, 1))
    return [...marked, ...plain]
  })
  const [best] = found.sort((a, b) => b.weight - a.weight)
  return best?.figure ?? ''
}

function candidate(match: RegExpMatchArray, row: string, base: number) {
  const figure = (match[1] ?? match[2] ?? '').trim()
  // A message of one line tells several things, each figure after its word.
  const before =
    row
      .slice(0, match.index)
      .split(/[.;!]\s/)
      .at(-1) ?? ''
  const isPart = partWords.test(before)
  const weight = base + (isPart ? -4 : wholeWords.test(before) ? 4 : 0)
  return { figure, weight }
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const german: Record<string, string> = { mär: 'mar', mai: 'may', okt: 'oct', dez: 'dec' }

function dateIn(text: string, today: string): string {
  const found = [
    ...[...text.matchAll(/\b(\d{4})-(\d{2})-(\d{2})\b/g)].map(([, y, m, d]) => [y, m, d]),
    ...[...text.matchAll(/\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2}\b)/g)].map(([, d, m, y]) => [
      y,
      m,
      d,
    ]),
    ...[...text.matchAll(/\b(\d{1,2})\.?\s(\p{L}{3})\p{L}*\.?,?\s(\d{4})\b/gu)].map(
      ([, d, m, y]) => [y, monthOf(m), d],
    ),
    ...[...text.matchAll(/\b(\p{L}{3})\p{L}*\.?\s(\d{1,2}),?\s(\d{4})\b/gu)].map(([, m, d, y]) => [
      y,
      monthOf(m),
      d,
    ]),
  ]
  const dates = found.map(([year = '', month = '', day = '']) =>
    [year.padStart(4, '20'), month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
  )
  const oldest = addDays(today, -400)
  return dates.find((date) => isCalendarDate(date) && date <= today && date > oldest) ?? ''
}

function monthOf(name = ''): string {
  const key = name.toLowerCase()
  return String(months.indexOf(german[key] ?? key) + 1)
}

// "… at LIDL 1234 on 23 Nov": who is paid is named with capitals, up to the next small word.
const word = "[\\p{Lu}\\d](?:[\\p{L}\\d&'’*-]|\\.(?=\\p{L}))*"
const payee = new RegExp(
  `\\b(?:at|to|from|by|bei|an|von|chez) +(${word}(?: +(?:& +)?${word}){0,4})`,
  'u',
)

function payeeIn(text: string): string {
  const name = payee.exec(text)?.[1]
  return name && /\p{L}{2}/u.test(name) ? name : ''
}

function line(text: string): string {
  return (text.split('\n').find((row) => row.trim() !== '') ?? '').replace(/\s+/g, ' ').trim()
}
