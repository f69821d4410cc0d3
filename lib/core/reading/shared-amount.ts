import { parseAmount } from './amount'
import { isAnyCurrency, signPattern } from './currency-signs'
import { plainFigures } from './figure'

const number = "\\d{1,3}(?:[ ']\\d{3})+(?!\\d)(?:[.,]\\d{1,4})?|\\d[\\d.,]*\\d|\\d"
/** Neither part of a date, a time, a number of a card or a share. */
const figure = new RegExp(
  `(?<![\\d,:/#*xX]|[\\p{L}\\d]-|\\d\\.|\\d )(?:${number})(?![\\d:/*%]|-\\d| ?%)`,
  'gu',
)

/** What tells that a figure is what was paid, in the languages that banks write in. */
const paid = words(
  'grand total|total|order total|total ttc|amount|paid|purchase|payment|spent|charged?|debit(?:ed)?|withdrawn|sent|transfer(?:red)?|bill',
  'gesamt\\p{L}*|summe|betrag|zahlung|kartenzahlung|bezahlt|einkauf|lastschrift|abbuchung',
  'montant|achat|paiement|payé|débit|importe|compra|pago|pagaste|cargo|gasto|valor|pagamento|débito',
  'importo|acquisto|pagato|spesa|addebito|bedrag|betaling|betaald|aankoop|afgeschreven',
  'köp|betalning|belopp|kjøp|betalt|beløp|køb|osto|maksu|summa|kwota|zapłacono|płatność|transakcj\\p{L}*|zakup',
  'platba|částka|nákup|zaplaceno|suma|vásárlás|fizetés|összeg|plată|cumpărătură|sumă',
  'harcama|ödeme|tutar\\p{L}*|alışveriş|işlem|покупка|оплата|списание|сумма|сума|списано|купівля|плащане|ποσό|αγορά|πληρωμή',
  'شراء|مبلغ|بمبلغ|خصم|دفع|سداد|عملية|خرید|برداشت|קנייה|חיוב|סכום|עסקה',
  'pembayaran|pembelian|sebesar|nominal|bayaran|pembelian|giao dịch|thanh toán|số tiền|GD',
  'お支払い?|支払|ご利用|利用金額|合計|請求|消费|消費|支付|付款|金额|金額|결제|승인|출금|합계|ยอดใช้|ชำระ|จำนวน|खर्च|भुगतान|राशि',
)

/** What tells that a figure is what is left, or what could be spent: never what was. */
const left = words(
  'bal(?:ance)?|avl|avail(?:able)?|limits?|remaining|remains|outstanding|overdraft|min(?:imum)? due',
  'saldo|kontostand|verfügbar\\p{L}*|guthaben|limit\\p{L}*|rahmen|solde|disponible|plafond|límite|disponível|limite',
  'disponibil\\p{L}*|residuo|beschikbaar|tegoed|restant|tillgängligt?|disponibelt|tilgjengelig|tilgængelig\\p{L}*|käytettävissä',
  'dostępn\\p{L}*|środki|zůstatek|zostatok|stav účtu|disponibiln\\p{L}*|egyenleg\\p{L}*|elérhető|sold|rămas',
  'bakiye\\p{L}*|kalan|kullanılabilir|limiti\\p{L}*|остаток|баланс\\p{L}*|доступно|лимит\\p{L}*|залишок|ліміт\\p{L}*|наличност|налично|υπόλοιπο|διαθέσιμο',
  'رصيد\\p{L}*|الرصيد|المتاح|المتبقي|الحد|مانده|موجودی|יתרה|מסגרת|baki|sisa|số dư|SD|SDTK',
  '残高|残り|利用可能\\p{L}*|余额|餘額|可用\\p{L}*|额度|額度|잔액|잔고|한도|누적|คงเหลือ|วงเงิน|शेष|उपलब्ध|बैलेंस',
)

/** What tells that a figure is a part of what was paid, or is taken off it. */
const part = words(
  'sub-?total|zwischensumme|shipping|delivery|versand\\p{L}*|lieferung|porto|tip|trinkgeld|fees?|gebühr\\p{L}*|sous-total|livraison|frais|envío|frete|kargo',
)
const off = words(
  'vat|gst|mwst|ust|tva|iva|tax(?:es)?|steuer|kdv|moms|discount|rabatt\\p{L}*|remise|descuento|desconto|saved?|cashback|points?|reward|coupon|voucher',
)

/**
 * The figure that a text says was paid, as it can be typed into the amount of a wallet in a currency; empty where it tells
 * none. A figure in the wallet's own currency comes before a bare one with decimals, one in another currency counts only
 * where there is neither, and keeps its sign, so that it is seen; one beside a word such as "paid" or "total" before one
 * without, a part such as shipping last. A balance, a limit, a tax or a discount is never what was paid. Pure.
 */
export function sharedAmount(text: string, currency: string): string {
  const found = text.split('\n').flatMap((row) => figuresOf(plainFigures(row), currency))
  const [best] = found.sort((a, b) => b.weight - a.weight)
  return best?.figure ?? ''
}

function figuresOf(row: string, currency: string): { figure: string; weight: number }[] {
  const matches = [...row.matchAll(figure)]
  return matches.flatMap((match, index) => {
    const [text] = match
    const from = match.index
    const to = from + text.length
    const before = row.slice(index === 0 ? 0 : endOf(matches[index - 1]), from)
    const after = row.slice(to, matches[index + 1]?.index)
    const unit = unitOf(before, after, currency)
    const role = roleOf(before, after, index + 1 < matches.length)
    const isPlain = /[.,]\d{2}$/.test(text)
    if (role === undefined || (!unit && !isPlain)) return []
    const kind = unit === 'own' ? 20 : unit ? 0 : 10
    const written = unit && unit !== 'own' ? `${unit} ${text}` : text
    const isRead = unit !== 'own' || parseAmount(text, currency).ok
    return isRead ? [{ figure: written, weight: kind + role }] : []
  })
}

function endOf(match: RegExpExecArray | undefined): number {
  return match ? match.index + match[0].length : 0
}

/** Whose currency a figure is in by what stands right before or after it: "own", another one's sign, or none. */
function unitOf(before: string, after: string, currency: string): string | undefined {
  const [last = ''] = /\S+\s?-?$/.exec(before) ?? []
  const own = [...before.matchAll(signPattern(currency))].at(-1)
  if (own && /^ ?-?$/.test(before.slice(own.index + own[0].length))) return 'own'
  const next = [...after.matchAll(signPattern(currency))][0]
  if (next && /^ ?$/.test(after.slice(0, next.index))) return 'own'
  const [first = ''] = /^ ?[^\s.,;:)]+/.exec(after) ?? []
  return [last, first].map((sign) => sign.replace(/[-:(]/g, '').trim()).find(isAnyCurrency)
}

/** How much what stands around a figure speaks for it; undefined where it is never what was paid. */
function roleOf(before: string, after: string, isFollowed: boolean): number | undefined {
  // A message of one line tells several things, each figure after its word, in a sentence of its own.
  const clause = before.split(/[.;!?|]\s|[。；、]/).at(-1) ?? ''
  if ([left, off, part, paid].some((one) => one.test(clause))) return weightOf(clause)
  const [behind = ''] = /^[^.,;!?|。、(]*/.exec(after) ?? []
  // What leads to the next figure without a stop is its word.
  if (isFollowed && behind === after) return paid.test(behind) ? 4 : 2
  return weightOf(behind)
}

function weightOf(label: string): number | undefined {
  if (left.test(label) || off.test(label)) return undefined
  if (part.test(label)) return 1
  return paid.test(label) ? 4 : 2
}

function words(...lists: string[]): RegExp {
  return new RegExp(`(?<![\\p{L}])(?:${lists.join('|')})(?![\\p{L}])`, 'iu')
}
