import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Answers } from '@/lib/client/reads/answers'
import { type Query, queries } from '@/lib/client/reads/queries'
import type { Replica } from '@/lib/client/replica/replica'
import { newsOf, reaches, type Scope, type Touched, touchedBy } from '@/lib/client/replica/touched'
import { addDays } from '@/lib/core/dates'
import { newId } from '@/lib/core/ids'
import type { Args, MutationName } from '@/lib/domain/mutations'
import { makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase } from '@/tests/support/each-database'
import { firstCategory, makeWallet, type Person } from '@/tests/support/people'

const today = '2026-11-23'
const days = [-40, -3, -2, -1, 0, 1, 30].map((away) => addDays(today, away))

const every = () => true

/** One screen of a device: each question that the app asks, how often it was read, and what was touched meanwhile. */
class Screen {
  readonly asked: Asked[] = []
  readonly touched: Touched[] = []
  reading = 0
  readonly answers: Answers
  readonly replica: Replica

  constructor(replica: Replica) {
    this.replica = replica
    this.answers = new Answers(async () => ({ replica }))
  }

  ask(name: string, args: readonly unknown[]): Asked {
    const known = queries.get(name) as unknown as Query<readonly unknown[], unknown>
    const asked: Asked = { name, args, scopes: known.scopes(args), fresh: known.read, reads: 0 }
    const read = async (replica: Replica, ...args: readonly unknown[]) => {
      this.reading++
      asked.reads++
      try {
        return await known.read(replica, ...args)
      } finally {
        this.reading--
      }
    }
    this.answers.follow({ ...known, read }, args, (value) => {
      asked.answer = value
    })
    this.asked.push(asked)
    return asked
  }

  /** Resolves once nothing is being read. */
  async quiet(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet = this.reading === 0 ? quiet + 1 : 0) {
      await new Promise((resolve) => setTimeout(resolve))
    }
  }
}

type Asked = {
  name: string
  args: readonly unknown[]
  scopes: readonly Scope[]
  fresh: (replica: Replica, ...args: readonly unknown[]) => Promise<unknown>
  answer?: unknown
  reads: number
}

onEachDatabase(() => {
  let ada: Person
  let second: string
  let phone: TestDevice
  let laptop: TestDevice
  /** The tab that writes, and another one of the same device. */
  let screens: Screen[] = []
  const made: { walletId: string; id: string }[] = []

  beforeAll(async () => {
    await Promise.all(
      Object.values(import.meta.glob(['/lib/client/hooks/*.ts', '/components/**/*-item.tsx'])).map(
        (load) => load(),
      ),
    )
    ada = await makeSyncingPerson()
    second = await makeWallet(ada.userId, 'EUR')
    const name = newId()
    phone = await openDevice(ada.userId, {
      name,
      hear: (touched, written) => {
        if (touched.size === 0) return
        const [own, other] = screens
        own?.touched.push(touched)
        own?.answers.told(touched, written)
        const heard = touchedBy(structuredClone(newsOf(touched)))
        other?.touched.push(heard)
        other?.answers.told(heard)
      },
    })
    laptop = await openDevice(ada.userId)
    await phone.sync()
    await laptop.sync()
    const tab = await openDevice(ada.userId, { name })
    screens = [new Screen(phone.replica), new Screen(tab.replica)]
    for (const screen of screens) for (const [name, args] of questions()) screen.ask(name, args)
  }, 60_000)

  afterAll(() => {
    screens = []
  })

  /** Every question of the app, as its screens ask it. */
  function questions(): [string, readonly unknown[]][] {
    const wallets = [ada.walletId, second]
    const each = (ask: (walletId: string) => [string, readonly unknown[]][]) => wallets.flatMap(ask)
    const all: [string, readonly unknown[]][] = [
      ...each((id) => [
        ...['categories', 'category uses', 'months', 'horizon', 'relabelling'].map(
          (name): [string, readonly unknown[]] => [name, [id]],
        ),
        ['may', ['editor', id]],
        ['last begun', [id, today]],
        ['day rows', [id, days[1], days[3]]],
        ['day rows', [id, days[4], days[6]]],
        ['day rows', [id, '2020-01-01', '2020-12-31']],
        ['cells', [id, days[0], days[3]]],
        ['largest', [id, days[0], days[6], 'all', every]],
        ['expenses of', [id, newId()]],
        ['cells', [id, days[4], days[6]]],
      ]),
      ['categories of', wallets],
      ['cells', [wallets.join(), days[0], days[6]]],
      ['largest', [wallets.join(), days[0], days[6], 'all', every]],
      ['first day', [wallets.join()]],
      ['noted', [wallets.join(), days[4], days[6]]],
      ['expenses of', [wallets.join(), newId()]],
      ['horizons', [wallets.join()]],
      ...['inbox', 'holder', 'leftover', 'trash', 'wallets', 'default wallet', 'settings'].map(
        (name): [string, readonly unknown[]] => [name, []],
      ),
      ['budgets', []],
      ['horizons', ['']],
      ['spent', [days[0], days[6]]],
      ['expense', [ada.walletId, newId()]],
      ['rows of', [ada.walletId, 'none', [newId()]]],
    ]
    // What is asked once goes by nothing; the rows of an old wallet never change.
    const left = ['habits', 'note habits', 'aside']
    const known = new Set([...left, ...all.map(([name]) => name)])
    expect([...queries.keys()].filter((name) => !known.has(name))).toEqual([])
    return all
  }

  const money = (amount: number) => ({
    ...{ amount, currency: 'EUR', rate: null, payers: null, split: null },
  })

  /** A change of something that there is, as a device knows it. */
  async function changeOf(
    { replica }: TestDevice,
    [kind, at, day, much]: readonly [number, number, number, number],
  ): Promise<{ name: MutationName; args: unknown } | undefined> {
    const walletId = at % 2 ? ada.walletId : second
    const date = days[day % days.length] ?? today
    const known = made[at % Math.max(1, made.length)]
    const row = known && (await replica.store.get('expense', [known.walletId, known.id]))
    const category = (await replica.store.getAll('category'))[at % 20]
    if (kind < 3 || !known) {
      const id = newId()
      made.push({ walletId, id })
      if (made.length < 12) {
        for (const screen of screens) {
          screen.ask('expense', [walletId, id])
          screen.ask('rows of', [walletId, id, [id, known?.id ?? '']])
        }
      }
      const fields = { ...money(much), date, categoryId: firstCategory(walletId), note: '' }
      return { name: 'expense.create', args: { walletId, id, fields } }
    }
    const change = (changes: object) => ({
      name: 'expense.update' as const,
      args: { ...known, changes } as Args<'expense.update'>,
    })
    if (kind < 9 && !row) return undefined
    const now = row as NonNullable<typeof row>
    const { amount, note, categoryId } = now ?? {}
    if (kind === 3) return change({ money: { from: { amount }, to: { amount: much } } })
    if (kind === 4) return change({ date: { from: { date: now.date }, to: { date } } })
    if (kind === 5) return change({ note: { from: { note }, to: { note: `note ${much}` } } })
    if (kind === 6) return { name: 'expense.delete', args: { ...known, seen: { amount, note } } }
    if (kind === 7) return { name: 'expense.restore', args: known }
    if (kind === 8) {
      const there = known.walletId === second ? ada.walletId : second
      const to = { walletId: there, id: newId(), categoryId: firstCategory(there) }
      made.push(to)
      return { name: 'expense.move', args: { ...known, to, seen: { amount, note, categoryId } } }
    }
    if (kind === 9 && category) {
      const to = { name: `Category ${much}` }
      const changes = { name: { from: { name: category.name }, to } }
      const args = { walletId: category.spaceId, id: category.id, changes }
      return { name: 'category.update', args }
    }
    const [entry] = (await replica.outbox()).filter(({ state }) => state === 'refused')
    if (entry && much % 2) await replica.tryAgain(entry.n)
    else if (entry) await replica.discard(entry.n)
    return undefined
  }

  async function play([who, ...choice]: readonly [number, number, number, number, number]) {
    const device = who < 6 ? phone : laptop
    const change = await changeOf(device, choice)
    if (change) {
      const made = await device.replica
        .mutateAll([{ ...change, summary: '' }])
        .catch((error: { code?: string }) => {
          if (!error.code) throw error
        })
      if (who % 3 === 0 && made) await device.engine.kick(made.toSend)
    }
    if (who % 4 === 0) await device.sync()
    if (who === 9) await phone.sync()
  }

  const choices = fc.tuple(
    ...[fc.nat(9), fc.nat(10), fc.nat(60), fc.nat(6), fc.integer({ min: 1, max: 9999 })],
  )

  it('a save is read by another tab for the answers that it touches, and by its own for none that it shows', async () => {
    await phone.sync()
    for (const screen of screens) await screen.quiet()
    const before = screens.map(({ asked }) => asked.map(({ reads }) => reads))
    const [walletId, id, date] = [ada.walletId, newId(), days[4]]
    const fields = { ...money(5), date, categoryId: firstCategory(walletId), note: '' }
    const both = [ada.walletId, second].join()
    await phone.replica.mutate('expense.create', { walletId, id, fields }, '')
    const read = await Promise.all(
      screens.map(async (screen, at) => {
        await screen.quiet()
        return (
          screen.asked
            .filter(({ reads }, index) => reads !== before[at]?.[index])
            .map(({ name, args }) => [name, ...args])
            // One expense of the wallet, whichever: what was written says that it is not that one.
            .filter(([name]) => !['expense', 'rows of', 'expenses of'].includes(String(name)))
        )
      }),
    )
    const counted = [
      ['largest', walletId, days[0], days[6], 'all', every],
      ['largest', both, days[0], days[6], 'all', every],
      ['first day', both],
      ['noted', both, days[4], days[6]],
      ['category uses', walletId],
      ['leftover'],
      ['relabelling', walletId],
      ['trash'],
    ]
    const shown = [
      ['spent', days[0], days[6]],
      ['cells', both, days[0], days[6]],
      ['cells', walletId, days[4], days[6]],
      ['day rows', walletId, days[4], days[6]],
      ...[['inbox'], ['months', walletId]],
    ]
    expect(read.map((names) => names.sort())).toEqual([
      [...counted].sort(),
      [...counted, ...shown].sort(),
    ])
  })

  it('after any write each answer is as one that is read now, and what was not touched is not read', async () => {
    const schedules = fc.array(choices, { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(schedules, async (schedule) => {
        for (const choice of schedule) {
          for (const screen of screens) screen.touched.length = 0
          const before = screens.map(({ asked }) => new Map(asked.map((one) => [one, one.reads])))
          await play(choice as unknown as Parameters<typeof play>[0])
          for (const [at, screen] of screens.entries()) {
            await screen.quiet()
            for (const one of screen.asked) {
              const { name, args, answer } = one
              expect([name, args, answer]).toEqual([
                name,
                args,
                await one.fresh(screen.replica, ...args),
              ])
              const known = before[at]?.get(one)
              if (known === undefined) continue
              const isTouched = screen.touched.some((touched) => reaches(touched, one.scopes))
              if (!isTouched) expect([name, args, one.reads]).toEqual([name, args, known])
            }
          }
        }
      }),
      { numRuns: 15, seed: 13 },
    )
  })
})
