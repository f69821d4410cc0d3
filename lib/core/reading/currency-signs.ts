import { currencies } from '../money'
import { plainFigures } from './figure'

/** Locales that between them write each currency in all the ways that there are, so that each can be read. */
const locales =
  'en ak af am ar ar-DJ ar-ER az ba be bg bn br brx bs bs-Cyrl ca ce ceb cs cy da de dz el en-AU en-CA en-GM en-MV en-MW en-NZ en-PG en-SC en-SG en-SL en-SZ en-VU en-WS en-ZA eo es es-AR es-CL es-CO es-MX es-PE es-PY es-US es-UY et eu fa fi fr fr-BI fr-CA fr-CH fr-SY fr-TN gl gu he hi hr hu hy id is it ja ka kab kea kgp kk km kn ko kok ky lg lt lv mgh mk mn mr ms my nb ne nl nl-AW nqo nus pa pa-PK pcm pl pt pt-PT qu ro ru ru-MD se si sk sl so-ET sq sq-MK sr sr-Latn sr-ME st-LS sv sw sw-CD ta ta-LK te tg th tk to tr uk ur uz uz-Cyrl vi wo xh yrl yue zh zh-Hant zh-MO zu'.split(
    ' ',
  )

/** How currencies are written beside what browsers show. */
const alsoWritten: Readonly<Record<string, string>> = {
  AED: 'Dh Dhs درهم',
  ARS: 'pesos',
  BDT: 'টাকা',
  CHF: 'Fr SFr',
  CNY: 'RMB 元 圆 块',
  CZK: 'Kc korun',
  EGP: 'L.E جنيه ج.م',
  EUR: 'euro euros',
  GBP: 'Stg',
  GHS: 'GH¢',
  HUF: 'forint',
  ILS: 'ש"ח שח ש״ח',
  INR: 'Rs रु रू रुपये',
  IRR: '﷼ ریال',
  JPY: '円 yen',
  KES: 'KSh Kshs Shs',
  KRW: '원 won',
  KZT: 'тг тенге',
  MAD: 'DH درهم',
  NGN: 'N',
  NPR: 'रु रू',
  PHP: 'P',
  PLN: 'zl złotych',
  RON: 'lei leu',
  RUB: 'р руб рублей',
  SAR: 'SR ريال ﷼ \u20c1 ر.س',
  THB: 'บาท',
  TRY: 'TL',
  TZS: 'Tsh',
  UAH: 'грн гривень',
  UGX: 'Ush Shs',
  USD: 'US$ dollars',
  VND: 'đ VNĐ đồng',
  ZAR: 'R',
}

const known = new Map<string, readonly string[]>()

/** All ways in which a currency is written beside a figure, in `plainFigures`, the longest first; the code among them. */
export function signsOf(currency: string): readonly string[] {
  const made = known.get(currency)
  if (made) return made
  const shown = locales.flatMap((locale) =>
    (['symbol', 'narrowSymbol'] as const).map((currencyDisplay) => {
      const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay })
      return format.formatToParts(1).find(({ type }) => type === 'currency')?.value ?? ''
    }),
  )
  const all = [currency, ...shown, ...(alsoWritten[currency] ?? '').split(' ')]
  const signs = [...new Set(all.map((sign) => plainFigures(sign).trim()))]
    .filter(Boolean)
    .sort((a, b) => b.length - a.length)
  known.set(currency, signs)
  return signs
}

const patterns = new Map<string, RegExp>()

/** Finds a currency's code and signs in `plainFigures`, where they are no part of a longer word. Global. */
export function signPattern(currency: string): RegExp {
  const made = patterns.get(currency)
  if (made) return made
  const any = signsOf(currency).map(inAnyCase).join('|')
  const pattern = new RegExp(`(?<!\\p{L})(?:${any})(?!\\p{L})`, 'gu')
  patterns.set(currency, pattern)
  return pattern
}

// A single letter only as it is: "5 l milk" names no lempira. What is shortened may have its full stop or not.
function inAnyCase(sign: string): string {
  const bare = sign.replace(/\.$/, '')
  const letters = [...bare].map((letter) => {
    const [small, large] = [letter.toLowerCase(), letter.toUpperCase()]
    const both = bare.length > 1 && small !== large && large.length === 1
    return both ? `[${small}${large}]` : letter.replace(/[$.|/()*+?^\\[\]{}-]/, '\\$&')
  })
  return letters.join('') + (bare !== sign || /\p{L}$/u.test(bare) ? '\\.?' : '')
}

const anySign = /^(?:\p{L}{0,3}\p{Sc}\p{L}{0,3}|(?:kr|zł|Kč|Ft|Rs|Rp|RM|TL|lei|руб|грн)\.?)$/u

/** Whether a word is the code or a sign of some currency. */
export function isAnyCurrency(word: string): boolean {
  return currencies.has(word) || anySign.test(word)
}
