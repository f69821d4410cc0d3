import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { users } from '@/db/schema/accounts'
import { conflicts } from '@/db/schema/conflicts'
import { readInbox } from '@/lib/client/inbox/inbox'
import { newId } from '@/lib/core/ids'
import { preferencesOf } from '@/lib/domain/settings/rules'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { readSettings } from '@/lib/server/reads/settings'
import { readBrought } from '@/lib/server/sync/brought'
import { expectAsOnServer } from '@/tests/support/as-on-server'
import { ask, makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase } from '@/tests/support/each-database'
import { newExpense, type Person } from '@/tests/support/people'

const first = { locale: null, firstWeekday: null, monthStartsOn: 1, theme: 'system' }

onEachDatabase(() => {
  let ada: Person
  let phone: TestDevice
  let tablet: TestDevice

  beforeEach(async () => {
    ada = await makeSyncingPerson()
    phone = await openDevice(ada.userId)
    tablet = await openDevice(ada.userId)
    await phone.sync()
    await tablet.sync()
  })

  const change = ({ replica }: TestDevice, changes: object) =>
    replica.mutate('settings.update', { userId: ada.userId, changes }, 'Change settings')
  const onServer = async () => readSettings(await systemCtx(ada.userId))
  const onDevice = async ({ replica }: TestDevice) =>
    replica.store.get('settings', [ada.userId, ada.userId])

  describe('settings', () => {
    it('begin as the device has it', async () => {
      expect(await onDevice(phone)).toMatchObject(first)
      expect(await onServer()).toMatchObject(first)
    })

    it('of two devices that were offline both hold, field by field', async () => {
      await change(phone, { theme: { from: { theme: 'system' }, to: { theme: 'dark' } } })
      await change(phone, {
        firstWeekday: { from: { firstWeekday: null }, to: { firstWeekday: 7 } },
      })
      await change(tablet, { locale: { from: { locale: null }, to: { locale: 'de-at' } } })
      await change(tablet, {
        monthStartsOn: { from: { monthStartsOn: 1 }, to: { monthStartsOn: 25 } },
      })
      for (const one of [phone, tablet, phone]) await one.sync()
      const wanted = { theme: 'dark', firstWeekday: 7, locale: 'de-AT', monthStartsOn: 25 }
      expect(await onServer()).toMatchObject({ ...wanted, timeZone: 'UTC' })
      for (const one of [phone, tablet]) await expectAsOnServer(one, ada.userId)
    })

    it('that nobody can have are refused at once', async () => {
      const wrong = [
        { theme: { from: { theme: 'system' }, to: { theme: 'pink' } } },
        { locale: { from: { locale: null }, to: { locale: 'de_AT' } } },
        { monthStartsOn: { from: { monthStartsOn: 1 }, to: { monthStartsOn: 32 } } },
        { firstWeekday: { from: { firstWeekday: null }, to: { firstWeekday: 0 } } },
      ]
      for (const changes of wrong) {
        await expect(change(phone, changes)).rejects.toMatchObject({ code: 'invalid' })
      }
      expect(await phone.replica.outbox()).toEqual([])
    })

    it('in a row from before there were any can be changed all the same', async () => {
      const row = await onDevice(phone)
      if (!row) throw new Error('The device has no settings.')
      const { locale: _, firstWeekday: __, monthStartsOn: ___, theme: ____, ...older } = row
      await phone.replica.store.put('settings', older as typeof row)
      const { theme } = preferencesOf((await onDevice(phone)) as Partial<typeof row>)
      await change(phone, { theme: { from: { theme }, to: { theme: 'light' } } })
      await phone.sync()
      expect(await onServer()).toMatchObject({ ...first, theme: 'light' })
      await expectAsOnServer(phone, ada.userId)
    })

    it('come back from a device that did not know all of them yet', async () => {
      const row = await onDevice(phone)
      const { locale: _, firstWeekday: __, monthStartsOn: ___, theme: ____, ...older } = row ?? {}
      const [brought] = readBrought([{ entity: 'settings', row: older }])
      expect(brought?.row).toEqual(row)
    })
  })

  describe('the time zone', () => {
    const report = (one: TestDevice, from: string, to: string) => {
      const zone = (timeZone: string) => ({ timeZone, timeZoneChosen: false })
      return change(one, { timeZone: { from: zone(from), to: zone(to) } })
    }
    const choose = (one: TestDevice, from: string, to: string) => {
      const saw = { timeZone: from, timeZoneChosen: false }
      const wanted = { timeZone: to, timeZoneChosen: true }
      return change(one, { timeZone: { from: saw, to: wanted } })
    }

    it('is that of the device that reported it last, and nobody is asked about the other', async () => {
      await report(phone, 'UTC', 'Pacific/Auckland')
      await report(tablet, 'UTC', 'Pacific/Honolulu')
      for (const one of [phone, tablet, phone]) await one.sync()
      const wanted = { timeZone: 'Pacific/Honolulu', timeZoneChosen: false }
      expect(await onServer()).toMatchObject(wanted)
      expect(await onDevice(phone)).toMatchObject(wanted)
      const found = await database()
        .select()
        .from(conflicts)
        .where(eq(conflicts.spaceId, ada.userId))
      expect(found).toEqual([])
      for (const one of [phone, tablet]) await expectAsOnServer(one, ada.userId)
    })

    it('that was chosen stays so, whatever devices report, until it is given free', async () => {
      await report(tablet, 'UTC', 'Pacific/Honolulu')
      await choose(phone, 'UTC', 'Europe/Berlin')
      for (const one of [phone, tablet, phone]) await one.sync()
      const chosen = { timeZone: 'Europe/Berlin', timeZoneChosen: true }
      expect(await onServer()).toMatchObject(chosen)
      for (const one of [phone, tablet]) expect(await onDevice(one)).toMatchObject(chosen)
      const free = { timeZone: 'Pacific/Honolulu', timeZoneChosen: false }
      await change(tablet, { timeZone: { from: chosen, to: free } })
      await tablet.sync()
      expect(await onServer()).toMatchObject(free)
    })

    it('that is no zone is refused where it is chosen, and left out where a device reports it', async () => {
      const wrong = choose(phone, 'UTC', 'Mars/Olympus')
      await expect(wrong).rejects.toMatchObject({ code: 'invalid' })
      await report(phone, 'UTC', 'Mars/Olympus')
      await phone.sync()
      expect(await phone.replica.outbox()).toEqual([])
      expect(await onServer()).toMatchObject({ timeZone: 'UTC' })
      await expectAsOnServer(phone, ada.userId)
    })
  })

  describe('the first day of the week', () => {
    const report = ({ replica }: TestDevice, firstWeekday: number) =>
      replica.mutate('settings.report', { userId: ada.userId, firstWeekday }, 'Note the week')
    const choose = (one: TestDevice, from: number | null, to: number | null) =>
      change(one, { firstWeekday: { from: { firstWeekday: from }, to: { firstWeekday: to } } })
    const onAll = async (firstWeekday: number | null) => {
      for (const one of [phone, tablet, phone]) await one.sync()
      expect(await onServer()).toMatchObject({ firstWeekday })
      for (const one of [phone, tablet]) {
        expect(await onDevice(one)).toMatchObject({ firstWeekday })
        await expectAsOnServer(one, ada.userId)
      }
    }

    it('is that of the device that reported first, and another one follows it', async () => {
      await report(phone, 7)
      await report(tablet, 1)
      await onAll(7)
      await report(tablet, 1)
      await onAll(7)
    })

    it('that was chosen stays so, whichever comes first, until it is given free', async () => {
      await choose(phone, null, 6)
      await report(tablet, 1)
      await onAll(6)
      await choose(tablet, 6, null)
      await onAll(null)
      await report(phone, 7)
      await choose(tablet, null, 6)
      await onAll(6)
    })

    it('that a device reports is sent, and counts neither as waiting nor as lost with the device', async () => {
      const args = { userId: ada.userId, firstWeekday: 3 }
      const report = { name: 'settings.report' as const, args, summary: 'Note the week' }
      await phone.replica.mutateAll([{ ...report, isReport: true }])
      expect(await phone.replica.countNotSent()).toBe(0)
      expect(await readInbox(phone.replica)).toMatchObject({ waiting: 0, notSent: [] })
      await change(phone, { locale: { from: { locale: null }, to: { locale: 'de-DE' } } })
      expect(await phone.replica.countNotSent()).toBe(1)
      expect(await readInbox(phone.replica)).toMatchObject({ waiting: 1 })
      await onAll(3)
    })

    it('that no week has is refused', async () => {
      await expect(report(phone, 8)).rejects.toMatchObject({ code: 'invalid' })
    })
  })

  describe('the account', () => {
    const rename = (name: string) =>
      database().update(users).set({ name }).where(eq(users.id, ada.userId))

    it('that was renamed is so on each device with its next sync', async () => {
      await rename('Ada L.')
      await phone.sync()
      const { account } = await phone.replica.meta()
      expect(account).toEqual({
        id: ada.userId,
        email: `${ada.userId}@example.org`,
        name: 'Ada L.',
      })
    })

    it('is learnt beside changes that wait, and from an answer that came too late for rows', async () => {
      await phone.replica.mutate('expense.create', newExpense(ada), 'milk')
      await rename('Ada L.')
      const { clientId, cookie, epoch } = await phone.replica.meta()
      const { userId } = ada
      const request = { protocol: 1, epoch, userId, clientId, cookie, mutations: [] }
      const reply = await ask(userId, request)
      const other = { [newId()]: { rev: 1, mark: null, horizon: null } }
      await phone.replica.receive({ clientId, cookie: other }, reply)
      const meta = await phone.replica.meta()
      expect([meta.account?.name, meta.cookie]).toEqual(['Ada L.', cookie])
      expect(await phone.replica.outbox()).toHaveLength(1)
    })
  })
})
