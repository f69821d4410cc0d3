import { addDays, addMonths } from '@/lib/core/dates'
import { weekdayOf } from '@/lib/core/periods'

/** An expense that is searched for, as REST takes it. */
export type Spent = { note: string; category: string; amount: string; date: string }

/** What was typed, and which of the expenses it finds. */
export type Query = { q: string; finds: (row: Spent) => boolean }

const names = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'],
  ...['October', 'November', 'December'],
]

/**
 * The table that every search is held against, the app's and REST's alike: expenses, queries and what these find on a day, in
 * euro, in a region that writes the day first and begins weeks on Monday.
 */
export function searchTable(today: string): { expenses: Spent[]; queries: Query[] } {
  const yesterday = addDays(today, -1)
  const friday = addDays(today, -((weekdayOf(today) + 2) % 7 || 7))
  // The 14th of a month that is over, and the same day a year before.
  const month = addMonths(today.slice(0, 7), -2)
  const year = month.slice(0, 4)
  const number = month.slice(5)
  const name = names[Number(number) - 1] ?? ''
  const [short, day, fifth] = [name.slice(0, 3), `${month}-14`, `${month}-05`]
  const before = `${addMonths(month, -12)}-14`
  const expenses = rowsOf(
    ['Café Linden', 'Dining', '7.90', today],
    ['Lidl', 'Groceries', '34.20', yesterday],
    ['tram home', 'Transport', '2.87', friday],
    ['lamp', 'Home', '115.00', day],
    ['lamp refund', 'Home', '-15.00', day],
    ['gift', 'Shopping', '35.00', day],
    ['Straße 100% wool', 'Shopping', '26.00', day],
    ['Orwell 1984', 'Entertainment', '12.50', fifth],
    [`14 ${name} pints`, 'Dining', '9.00', before],
    ['Levi’s', 'Shopping', '59.99', before],
    ['friday fries', 'Dining', '5.55', before],
    ['rent', 'Bills', '1234.50', addDays(before, -1)],
  )

  const on = (...dates: string[]) => {
    return (row: Spent) => dates.includes(row.date)
  }
  const noted = (...notes: string[]) => {
    return (row: Spent) => notes.includes(row.note)
  }
  const either = (...some: Query['finds'][]) => {
    return (row: Spent) => some.some((one) => one(row))
  }
  const costing = (least: number, most = least) => {
    return (row: Spent) =>
      Math.abs(Number(row.amount)) >= least && Math.abs(Number(row.amount)) <= most
  }
  const pints = noted(`14 ${name} pints`)
  const fries = noted('friday fries')
  const fridays = weekdayOf(today) === 5 ? [friday, today] : [friday]
  const monday = addDays(today, 1 - weekdayOf(today))
  const week = Array.from({ length: 7 }, (_, at) => addDays(monday, at))

  const queries: [string, Query['finds']][] = [
    // Words of notes and of categories, whatever their accents.
    ['cafe', noted('Café Linden')],
    ['linden CAFÉ', noted('Café Linden')],
    ['strasse', noted('Straße 100% wool')],
    ["levi's", noted('Levi’s')],
    ['100%', noted('Straße 100% wool')],
    ['home', noted('tram home', 'lamp', 'lamp refund')],
    ['shop', noted('gift', 'Straße 100% wool', 'Levi’s')],
    ['lidl groceries', noted('Lidl')],
    ['"lamp refund"', noted('lamp refund')],
    ['"refund lamp"', noted()],
    ['refund lamp', noted('lamp refund')],
    ['1984', noted('Orwell 1984')],
    ['nothing like it', noted()],
    // Amounts, of refunds too.
    ['34.20', noted('Lidl')],
    ['34,20', noted('Lidl')],
    ['€34.20', noted('Lidl')],
    ['34,20 €', noted('Lidl')],
    ['EUR 1.234,50', noted('rent')],
    ['=115', costing(115)],
    ['15.00', noted('lamp refund')],
    ['>50', costing(50.01, Number.POSITIVE_INFINITY)],
    ['>= 34.20 <=60', costing(34.2, 60)],
    ['10..20', costing(10, 20)],
    ['lamp >50', noted('lamp')],
    // One day in all its forms.
    ...[
      ...[day, day.replaceAll('-', '/'), day.replaceAll('-', '.'), `14.${number}.${year}`],
      ...[`14. ${number}. ${year}`, `14/${number}/${year}`, `14-${number}-${year}`],
      ...[`14.${number}.${year.slice(2)}`, `14/${number}/${year.slice(2)}`, `14.${number}.`],
      ...[`14/${number}`, `${number}/14`, `14 ${short} ${year}`, `${short} 14, ${year}`],
      ...[`14-${short}-${year.slice(2)}`, `14${short}${year}`, `14 ${short} '${year.slice(2)}`],
      ...[
        `${year}年${number}月14日`,
        `１４/${number}/${year}`,
        `٢٠${arabic(year.slice(2))}-${number}-14`,
      ],
    ].map((form): [string, Query['finds']] => [form, on(day)]),
    [`14th ${short}`, on(day)],
    [`the 14th of ${name}`, on(day)],
    [`14 ${short}`, either(on(day), pints)],
    [`${short} 14`, either(on(day), pints)],
    [`14 ${name.toUpperCase()}`, either(on(day), pints)],
    [`14 ${short} lamp`, noted('lamp', 'lamp refund')],
    [`gift 14 ${short}`, noted('gift')],
    // What is no year in it is an amount.
    [`14 ${short} 35`, noted('gift')],
    [`14 ${short} 34`, noted()],
    [`14.${number}`, costing(Number(`14.${number}`))],
    [`5/${number}/${year}`, on(fifth)],
    [before, on(before)],
    ['today', on(today)],
    ['yesterday', on(yesterday)],
    ['Yesterday, lidl', noted('Lidl')],
    ['1 day ago', on(yesterday)],
    ['tomorrow', on()],
    // The last one that was; "fri" may become "fries".
    ['friday', either(on(...fridays), fries)],
    ['last friday', on(friday)],
    ['on friday', on(...fridays)],
    ['fri', fries],
    ['tram friday', noted('tram home')],
    // Spans.
    ['this week', on(...week)],
    ['last week', on(...week.map((one) => addDays(one, -7)))],
    [name, either(on(day, fifth), pints)],
    [`${short} ${year}`, on(day, fifth)],
    [month, on(day, fifth)],
    [`${number}/${year}`, on(day, fifth)],
    [`"${name}"`, pints],
  ]
  return { expenses, queries: queries.map(([q, finds]) => ({ q, finds })) }
}

function rowsOf(
  ...rows: [note: string, category: string, amount: string, date: string][]
): Spent[] {
  return rows.map(([note, category, amount, date]) => ({ note, category, amount, date }))
}

function arabic(figures: string): string {
  return figures.replace(/\d/g, (one) => String.fromCodePoint(0x660 + Number(one)))
}
