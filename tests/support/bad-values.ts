/** A piece of JSON text that no value of ours would be written as, such as 1e400. */
export class RawJson {
  constructor(readonly text: string) {}
}

/** JSON text of an object whose values may be RawJson. */
export function rawJson(fields: Record<string, unknown>): string {
  const members = Object.entries(fields).map(
    ([name, value]) =>
      `${JSON.stringify(name)}:${value instanceof RawJson ? value.text : JSON.stringify(value)}`,
  )
  return `{${members.join(',')}}`
}

const infinity = new RawJson('1e400')
const prototype = new RawJson('{"__proto__":{"isAdmin":true}}')
const deep = new RawJson(`${'['.repeat(2000)}${']'.repeat(2000)}`)
const controls = ['a\u0000b', 'a\nb', '\u0001', 'a\u007fb', 'a\u0085b', 'a\u2028b', 'a\uffffb']
const surrogates = ['\ud800', 'a\udc00', '\udc00\ud800']

/** What fits no field of ours that is a text. */
const noText = [null, true, 0, -1, 1.5, infinity, [], ['a'], {}, { a: 1 }, prototype, deep]

function line(most: number, mayBeEmpty = false): unknown[] {
  const empty = mayBeEmpty ? [] : ['', '   ']
  return [...noText, ...controls, ...surrogates, ...empty, 'x'.repeat(most + 1), '€'.repeat(99_999)]
}

const unknown = '00000000-0000-4000-8000-000000000000'
const notId = [
  ...noText,
  ...controls,
  ...['', 'x', 'null', '0', '../../me', "' or 1=1 --"],
  '01a20749-8f91-755b-a2c2-0dbc79e08da1x',
  '01a20749-8f91-755b-a2c2-0dbc79e08da',
  '{01a20749-8f91-755b-a2c2-0dbc79e08da1}',
  '01a207498f91755ba2c20dbc79e08da1',
  '01a20749-8f91-755b-a2c2-0dbc79e08dag',
  '01a20749-8f91-755b-a2c2-0dbc79e08da1\u0000',
  'f'.repeat(50_000),
]

const notDate = [
  ...noText,
  ...controls,
  ...['', '2026', '2026-11', '2026-1-1', '20261123', '2026/11/23', '23.11.2026', 'today'],
  ...['2026-02-30', '2026-00-10', '2026-13-01', '2026-11-00', '2025-02-29', '1900-02-29'],
  ...['0000-01-01', '0001-01-01', '1899-12-31', '2200-01-01', '9999-12-31', '10000-01-01'],
  ...['-2026-11-23', '+002026-11-23', '2026-11-23T00:00:00Z', ' 2026-11-23', '2026-11-23\n'],
  ...['２０２６-11-23', 'infinity', 'epoch', '9'.repeat(50_000)],
]

const notAmount = [
  ...[null, true, [], ['1'], {}, prototype, deep, infinity, new RawJson('-1e400')],
  ...[
    0,
    new RawJson('-0'),
    new RawJson('1e-400'),
    10.999,
    0.001,
    1.1e11,
    -1.1e11,
    1e21,
    1e-7,
    5e-324,
  ],
  ...['', ' ', '0', '-0', '0.00', '10.999', '1,5', '1.000,50', '1e3', '+1', '.5', '5.', '--1'],
  ...['NaN', 'Infinity', '-Infinity', '0x1F', '1_000', '１２', '٣', '1 000', '1\u0000', '\ud800'],
  ...[
    '100000000000.01',
    '-100000000000.01',
    '9'.repeat(40),
    '9'.repeat(100_000),
    '€5',
    '1/2',
    '5 EUR',
  ],
]

const notCurrency = [
  ...noText,
  ...controls,
  ...[
    '',
    'eur',
    'Eur',
    'EU',
    'EURO',
    'EUR ',
    'XXX',
    'XTS',
    'DEM',
    'BTC',
    '978',
    '€',
    'A'.repeat(9999),
  ],
]

const notInteger = (least: number, most: number) => [
  ...[null, true, '', '1', [], {}, prototype, infinity, 1.5, 1e-9, 2 ** 53],
  ...[least - 1, most + 1, -(2 ** 53)],
]

const notOneOf = [...noText, ...controls, '', 'nope', 'constructor', '__proto__', 'toString']
const notBoolean = [null, 0, 1, '', 'true', 'yes', [], {}, prototype]

/** For each field that a body can have: values that must be refused, whatever else the body holds. */
export const badValues: Record<string, unknown[]> = {
  amount: notAmount,
  currency: notCurrency,
  category: [...line(60), 'No such category'],
  categoryId: [...notId, unknown],
  date: notDate,
  note: line(500, true),
  id: notId,
  name: line(60),
  icon: notOneOf,
  color: [...notOneOf, '#ff0000'],
  position: notInteger(0, 1_000_000),
  archived: notBoolean,
  mergedInto: [...notId.filter((value) => value !== null), '00000000-0000-4000-8000-000000000000'],
  walletId: notId,
  defaultWalletId: [...notId, '00000000-0000-4000-8000-000000000000'],
  timeZone: [...noText, ...controls, '', 'Mars/Base', '\ud800', 'x'.repeat(65)],
  locale: [
    ...noText.filter((value) => value !== null),
    ...controls,
    ...['', 'x', 'nope', 'de_AT', 'de-', 'C', '\ud800', `de-${'abcdefgh-'.repeat(5)}ab`],
  ],
  firstWeekday: notInteger(1, 7).filter((value) => value !== null),
  monthStartsOn: notInteger(1, 31),
  theme: notOneOf,
  categories: [
    ...[null, true, 0, '', 'x', {}, prototype, deep, [null], [[]], ['x'], [{}], [prototype]],
    [{ walletId: unknown, categoryId: unknown }],
    [{ walletId: unknown, categoryId: unknown, name: 'x' }],
    Array(2001).fill({ walletId: unknown, categoryId: unknown }),
  ],
  period: [...notOneOf, 'day', 'Month'],
  startsOn: notInteger(1, 31),
  rollover: [...notOneOf, true],
  since: [...notDate, '1999-12-31'],
  email: noText,
  password: noText,
  invite: noText,
  currentPassword: noText,
  newPassword: [...noText, '', 'short', 'password', 'x'.repeat(1025)],
}

/** Fields that may be null, per operation. */
export const mayBeNull: Record<string, string[]> = {
  'POST /budgets': ['walletId', 'categories'],
  'PATCH /budgets/{id}': ['categories'],
  'PUT /budgets/{id}/limits/{from}': ['amount'],
}

const notWhole = ['', ' ', '-1', '1.5', '1e2', '0x1', 'abc', '１', '9'.repeat(17), '\u0000']

/** For each parameter of a query: texts that must be refused. */
export const badQueries: Record<string, string[]> = {
  walletId: texts(notId),
  from: texts(notDate),
  to: texts(notDate),
  category: [...controls, 'x'.repeat(61), 'No such category'],
  q: [...controls, 'x'.repeat(201)],
  min: ['', ' ', 'abc', '1,5', '1e3', '+1', '.5', '5.', '0.00001', '9'.repeat(15), '１', '1\u0000'],
  max: ['', 'NaN', 'Infinity', '-', '--1', '1 2', '0x1', '1.2.3', '-0.00001', '-999999999999999'],
  limit: ['0', '501', ...notWhole],
  cursor: [
    '',
    'x',
    '%',
    '\u0000',
    'x'.repeat(201),
    'AAAA',
    Buffer.from('a b c').toString('base64url'),
  ],
  month: ['', '2026', '2026-13', '2026-00', '2026-1', '1899-12', '2200-01', '2026-11-01', 'x'],
  since: notWhole,
  by: ['', 'Category', 'year', 'tag', 'category,note', '\u0000'],
  leaveOut: [
    '',
    ',',
    'x',
    '1,2',
    `${Array(201).fill(unknown)}`,
    `${unknown},`,
    `${unknown}, ${unknown}`,
  ],
  bom: ['', 'yes', 'TRUE', '1', ' true', 'null', '\u0000'],
  startsOn: ['0', '32', ...notWhole],
}

/** Texts that are no id, for the path. */
export const badIds = texts(notId).filter((text) => text !== '' && !text.includes('\u0000'))

function texts(values: unknown[]): string[] {
  return values.filter((value): value is string => typeof value === 'string' && value.length < 4000)
}
