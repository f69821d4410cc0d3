import type postgres from 'postgres'
import type { Wallet } from './accounts'

/** The month whose summary is measured; it and the one before have equally many rows in every wallet. */
export const measuredMonth = '2026-06'
const rowsInMonth = 100

/**
 * Fills a wallet with `count` expenses by SQL: 100 in June and 100 in May 2026, the others spread evenly over `years`
 * before, with the wallet's ten categories and notes as people write them.
 */
export async function fillWallet(
  sql: postgres.Sql,
  { walletId, userId, currency }: Wallet,
  count: number,
  years: number,
): Promise<void> {
  await sql`
    insert into expenses (space_id, id, rev, created_at, created_by, updated_at, updated_by,
      amount, currency, date, category_id, note)
    select ${walletId}, gen_random_uuid(), n, now(), ${userId}, now(), ${userId},
      (100 + random() * 9900)::bigint, ${currency},
      case when n <= ${rowsInMonth} then date '2026-06-01' + n % 30
        when n <= ${2 * rowsInMonth} then date '2026-05-01' + n % 31
        else date '2026-04-30' - n % (365 * ${years}::int) end,
      c.ids[1 + n % array_length(c.ids, 1)],
      (array['', 'Bread and milk', 'Lunch with Anna', 'Bus ticket', 'Rent', 'Present for Tom'])[1 + n % 6]
    from generate_series(1, ${count}::int) n,
      (select array_agg(id) as ids from categories where space_id = ${walletId}) c`
  await sql`update spaces set seq = seq + ${count} where id = ${walletId}`
  await sql`update expenses e set rev = rev + s.seq - ${count} from spaces s
    where s.id = e.space_id and e.space_id = ${walletId}`
  await sql`vacuum analyze expenses`
}
