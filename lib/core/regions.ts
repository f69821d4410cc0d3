import { canonicalLocale } from './locale'

/** Currencies that several regions pay in, as of 2026; one that has a currency of its own begins that one's code. */
const shared: Readonly<Record<string, string>> = {
  AUD: 'CC CX HM KI NF NR TV',
  CHF: 'LI',
  DKK: 'FO GL',
  EUR: 'AD AT AX BE BG BL CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL PM PT RE SI SK SM TF VA XK YT',
  GBP: 'GG GS IM IO JE',
  ILS: 'PS',
  MAD: 'EH',
  NOK: 'BV SJ',
  NZD: 'CK NU PN TK',
  USD: 'AS BQ EC FM GU MH MP PR PW SV TC TL UM VG VI',
  XAF: 'CF CG CM GA GQ TD',
  XCD: 'AG AI DM GD KN LC MS VC',
  XCG: 'CW SX',
  XOF: 'BF BJ CI GW ML NE SN TG',
  XPF: 'NC PF WF',
}

/** Regions whose currency's code begins otherwise, or with that of an older one. */
const own: Readonly<Record<string, string>> = {
  BY: 'BYN',
  PL: 'PLN',
  RU: 'RUB',
  UA: 'UAH',
}

const codes =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PYG QAR RON RSD RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UGX USD UYU UZS VED VES VND VUV WST YER ZAR ZMW ZWG'

const byRegion = new Map([
  ...codes.split(' ').map((code) => [code.slice(0, 2), code] as const),
  ...Object.entries(shared).flatMap(([code, regions]) =>
    regions.split(' ').map((region) => [region, code] as const),
  ),
  ...Object.entries(own),
])
byRegion.set('VE', 'VES')

/** What is paid with in a region (ISO 3166, two letters): an ISO 4217 code; undefined where nobody knows. */
export function currencyOfRegion(region: string): string | undefined {
  return byRegion.get(region)
}

/** The region that the name of a locale stands for, its likeliest one where it names none: "AT" for "de-AT", "JP" for "ja". */
export function regionOfLocale(name: string): string | undefined {
  const known = canonicalLocale(name)
  return known === undefined ? undefined : new Intl.Locale(known).maximize().region
}

type WithZones = { getTimeZones?: () => string[] | undefined; timeZones?: string[] | undefined }

const zones = new Map<string, string>()

/** The region that lies in a time zone; undefined where there is none such as for "UTC". */
export function regionOfTimeZone(timeZone: string): string | undefined {
  if (zones.size === 0) {
    for (const region of byRegion.keys()) {
      const locale = new Intl.Locale(`und-${region}`) as WithZones
      for (const zone of locale.getTimeZones?.() ?? locale.timeZones ?? []) {
        zones.set(oneName(zone), region)
      }
    }
  }
  return zones.get(oneName(timeZone))
}

// "Asia/Kathmandu" and "Asia/Katmandu" are one place; which of the names is in use depends on the runtime.
function oneName(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  } catch {
    return ''
  }
}

/**
 * What somebody most likely pays with, told by the locale and the time zone of their browser. The region of the locale counts,
 * but for American English, which browsers speak where nobody chose: there the time zone knows better.
 */
export function likelyCurrency(locale: string, timeZone = ''): string | undefined {
  const region = regionOfLocale(locale)
  const place = regionOfTimeZone(timeZone)
  const wanted = region === 'US' ? (place ?? region) : (region ?? place)
  return currencyOfRegion(wanted ?? '')
}
