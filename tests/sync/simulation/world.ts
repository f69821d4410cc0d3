import { sql } from 'drizzle-orm'
import { database } from '@/db/client'
import { users } from '@/db/schema/accounts'
import type { ToSend } from '@/lib/client/replica/replica'
import { newId } from '@/lib/core/ids'
import type { Args } from '@/lib/domain/mutations'
import { newUserCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { openDevice, type TestDevice } from '@/tests/support/devices'
import { join } from '@/tests/support/people'
import { copyReplica } from './clone'
import { amountIn, change, refusable, script } from './edits'
import { knownSomewhere } from './known'
import { Ledger } from './ledger'
import { type Copy, copySpaces, putBack, removeSpaces } from './life'
import { lineIn, type Weather } from './line'
import type { Op } from './schedule'

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
  /** What was chosen, by the id of the change. */
  readonly choices: { id: string; rowId: string; amount: number }[] = []
  readonly ledger = new Ledger()
  /** What the step before has made, and where: a sync right after it begins with that. */
  toSend: { actor: Actor; toSend: ToSend } | undefined
  expelled = false
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
    const made = this.toSend
    this.toSend = undefined
    switch (op.kind) {
      case 'sync': {
        const actor = this.#actor(op.on)
        actor.weather.next = op.fault
        await actor.device.engine.kick(made?.actor === actor ? made.toSend : undefined)
        actor.weather.next = 'none'
        return
      }
      case 'together':
        this.#actor(0).weather.next = op.fault
        await Promise.all(this.actors.map(({ device }) => device.engine.kick()))
        this.#actor(0).weather.next = 'none'
        return
      case 'script':
        return script(this, op)
      case 'crash':
        return this.#crash(op.on)
      case 'clone':
        return this.#clone(op.on)
      case 'fresh':
        return this.#fresh(op.on)
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
        return refusable(() => change(this, this.#actor(op.on), op))
    }
  }

  /** Closes everything and removes the schedule's rows. */
  async end(): Promise<void> {
    for (const actor of this.actors) this.#close(actor)
    for (const { name } of this.actors) indexedDB.deleteDatabase(name)
    await removeSpaces(this.spaces)
  }

  /** Notes an amount that somebody typed, on one of the devices or by a script. */
  async note(id: string, { money }: Args<'expense.update'>['changes'], on?: Actor): Promise<void> {
    const amount = money?.to.amount
    if (amount === undefined) return
    const isPassed = await this.#waitsFrom(id, amount, on)
    this.ledger.typed(id, amount, money?.from.amount, isPassed)
    if (on?.userId === this.bob && this.expelled) this.ledger.forgive(id, amount)
  }

  /** Whether an edit waits on another device that began with this amount: once it arrives it has seen it, by its value. */
  async #waitsFrom(id: string, amount: number, on: Actor | undefined): Promise<boolean> {
    for (const actor of this.actors) {
      if (actor === on) continue
      for (const { args } of await actor.device.replica.outbox()) {
        const { id: of, changes } = args as Partial<Args<'expense.update'>>
        if (of === id && changes?.money?.from.amount === amount) return true
      }
    }
    return false
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

  /** Somebody signs in on one more device, which is told of what is over as well. */
  async #fresh(on: number): Promise<void> {
    if (this.actors.length > 4) return
    const { device } = await this.#open(this.#actor(on).userId, newId())
    await device.engine.kick()
  }

  async #revoke(on: number): Promise<void> {
    const { device, weather } = this.#actor(on)
    this.revocations++
    weather.revoked = true
    await device.engine.kick()
    weather.revoked = false
    await this.#forgiveGone()
  }

  async #forgiveWaiting({ replica }: TestDevice): Promise<void> {
    for (const { name, args } of await replica.outbox()) {
      const { id } = args as { id: string }
      if (name === 'expense.create') this.forgiven.add(id)
      const amount = amountIn(args)
      if (amount !== undefined) this.ledger.forgive(id, amount)
    }
  }

  async #expel(): Promise<void> {
    this.expelled = true
    for (const { userId, device } of this.actors) {
      if (userId === this.bob) await this.#forgiveWaiting(device)
    }
    await database().transaction(async (transaction) => {
      await transaction.execute(sql`update spaces set seq = seq + 1 where id = ${this.walletId}`)
      await transaction.execute(sql`update members set deleted_at = now(),
        rev = (select seq from spaces where id = ${this.walletId})
        where space_id = ${this.walletId} and id = ${this.bob}`)
    })
    await this.#forgiveGone()
  }

  async #putBack(): Promise<void> {
    if (!this.#copy) return
    await putBack(this.spaces, this.#copy)
    this.putBacks++
    await this.#forgiveGone()
  }

  /** After a restore whatever nobody has any more who may bring it is nobody's fault. */
  async #forgiveGone(): Promise<void> {
    if (this.putBacks === 0) return
    const known = await knownSomewhere(this)
    for (const id of this.made) if (!known.has(id)) this.forgiven.add(id)
    this.ledger.forgiveAllBut(known)
  }
}
