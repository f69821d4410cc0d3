import { beforeEach, expect, it } from 'vitest'
import '@/lib/client/hooks/insights'
import { Answers } from '@/lib/client/reads/answers'
import { type Query, queries } from '@/lib/client/reads/queries'
import type { Replica } from '@/lib/client/replica/replica'
import { addDays } from '@/lib/core/dates'
import { newId } from '@/lib/core/ids'
import type { MutationName } from '@/lib/domain/mutations'
import { makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase } from '@/tests/support/each-database'
import { firstCategory, type Person } from '@/tests/support/people'

const days = [-40, 0, 30].map((away) => addDays('2026-11-23', away))

onEachDatabase(() => {
  let ada: Person
  let phone: TestDevice
  let answers: Answers

  beforeEach(async () => {
    ada = await makeSyncingPerson()
    phone = await openDevice(ada.userId, {
      hear: (touched, written) => answers?.told(touched, written),
    })
    answers = new Answers(async () => ({ replica: phone.replica }))
    await phone.sync()
  }, 60_000)

  it('an answer that nobody asks any more is kept true by what is written, or dropped, and never read', async () => {
    const known = queries.get('cells') as unknown as Query<readonly unknown[], unknown>
    let reads = 0
    const read = (replica: Replica, ...args: readonly unknown[]) => {
      reads++
      return known.read(replica, ...args)
    }
    const own = { ...known, name: 'cells of a screen', read }
    const args = [ada.walletId, days[0], days[2]]
    const ask = async () => {
      let answer: unknown
      const stop = answers.follow(own, args, (value) => {
        answer = value
      })
      const now = answer
      for (let turn = 0; answer === undefined && turn < 100; turn++) {
        await new Promise((resolve) => setTimeout(resolve))
      }
      stop()
      return { now, answer }
    }
    const fresh = () => known.read(phone.replica, ...args)
    await ask()
    const write = async (name: MutationName, change: object) => {
      await phone.replica.mutate(name, change as never, '')
    }
    const id = newId()
    const fields = {
      ...{ amount: 5, currency: 'EUR', rate: null, payers: null, split: null },
      date: days[1],
      categoryId: firstCategory(ada.walletId),
      note: '',
    }
    await write('expense.create', { walletId: ada.walletId, id, fields })
    expect((await ask()).now).toEqual(await fresh())
    expect(reads).toBe(1)
    // What another tab wrote is not known here.
    answers.told(new Map([['expense', 'all']]))
    expect(answers.isKnown(own, args)).toBe(false)
    expect(reads).toBe(1)
    expect(await ask()).toEqual({ now: undefined, answer: await fresh() })
  })
})
