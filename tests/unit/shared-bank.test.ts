import { describe, expect, it } from 'vitest'
import { sharedAmount } from '@/lib/core/reading/shared-amount'
import { sharedDate } from '@/lib/core/reading/shared-date'

describe('what a bank writes', () => {
  it.each([
    ['AED', 'Purchase of AED 500 at CARREFOUR on 21/11/2026. Available limit AED 12,000.00', '500'],
    ['AED', 'شراء بمبلغ 500 درهم من كارفور. الرصيد المتاح 12,000.00 درهم', '500'],
    [
      'INR',
      'Rs.500.00 spent on HDFC Card x1234 at AMAZON on 2026-11-21. Avl Lmt: Rs.1,20,000.00',
      '500.00',
    ],
    ['INR', 'INR 1,250 debited from A/c XX1234 on 21-11-26, Avl Bal INR 45,000.50', '1,250'],
    ['INR', 'Avl Bal Rs 45,000.50 after Rs 1,250 was debited', '1,250'],
    ['SAR', 'شراء عبر نقاط البيع\nبـ SAR 75.50\nمن JARIR\nالرصيد: SAR 2,000.00', '75.50'],
    ['EGP', 'تم خصم 250.00 ج.م من بطاقتك. الرصيد المتاح 5,000.00 ج.م', '250.00'],
    ['EGP', 'تم خصم ٢٥٠٫٠٠ جنيه. رصيدك ٥٬٠٠٠٫٠٠ جنيه', '250.00'],
    [
      'TRY',
      '1234 ile biten kartınızla 21.11.2026 tarihinde MIGROS 345,90 TL harcama. Kullanılabilir limit: 12.000,00 TL',
      '345,90',
    ],
    ['PLN', 'Płatność kartą 45,90 zł BIEDRONKA. Dostępne środki: 1 234,56 zł', '45,90'],
    ['ZAR', 'FNB: R150.00 paid from cheque a/c @ Checkers. Avail R2,345.67. 21Nov', '150.00'],
    ['NGN', 'Debit: NGN 5,000.00 POS SHOPRITE Bal: NGN 120,000.00', '5,000.00'],
    ['NGN', '₦5,000 sent to ADA. Balance: ₦120,000.00', '5,000'],
    [
      'KES',
      'SKJ1 Confirmed. Ksh1,200.00 paid to NAIVAS. on 21/11/26 at 5:04 PM. New M-PESA balance is Ksh3,400.00. Transaction cost, Ksh0.00.',
      '1,200.00',
    ],
    ['PHP', 'You paid ₱350.00 to JOLLIBEE. Your balance is ₱1,000.00', '350.00'],
    ['MXN', 'Compra por $1,234.50 en OXXO. Saldo disponible $5,000.00', '1,234.50'],
    [
      'BRL',
      'Compra aprovada no valor de R$ 59,90 em IFOOD. Limite disponível R$ 2.000,00',
      '59,90',
    ],
    ['RUB', 'Покупка 1 234,50 ₽ ПЯТЕРОЧКА. Баланс: 10 000,00 ₽', '1 234,50'],
    ['RUB', 'VISA1234 Покупка 560р MAGNIT Баланс 12340.50р', '560'],
    ['UAH', 'Оплата 245,50 грн Сільпо. Залишок 1 500,00 грн', '245,50'],
    ['CZK', 'Platba kartou 349,00 Kč ALBERT. Zůstatek 12 345,00 Kč', '349,00'],
    ['HUF', 'Vásárlás: 12 990 Ft SPAR. Egyenleg: 150 000 Ft', '12 990'],
    ['SEK', 'Köp 249,00 kr ICA. Tillgängligt belopp 5 000,00 kr', '249,00'],
    ['VND', 'Thanh toán 350.000đ tại CIRCLE K. Số dư: 5.000.000đ', '350.000'],
    ['IDR', 'Pembayaran Rp 75.000 di INDOMARET. Sisa saldo Rp 1.250.000', '75.000'],
    ['JPY', 'ご利用金額 1,280円 セブンイレブン。残高 23,456円', '1,280'],
    ['KRW', '[신한카드] 12,500원 승인 스타벅스 누적 345,000원', '12,500'],
    ['CNY', '您尾号1234的卡消费人民币 58.00元。余额 1,234.00元', '58.00'],
    ['THB', 'ชำระ 120.00 บาท ยอดคงเหลือ 3,000.00 บาท', '120.00'],
    ['EUR', 'You paid £12.40 at Pret (€14.80). Balance £1,204.11', '14.80'],
    ['EUR', 'Betrag: -34,20 EUR', '34,20'],
    ['EUR', 'Achat 12,50 € MONOPRIX. Solde : 1 204,11 €', '12,50'],
    ['EUR', 'Compra 12,50 € en ZARA. Saldo 1.204,11 €', '12,50'],
    ['CHF', "Zahlung CHF 1'234.50 bei Migros. Saldo CHF 5'000.00", "1'234.50"],
    ['GBP', 'Your balance is low. You paid £5 at TfL', '5'],
    ['USD', 'Card ending 1234 charged $18.20 at 12:04', '18.20'],
    // Nothing better than a balance or a limit: nothing.
    ['AED', 'Available limit AED 12,000.00', ''],
    ['EUR', 'Kontostand 812,00 EUR', ''],
    ['EUR', 'Your available balance is 1,204.11', ''],
    ['INR', 'Avl Bal: Rs 5,000.00', ''],
    ['EUR', 'You saved €3.00. VAT €2.10', ''],
    ['EUR', 'Card 1234 was used on 21.11.2026 at 12:04', ''],
    // In another currency it is seen to be so.
    ['EUR', 'You paid £12.40 at Pret. Balance £1,204.11', '£ 12.40'],
  ])('in %s “%s” is %s', (currency, text, amount) => {
    expect(sharedAmount(text, currency)).toBe(amount)
  })

  it.each([
    ['on 21/11/2026', '2026-11-21'],
    ['on 21/11/26 at 5:04 PM', '2026-11-21'],
    ['on 21-11-26', '2026-11-21'],
    ['am 21.11.2026', '2026-11-21'],
    ['21. November 2026', '2026-11-21'],
    ['3. März 2026', '2026-03-03'],
    ['21 nov. 2026', '2026-11-21'],
    ['21-Nov-26', '2026-11-21'],
    ['21NOV2026', '2026-11-21'],
    ['21 Nov 26', '2026-11-21'],
    ['Nov 21, 2026', '2026-11-21'],
    ['November 21st, 2026', '2026-11-21'],
    ['2026-11-21 12:04', '2026-11-21'],
    ['2026年11月21日', '2026-11-21'],
    ['20 de noviembre de 2026', '2026-11-20'],
    ['on 21/11 at 12:04', '2026-11-21'],
    ['on 22 Nov', '2026-11-22'],
    ['on the 21st of November', '2026-11-21'],
    ['le 21 novembre 2025', '2025-11-21'],
    ['on Sat 21/11', '2026-11-21'],
    ['2026. 11. 21. 12:04', '2026-11-21'],
    ['Karte 1234. 21.11.2026', '2026-11-21'],
    ['２１/１１/２０２６', '2026-11-21'],
    ['٢١/١١/٢٠٢٦', '2026-11-21'],
    ['11月21日 ご利用', '2026-11-21'],
    ["21 Nov '26", '2026-11-21'],
    ['Qty 3\nNov 21, 2026', '2026-11-21'],
    // Of when it was written nobody knows.
    ['yesterday, last friday and 2 days ago', ''],
    ['24/7 support', ''],
    ['am 12.04 EUR', ''],
    ['on Nov 2026', ''],
    ['Saldo 21 NOV', ''],
    ['Due 2027-01-01, made 2020-01-01', ''],
    ['call 0800 123 456', ''],
  ])('“%s” is %s', (text, date) => {
    expect(sharedDate(text, { today: '2026-11-23', locale: 'en-GB' })).toBe(date)
  })

  it('reads a day in the words and the order of the region', () => {
    const german = { today: '2026-11-23', locale: 'de-DE' }
    expect(sharedDate('am Samstag, 21. November um 12:04', german)).toBe('2026-11-21')
    expect(sharedDate('on 10/11/2026', { today: '2026-11-23', locale: 'en-US' })).toBe('2026-10-11')
    expect(sharedDate('on 10/11/2026', { today: '2026-11-23', locale: 'en-GB' })).toBe('2026-11-10')
    // In the other one where it would be of a day to come.
    expect(sharedDate('on 12/11/2026', { today: '2026-11-23', locale: 'en-US' })).toBe('2026-11-12')
  })
})
