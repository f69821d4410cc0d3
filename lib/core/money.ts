/** ISO 4217 codes in circulation, as of 2026. */
const codes =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG'

/** All currencies an amount can be in. */
export const currencies: ReadonlySet<string> = new Set(codes.split(' '))

const decimalsTable: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3]),
  ...'CLF UYW'.split(' ').map((code) => [code, 4]),
])

/** An amount in the currency's minor unit (2.55 EUR is 255) beside its code; negative is a refund. */
export type Money = { amount: number; currency: string }

/** How many decimals ISO 4217 gives a currency: our own table, so that no browser's data can change an amount. */
export function decimalsOf(currency: string): number {
  return decimalsTable[currency] ?? 2
}

/** The largest amount of an expense in minor units, of whatever currency: 100 billion where there are two decimals. */
export const maxAmount = 10 ** 13

/** What is said in the place of a sum that is not one. */
export const tooLarge = 'Too large to add up'

/** Two sums in minor units as one, exactly; not a number where it would pass 2^53, or one of them did. */
export function plus(one: number, other: number): number {
  return asSum(one + other)
}

/** All of some amounts in minor units, exactly; not a number where that would pass 2^53. */
export function totalOf(amounts: Iterable<number>): number {
  let total = 0n
  for (const amount of amounts) {
    if (Number.isNaN(amount)) return Number.NaN
    total += BigInt(amount)
  }
  return asSum(total)
}

/** A sum in minor units, exact at any size: a safe integer, or a bigint beyond 2^53. */
export type Sum = number | bigint

/** Two sums in minor units as one, exactly, whatever its size. */
export function addUp(one: Sum, other: Sum): Sum {
  if (typeof one === 'number' && typeof other === 'number') {
    const sum = one + other
    if (Number.isSafeInteger(sum)) return sum
  }
  const whole = BigInt(one) + BigInt(other)
  const number = asSum(whole)
  return Number.isNaN(number) ? whole : number
}

/** A sum in minor units as a number; not a number where it passes 2^53. */
export function asSum(sum: Sum): number {
  const number = Number(sum)
  return Number.isSafeInteger(number) ? number : Number.NaN
}

/** Minor units as a plain decimal with all the currency's decimals: 255 EUR is "2.55", -5 is "-0.05". */
export function toDecimal(amount: Sum, currency: string): string {
  const decimals = decimalsOf(currency)
  const digits = String(amount < 0 ? -amount : amount).padStart(decimals + 1, '0')
  const sign = amount < 0 ? '-' : ''
  if (decimals === 0) return sign + digits
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

export type ParsedAmount = { ok: true; amount: number } | { ok: false; message: string }

/** Why an amount in minor units cannot be an expense, as a sentence part ("must not be 0"); undefined when it can. */
export function amountProblem(amount: number | bigint, currency: string): string | undefined {
  if (amount === 0 || amount === 0n) return 'must not be 0'
  if (amount > maxAmount || amount < -maxAmount) {
    const most = toDecimal(maxAmount, currency)
    return `must be between -${most} and ${most}`
  }
  return undefined
}

/** Reads a decimal as scripts send it ("12.50", 12.5, "-3"); more decimals than the currency has are refused, never rounded. */
export function fromDecimal(value: string | number, currency: string): ParsedAmount {
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(String(value))
  if (!match) return { ok: false, message: 'must be a decimal number such as 12.50' }
  const [, sign = '', whole = '', fraction = ''] = match
  const decimals = decimalsOf(currency)
  if (fraction.length > decimals) {
    return { ok: false, message: `must have at most ${decimals} decimals in ${currency}` }
  }
  const minor = BigInt(sign + whole + fraction.padEnd(decimals, '0'))
  const problem = amountProblem(minor, currency)
  return problem ? { ok: false, message: problem } : { ok: true, amount: Number(minor) }
}

const formatters = new Map<string, Intl.NumberFormat>()

/** The formatter that shows a currency in a locale with exactly the currency's decimals. */
export function moneyFormat(currency: string, locale: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`
  const known = formatters.get(key)
  if (known) return known
  const decimals = decimalsOf(currency)
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  formatters.set(key, made)
  return made
}

/** Minor units as people of a locale write them: 123456 EUR is "€1,234.56" in en. */
export function formatMoney(amount: number, currency: string, locale: string): string {
  if (Number.isNaN(amount)) return tooLarge
  return moneyFormat(currency, locale).format(exactly(amount, currency))
}

/** Minor units as what `Intl` formats without rounding; a number has not room for sixteen figures and a fraction. */
export function exactly(amount: number, currency: string): Intl.StringNumericLiteral {
  return toDecimal(amount, currency) as Intl.StringNumericLiteral
}
