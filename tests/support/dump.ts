import type { List, User } from './api'

type Changes = { items: unknown[]; since: number; more: boolean }

/**
 * Everything that the API shows of somebody's data, deleted rows and the counters of their wallets included: equal dumps
 * mean that nothing was written between them.
 */
export async function dump(user: User): Promise<unknown> {
  const { items: wallets } = await user.get<List<{ id: string }>>('/wallets')
  const [me, sessions, categories, budgets] = await Promise.all([
    user.get('/me'),
    user.get('/me/sessions'),
    user.get('/categories'),
    user.get('/budgets'),
  ])
  const rows = await Promise.all(wallets.map(({ id }) => changesOf(user, id)))
  return { me, sessions, categories, budgets, wallets, rows }
}

async function changesOf(user: User, walletId: string): Promise<Changes[]> {
  const pages: Changes[] = []
  for (let since = 0, more = true; more; ) {
    const page = await user.get<Changes>(`/changes?walletId=${walletId}&since=${since}`)
    pages.push(page)
    ;({ since, more } = page)
  }
  return pages
}
