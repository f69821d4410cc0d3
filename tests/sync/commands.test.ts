import { expect, it } from 'vitest'
import { addExpense } from '@/components/commands/add-expense'
import { addBudget, changeBudget, deleteBudget, setLimit } from '@/components/commands/budgets'
import {
  addCategory,
  archiveCategory,
  changeCategory,
  deleteCategory,
  mergeCategory,
  placeCategory,
  separateCategory,
} from '@/components/commands/categories'
import { changeExpense, deleteExpense, takeExpenseBack } from '@/components/commands/expenses'
import type { Command } from '@/components/commands/perform'
import { changeSetting, chooseTimeZone } from '@/components/commands/settings'
import { makeWalletBeside, relabelWallet } from '@/components/commands/wallets'
import { type LimitedBudget, readBudgets } from '@/lib/client/reads/budgets'
import { plain } from '@/lib/client/replica/rows'
import { newId } from '@/lib/core/ids'
import { limitOn } from '@/lib/domain/budgets/figures'
import { byPlace, endPosition } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'
import { makeSyncingPerson, openDevice } from '@/tests/support/devices'
import { onEachDatabase } from '@/tests/support/each-database'
import { newExpense } from '@/tests/support/people'

type Device = Awaited<ReturnType<typeof openDevice>>

/** What a person has before a command. */
type Things = {
  wallet: Row<'wallet'>
  expense: Row<'expense'>
  settings: Row<'settings'>
  budget: LimitedBudget
  /** In their order. */
  inUse: [Row<'category'>, ...Row<'category'>[]]
  /** Nothing uses the first three; the second is merged into the third. */
  categories: [Row<'category'>, Row<'category'>, Row<'category'>, ...Row<'category'>[]]
}

const today = '2026-11-24'
const dining = {
  ...{ name: 'Dining', scope: 'all' as const, categories: [], period: 'month' as const },
  ...{ startsOn: 1, rollover: 'off' as const, since: '2026-11-01', currency: 'EUR' },
}
const of = ({ spaceId }: Row<'settings'>) => ({ spaceId, id: newId() })
const said = { category: 'Groceries', currency: 'EUR', locale: 'en' }
const commands: [name: string, make: (things: Things) => Command | Promise<Command>][] = [
  [
    'add an expense',
    ({ wallet, categories: [{ id: categoryId }] }) =>
      addExpense(
        wallet,
        newId(),
        { amount: 255, categoryId, date: '2026-11-30', note: 'milk' },
        said,
      ),
  ],
  ['change an expense', ({ expense }) => changeExpense(expense, { note: 'other' }, said)],
  [
    'change its money',
    ({ expense }) => changeExpense(expense, { amount: 999, currency: 'EUR' }, said),
  ],
  [
    'take an expense back',
    ({ expense }) => takeExpenseBack(expense, { date: '2026-01-02' }, 'yesterday'),
  ],
  ['delete an expense', ({ expense }) => deleteExpense({ expense, category: 'Groceries' }, 'en')],
  [
    'add a category',
    ({ wallet, categories }) =>
      addCategory(wallet.id, newId(), {
        ...{ name: 'Bicycles', icon: 'tag', color: 'slate', archived: false, mergedInto: null },
        position: endPosition(categories),
      }),
  ],
  ['change a category', ({ categories: [one] }) => changeCategory(one, { name: 'Renamed' })],
  [
    'place a category',
    ({ inUse: [first, ...others] }) => {
      const ids = [first, ...others].map(({ id }) => id)
      return placeCategory(first, ids.at(-1) ?? null, ids)
    },
  ],
  ['archive a category', ({ categories: [one] }) => archiveCategory(one, true)],
  ['delete a category', ({ categories: [one] }) => deleteCategory(one)],
  [
    'merge a category that others follow',
    ({ categories: [one, follower, middle] }) => mergeCategory(middle, one, [follower]),
  ],
  ['separate a category', ({ categories: [, one, from] }) => separateCategory(one, from)],
  ['change a setting', ({ settings }) => changeSetting(settings, 'monthStartsOn', 25)],
  ['choose a time zone', ({ settings }) => chooseTimeZone(settings, 'Asia/Tokyo', undefined)],
  [
    'add a budget',
    ({ settings }) => addBudget(of(settings), { ...dining, name: 'New' }, 500, today),
  ],
  ['add one without a limit', ({ settings }) => addBudget(of(settings), dining, null, today)],
  ['set a limit again', ({ budget }) => setLimit(budget, 900, today, 'en')],
  ['set one from a later month on', ({ budget }) => setLimit(budget, 900, '2026-12-05', 'en')],
  ['take a limit away', ({ budget }) => setLimit(budget, null, today, 'en')],
  ['rename a budget', ({ budget }) => changeBudget(budget, { name: 'Renamed' }, today)],
  [
    'let its months begin on another day',
    ({ budget }) => changeBudget(budget, { period: 'month', startsOn: 25 }, today),
  ],
  ['delete a budget', ({ budget }) => deleteBudget(budget.budget)],
  ['write a wallet in another currency', ({ wallet }) => relabelWallet(wallet, 'USD')],
  ['make a wallet', ({ wallet }) => makeWalletBeside(wallet, newId(), 'JPY')],
]

onEachDatabase(() => {
  it.each(commands)('%s, and take it back: all is as it was', async (_, make) => {
    const ada = await makeSyncingPerson()
    const device = await openDevice(ada.userId)
    await device.sync()
    await device.replica.mutate('expense.create', newExpense(ada, { note: 'bread' }), '')
    const { steps: made } = addBudget({ spaceId: ada.userId, id: newId() }, dining, 400, today)
    await device.replica.mutateAll(made.map(({ change }) => change))
    const things = await thingsOf(device)
    const [, follower, middle] = things.categories
    const { steps } = await mergeCategory(follower, middle, [])
    await device.replica.mutateAll(steps.map(({ change }) => change))
    await device.sync()
    const before = await seen(device)
    const command = await make(await thingsOf(device))
    await device.replica.mutateAll(command.steps.map(({ change }) => change))
    const done = await seen(device)
    expect(done).not.toEqual(before)
    await device.sync()
    expect(await seen(device)).toEqual(done)
    await device.replica.mutateAll(command.steps.flatMap(({ back }) => back))
    expect(await seen(device)).toEqual(before)
    await device.sync()
    const other = await openDevice(ada.userId)
    await other.sync()
    expect(await seen(other)).toEqual(before)
    expect(await other.replica.store.count('conflict')).toBe(0)
    expect(await device.replica.outbox()).toEqual([])
  })
})

async function thingsOf({ replica }: Device): Promise<Things> {
  const { store } = replica
  const [budget] = await readBudgets(replica)
  const [wallet] = await store.getAll('wallet')
  const [expense] = await store.getAll('expense')
  const [settings] = await store.getAll('settings')
  const all = await store.getAll('category')
  const unused = all
    .filter(({ id }) => id !== expense?.categoryId)
    .sort((one, other) => (one.name < other.name ? -1 : 1))
  return {
    ...{ wallet, settings, budget, categories: unused },
    inUse: all.filter(({ mergedInto }) => mergedInto === null).sort(byPlace),
    expense: expense && plain(expense),
  } as unknown as Things
}

/** What screens show: without what only tells when it was written, and places as the order that they make. */
async function seen({ replica }: Device) {
  const { store } = replica
  const live = async <N extends 'wallet' | 'expense' | 'category' | 'settings'>(name: N) =>
    ((await store.getAll(name)) as unknown as Row<N>[]).filter(({ deletedAt }) => !deletedAt)
  const wallets = await live('wallet')
  const inWallets = ({ spaceId }: { spaceId: string }) =>
    wallets.some((wallet) => wallet.spaceId === spaceId)
  const shown = (rows: readonly object[]) =>
    rows
      .map((row) => Object.entries(plain(row as never)).filter(([name]) => !unseen.has(name)))
      .map((fields) => Object.fromEntries(fields.sort()))
      .sort((one, other) => (String(one.id) < String(other.id) ? -1 : 1))
  const categories = (await live('category')).filter(inWallets)
  return {
    wallets: shown(wallets),
    expenses: shown((await live('expense')).filter(inWallets)),
    categories: shown(categories),
    settings: shown(await live('settings')),
    budgets: shown(
      (await readBudgets(replica)).map(({ budget, limits }) => ({
        ...budget,
        limits: ['2026-11-01', '2026-11-25', '2026-12-01'].map((date) => limitOn(limits, date)),
      })),
    ),
    order: categories.sort(byPlace).map(({ id }) => id),
  }
}

const unseen = new Set([
  ...['rev', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'position', 'formerly'],
])
