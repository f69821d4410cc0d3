import fc from 'fast-check'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { maxAmount } from '@/lib/core/money'
import { readyCategories } from '@/lib/domain/categories/ready'
import type { MutationName } from '@/lib/domain/mutations'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { makeWallet, type Person } from '@/tests/support/people'

// The ends of months of all lengths, also of a leap year, and of the calendar.
const dates = [
  ...['2023-12-30', '2023-12-31', '2024-01-29', '2024-01-30', '2024-01-31', '2024-02-01'],
  ...['2024-02-27', '2024-02-28', '2024-02-29', '2024-03-01', '2024-03-30', '2024-03-31'],
  ...['2025-02-27', '2025-02-28', '2025-03-01', '2025-04-29', '2025-04-30', '2025-05-01'],
  ...['1900-01-01', '2199-12-31'],
]
/** The months that these are in. */
export const months = [
  '1900-01',
  '2024-01',
  '2024-02',
  '2024-03',
  '2025-02',
  '2025-03',
  '2025-04',
  '2199-12',
]

/** A day that something happens on. */
export const date = fc.constantFrom(...dates)
const amount = fc
  .oneof(fc.integer({ min: -9_999, max: 9_999 }), fc.constantFrom(maxAmount, -maxAmount))
  .filter((one) => one !== 0)
/** The place of an expense among those that were made. */
export const which = fc.nat({ max: 30 })
const category = fc.nat({ max: 4 })
/** Whether it happens on the device, which may be offline, or straight on the server. */
const here = fc.boolean()
/** One thing that happens. */
export const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('add' as const), here, date, amount, category }),
  },
  fc.record({ kind: fc.constant('edit' as const), here, which, date, amount, category }),
  fc.record({ kind: fc.constantFrom('delete', 'restore', 'move', 'sync'), here, which }),
  fc.record({ kind: fc.constant('merge' as const), here, which: category, category }),
  fc.record({ kind: fc.constant('alias' as const), here, category }),
)
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** One shop in several spellings, and another. */
const notes = ['', 'Lidl', 'LIDL', 'Café Linden', 'cafe linden']

/** A person with two wallets whose expenses change on a device and on the server. */
export class SpendingLife {
  readonly ada: Person
  readonly second: string
  phone: TestDevice
  readonly #known: { walletId: string; id: string }[] = []

  private constructor(ada: Person, second: string, phone: TestDevice) {
    this.ada = ada
    this.second = second
    this.phone = phone
  }

  static async begin(): Promise<SpendingLife> {
    const ada = await makeSyncingPerson()
    const second = await makeWallet(ada.userId)
    const phone = await openDevice(ada.userId)
    await phone.sync()
    return new SpendingLife(ada, second, phone)
  }

  async make(onDevice: boolean, name: MutationName, args: unknown): Promise<void> {
    try {
      if (onDevice) await this.phone.replica.mutate(name, args, name)
      else await execute(await systemCtx(this.ada.userId), name, args)
    } catch (error) {
      // What cannot be done any more, as a second merge into a circle.
      if (!(error instanceof AppError)) throw error
    }
  }

  async take(step: Step): Promise<void> {
    const walletId = this.ada.walletId
    const one =
      'which' in step ? this.#known[step.which % Math.max(1, this.#known.length)] : undefined
    if (step.kind === 'sync') return this.phone.sync()
    if (step.kind === 'add') {
      const id = newId()
      const money = { amount: step.amount, currency: 'EUR', rate: null, payers: null, split: null }
      const categoryId = categoryOf(walletId, step.category)
      this.#known.push({ walletId, id })
      const fields = {
        ...money,
        date: step.date,
        categoryId,
        note: notes[Math.abs(step.amount) % 5] ?? '',
      }
      return this.make(step.here, 'expense.create', { walletId, id, fields })
    }
    if (step.kind === 'merge') {
      const [id, target] = [step.which, step.category].map((at) => categoryOf(walletId, at))
      const changes = { alias: { from: { mergedInto: null }, to: { mergedInto: target } } }
      return this.make(step.here, 'category.update', { walletId, id, changes })
    }
    if (step.kind === 'alias') {
      const [ready] = readyCategories(walletId).slice(step.category)
      const id = newId()
      await this.make(step.here, 'category.create', { walletId, id, fields: ready?.fields })
      const fields = { amount: 7, currency: 'EUR', rate: null, payers: null, split: null, note: '' }
      const expense = { ...fields, date: '2024-02-29', categoryId: id }
      return this.make(step.here, 'expense.create', { walletId, id: newId(), fields: expense })
    }
    if (!one) return
    const row = await this.phone.replica.store.get('expense', [one.walletId, one.id])
    if (!row) return
    if (step.kind === 'edit') {
      const { amount, currency, rate, payers, split, date, categoryId } = row
      const money = { amount, currency, rate, payers, split }
      const toCategory = { categoryId: categoryOf(one.walletId, step.category) }
      const changes = {
        money: { from: money, to: { ...money, amount: step.amount } },
        date: { from: { date }, to: { date: step.date } },
        category: { from: { categoryId }, to: toCategory },
      }
      return this.make(step.here, 'expense.update', { ...one, changes })
    }
    if (step.kind === 'delete') return this.make(step.here, 'expense.delete', { ...one, seen: {} })
    if (step.kind === 'restore') return this.make(step.here, 'expense.restore', one)
    const walletThere = one.walletId === walletId ? this.second : walletId
    const to = { walletId: walletThere, id: newId(), categoryId: categoryOf(walletThere, 1) }
    await this.make(step.here, 'expense.move', { ...one, to })
    this.#known.push({ walletId: to.walletId, id: to.id })
  }
}

function categoryOf(walletId: string, at: number): string {
  return readyCategories(walletId)[at]?.id ?? ''
}
