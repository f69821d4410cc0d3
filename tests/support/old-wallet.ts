import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { retention } from '@/lib/server/jobs/retention'
import { age } from './ageing'
import { query } from './each-database'
import { newExpense, newNote, type Person } from './people'

const never = new AbortController().signal

/** What happens in somebody's wallet in the course of the years, by their script and by itself. */
export function oldWallet(person: () => Person) {
  const script = async (name: Parameters<typeof execute>[1], args: unknown) =>
    execute(await systemCtx(person().userId), name, args)
  return {
    script,
    days: (count: number) => age(query, count),
    run: () => retention.run(never),
    async add(note = ''): Promise<string> {
      const args = newExpense(person(), { note })
      await script('expense.create', args)
      return args.id
    },
    remove: (id: string) => script('expense.delete', { walletId: person().walletId, id, seen: {} }),
    rename: (id: string, from: string, to: string) =>
      script('expense.update', newNote(person().walletId, id, from, to)),
    /** The ids of its rows in a table, in order. */
    async idsOf(table: string): Promise<string[]> {
      const rows = await query<{ id: string }>(
        `select id from ${table} where space_id = '${person().walletId}' order by id`,
      )
      return rows.map(({ id }) => id)
    },
  }
}
