import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { database, rowsOf, type Transaction } from '@/db/client'
import { readyCategories } from '@/lib/domain/categories/ready'
import { deletion } from '@/lib/domain/conflicts/rules'
import type { Args, MutationName } from '@/lib/domain/mutations'
import { execute, executeWithin } from '@/lib/server/execute'
import { Client, competing } from '@/tests/contract/competing'
import { onEachDatabase } from '@/tests/support/each-database'
import { codeOf, makePerson, type Person } from '@/tests/support/people'

// Writers of one process stand in line before they take a connection; those of two meet at the row of the space alone.
onEachDatabase((kind) => {
  const between = it.runIf(kind === 'postgres')

  /** Does `here` while another server is in the midst of `there`: it has written, and not committed yet. */
  async function meanwhile<N extends MutationName>(
    ada: Person,
    [name, args]: [N, Args<N>],
    here: () => Promise<unknown>,
  ): Promise<void> {
    let waiting: Promise<unknown> | undefined
    await database().transaction(async (transaction) => {
      await executeWithin(transaction, ada.ctx, name, args)
      waiting = here()
      await someoneWaits(transaction)
    })
    await waiting
  }

  /** Resolves once another connection waits for what this transaction holds. */
  async function someoneWaits(transaction: Transaction): Promise<void> {
    // Not pg_stat_activity: a transaction sees it as it was at its first look.
    const blocked = sql`select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`
    while ((await rowsOf(transaction, blocked)).length === 0);
  }

  const edited = (ada: Person, id: string): ['expense.update', Args<'expense.update'>] => {
    const money = { from: { amount: 100 }, to: { amount: 200 } }
    return ['expense.update', { walletId: ada.walletId, id, changes: { money } }]
  }

  between('an edit sees what another server wrote while it waited', async () => {
    const ada = await makePerson()
    const on = competing(ada, new Client())
    const id = await on.added()
    await meanwhile(ada, edited(ada, id), () => on.pay(new Client(), id, 100, 300))
    expect((await on.rowOf(id))?.amount).toBe(300)
    expect(await on.amountsOf(id)).toEqual([200])
  })

  between('a deletion sees the edit that another server wrote while it waited', async () => {
    const ada = await makePerson()
    const on = competing(ada, new Client())
    const id = await on.added()
    await meanwhile(ada, edited(ada, id), () => on.remove(new Client(), id, 100))
    expect(await on.rowOf(id)).toMatchObject({ amount: 200, deletedAt: expect.any(String) })
    expect(await on.keptOf(id, deletion)).toMatchObject([{ values: on.money(200) }])
  })

  between('a name that another server gave away while this one waited is refused', async () => {
    const ada = await makePerson()
    const [first, second] = readyCategories(ada.walletId)
    const named = (category = first) => ({
      ...{ walletId: ada.walletId, id: category?.id ?? '' },
      changes: { name: { from: { name: category?.fields.name ?? '' }, to: { name: 'Tea' } } },
    })
    await meanwhile(ada, ['category.update', named()], async () => {
      expect(await codeOf(execute(ada.ctx, 'category.update', named(second)))).toBe('name_taken')
    })
  })
})
