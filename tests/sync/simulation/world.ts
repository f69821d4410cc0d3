import { and, eq, sql } from 'drizzle-orm'
import { database } from '@/db/client'
import { users } from '@/db/schema/accounts'
import { expenses } from '@/db/schema/expenses'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { presentOf } from '@/lib/domain/conflicts/mutations'
import { conflictId } from '@/lib/domain/conflicts/rules'
import type { Args, MutationName } from '@/lib/domain/mutations'
import { newUserCtx, systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { openDevice, type TestDevice } from '@/tests/support/devices'
import { join, newExpense } from '@/tests/support/people'
import { copyReplica } from './clone'
import { type Copy, copySpaces, putBack, removeSpaces } from './life'
import { lineIn, type Weather } from './line'
import type { Op, Unit } from './schedule'

/** A device of the simulation: the real one, its line, its clock and its person. */
export type Actor = {
  device: TestDevice
  name: string
  userId: string
  weather: Weather
  skew: number
}

/** In years: how wrong each device's clock goes. */
const skews = [0, 6, -9]
const yearMs = 365 * 86_400_000

/** What one schedule plays in: Ada with two devices, Bob who shares her wallet with one, a script, and the server. */
export class World {
  readonly ada: string
  readonly bob: string
  readonly walletId: string
  readonly categories: string[]
  readonly actors: Actor[] = []
  /** Every expense that was ever made, in that order. */
  readonly made: string[] = []
  /** Of those, the ones that nobody can be blamed for losing. */
  readonly forgiven = new Set<string>()
  /** Expenses about which somebody has chosen. */
  readonly chosen = new Set<string>()
  #expelled = false
  putBacks = 0
  revocations = 0
  #copy: Copy | undefined

  private constructor(ada: string, bob: string, walletId: string, categories: string[]) {
    this.ada = ada
    this.bob = bob
    this.walletId = walletId
    this.categories = categories
  }

  /** Makes the people, the wallet with three categories, and the devices, each after its first sync. */
  static async make(): Promise<World> {
    const [ada, bob, walletId] = [newId(), newId(), newId()]
    for (const id of [ada, bob]) {
      const email = `${id}@example.org`
      await database().insert(users).values({ id, email, name: '', passwordHash: '' })
      const fields = { defaultWalletId: null, timeZone: 'UTC' }
      await execute(newUserCtx(id), 'settings.create', { userId: id, fields })
    }
    const categories = ['One', 'Two', 'Three'].map((name, position) => ({
      id: newId(),
      fields: {
        ...{ name, icon: 'coffee', color: 'teal', position },
        ...{ archived: false, mergedInto: null },
      },
    }))
    const fields = { name: 'Wallet', currency: 'EUR' }
    await execute(newUserCtx(ada), 'wallet.create', { walletId, fields, categories })
    await join(walletId, bob, 'editor')
    const world = new World(
      ada,
      bob,
      walletId,
      categories.map(({ id }) => id),
    )
    for (const userId of [ada, ada, bob]) await world.#open(userId, newId())
    for (const { device } of world.actors) await device.sync()
    world.#copy = await copySpaces(world.spaces)
    return world
  }

  get spaces(): string[] {
    return [this.ada, this.bob, this.walletId]
  }

  /** Plays one step; what the domain refuses is not done. */
  async play(op: Op): Promise<void> {
    switch (op.kind) {
      case 'sync': {
        const actor = this.#actor(op.on)
        actor.weather.next = op.fault
        await actor.device.engine.kick()
        actor.weather.next = 'none'
        return
      }
      case 'together':
        this.#actor(0).weather.next = op.fault
        await Promise.all(this.actors.map(({ device }) => device.engine.kick()))
        this.#actor(0).weather.next = 'none'
        return
      case 'script':
        return this.#script(op.row, op.unit, op.to)
      case 'crash':
        return this.#crash(op.on)
      case 'clone':
        return this.#clone(op.on)
      case 'revoke':
        return this.#revoke(op.on)
      case 'expel':
        return this.#expel()
      case 'backUp':
        this.#copy = await copySpaces(this.spaces)
        return
      case 'putBack':
        return this.#putBack()
      default:
        return refusable(() => this.#change(op))
    }
  }

  /** Closes everything and removes the schedule's rows. */
  async end(): Promise<void> {
    for (const actor of this.actors) this.#close(actor)
    for (const { name } of this.actors) indexedDB.deleteDatabase(name)
    await removeSpaces(this.spaces)
  }

  #actor(on: number): Actor {
    return this.actors[on % this.actors.length] as Actor
  }

  async #open(userId: string, name: string): Promise<Actor> {
    const weather: Weather = { next: 'none', revoked: false, faults: 0 }
    const skew = (skews[this.actors.length % skews.length] ?? 0) * yearMs
    const actor = {
      device: await this.#start(userId, name, weather, skew),
      name,
      userId,
      weather,
      skew,
    }
    this.actors.push(actor)
    return actor
  }

  #start(userId: string, name: string, weather: Weather, skew: number): Promise<TestDevice> {
    return openDevice(userId, {
      ...{ name, line: lineIn(weather), now: () => new Date(Date.now() + skew) },
      // Only the schedule decides when a device syncs.
      later: () => () => {},
    })
  }

  #close({ device }: Actor): void {
    device.engine.close()
    device.replica.store.close()
  }

  async #crash(on: number): Promise<void> {
    const actor = this.#actor(on)
    this.#close(actor)
    actor.device = await this.#start(actor.userId, actor.name, actor.weather, actor.skew)
  }

  async #clone(on: number): Promise<void> {
    if (this.actors.length > 4) return
    const { device, userId } = this.#actor(on)
    await this.#open(userId, await copyReplica(device.replica))
  }

  async #revoke(on: number): Promise<void> {
    const { device, weather } = this.#actor(on)
    await this.#forgiveWaiting(device)
    this.revocations++
    weather.revoked = true
    await device.engine.kick()
    weather.revoked = false
  }

  async #forgiveWaiting({ replica }: TestDevice): Promise<void> {
    for (const { name, args } of await replica.outbox()) {
      if (name === 'expense.create') this.forgiven.add((args as { id: string }).id)
    }
  }

  async #expel(): Promise<void> {
    this.#expelled = true
    for (const { userId, device } of this.actors) {
      if (userId === this.bob) await this.#forgiveWaiting(device)
    }
    await database().transaction(async (transaction) => {
      await transaction.execute(sql`update spaces set seq = seq + 1 where id = ${this.walletId}`)
      await transaction.execute(sql`update members set deleted_at = now(),
        rev = (select seq from spaces where id = ${this.walletId})
        where space_id = ${this.walletId} and id = ${this.bob}`)
    })
  }

  async #putBack(): Promise<void> {
    if (!this.#copy) return
    const known = new Set<string>()
    for (const { device } of this.actors) {
      for (const { id } of await device.replica.store.getAll('expense')) known.add(id)
      for (const { args } of await device.replica.outbox()) known.add((args as { id: string }).id)
    }
    for (const id of this.made) if (!known.has(id)) this.forgiven.add(id)
    await putBack(this.spaces, this.#copy)
    this.putBacks++
  }

  async #script(row: number, unit: Unit, to: number): Promise<void> {
    const id = this.made[row % (this.made.length || 1)]
    if (!id) return
    const [now] = await database()
      .select()
      .from(expenses)
      .where(and(eq(expenses.spaceId, this.walletId), eq(expenses.id, id)))
    if (!now) return
    const changes = this.#changes(now, unit, to)
    const ctx = await systemCtx(this.ada)
    await refusable(() =>
      execute(ctx, 'expense.update', { walletId: this.walletId, id, changes } as never),
    )
  }

  async #change(op: Extract<Op, { on: number }>): Promise<void> {
    const { device, userId } = this.#actor(op.on)
    const { replica } = device
    if ((await replica.meta()).account?.id !== userId) return
    const make = async <N extends MutationName>(name: N, args: Args<N>) =>
      void (await replica.mutate(name, args, name))
    if (op.kind === 'add') {
      const categoryId = this.categories[op.amount % 3] ?? ''
      const args = newExpense(
        { walletId: this.walletId, categoryId },
        { amount: op.amount, note: 'new' },
      )
      const date = `2026-${op.day > 9 ? '10' : '11'}-${String(op.day + 1).padStart(2, '0')}`
      await make('expense.create', { ...args, fields: { ...args.fields, date } })
      this.made.push(args.id)
      if (userId === this.bob && this.#expelled) this.forgiven.add(args.id)
      return
    }
    if (!('row' in op)) return
    const id = this.made[op.row % (this.made.length || 1)]
    const now = id && (await replica.store.get('expense', [this.walletId, id]))
    if (!now) return
    const key = { walletId: this.walletId, id }
    switch (op.kind) {
      case 'delete': {
        const { amount, date, categoryId, note } = now
        return make('expense.delete', { ...key, seen: { amount, date, categoryId, note } })
      }
      case 'restore':
        return make('expense.restore', key)
      case 'resolve':
        return this.#resolve(op, id, now, make)
      case 'edit':
        if (now.deletedAt) return
        return make('expense.update', { ...key, changes: this.#changes(now, op.unit, op.to) })
      case 'chain': {
        if (now.deletedAt) return
        const [first, second] = [10 + op.to, 20 + op.to]
        await make('expense.update', { ...key, changes: this.#changes(now, 'money', first) })
        const then = { ...now, amount: first }
        return make('expense.update', { ...key, changes: this.#changes(then, 'money', second) })
      }
    }
  }

  async #resolve(
    { on, choice }: { on: number; choice: number },
    rowId: string,
    now: object,
    make: (name: 'conflict.resolve', args: Args<'conflict.resolve'>) => Promise<void>,
  ): Promise<void> {
    const { replica } = this.#actor(on).device
    const id = conflictId(rowId, 'money')
    const conflict = await replica.store.get('conflict', [this.walletId, id])
    if (!conflict || conflict.kept.length === 0) return
    const present = presentOf(conflict, now)
    const kept = conflict.kept.map(({ values }) => values)
    const all = [present, ...kept]
    this.chosen.add(rowId)
    await make('conflict.resolve', {
      ...{ walletId: this.walletId, id, seen: { present, kept } },
      value: all[choice % all.length] ?? null,
    })
  }

  #changes(
    now: { amount: number; date: string; note: string; categoryId: string },
    unit: Unit,
    to: number,
  ): Args<'expense.update'>['changes'] {
    const { amount, date, note, categoryId } = now
    switch (unit) {
      case 'money':
        return { money: { from: { amount }, to: { amount: to + 1 } } }
      case 'date':
        return { date: { from: { date }, to: { date: `2026-09-0${to + 1}` } } }
      case 'note':
        return { note: { from: { note }, to: { note: `note ${to}` } } }
      case 'category': {
        const chosen = this.categories[to % 3] ?? categoryId
        return { category: { from: { categoryId }, to: { categoryId: chosen } } }
      }
    }
  }
}

async function refusable(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}
