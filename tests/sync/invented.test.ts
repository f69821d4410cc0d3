import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { readInbox } from '@/lib/client/inbox/inbox'
import { newId } from '@/lib/core/ids'
import { deletion } from '@/lib/domain/conflicts/rules'
import { conflictId } from '@/lib/domain/conflicts/schema'
import type { EntityName } from '@/lib/domain/entities'
import { entityNames } from '@/lib/domain/entity-names'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { readChanges } from '@/lib/server/reads/changes'
import { expectAsOnServer } from '@/tests/support/as-on-server'
import { backups } from '@/tests/support/backups'
import { makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase, query } from '@/tests/support/each-database'
import { migrateInvented } from '@/tests/support/invented/migrations'
import type { Parcel } from '@/tests/support/invented/parcel'
import { parcelsMigration } from '@/tests/support/invented/parcels'
import { oldWallet } from '@/tests/support/old-wallet'
import { codeOf, type Person } from '@/tests/support/people'

// An entity that no version has: its description, its changes and its table are all that it takes, and whatever else has to
// know of it and does not fails here.
vi.mock('@/lib/domain/entity-names', async (original) => {
  const known = await original<{ entityNames: string[] }>()
  // The questions come last: they may be about any other.
  known.entityNames.splice(-1, 0, 'parcel')
  return known
})
vi.mock('@/lib/domain/entities', async (original) => {
  const known = await original<typeof import('@/lib/domain/entities')>()
  const { parcel } = await import('@/tests/support/invented/parcel')
  Object.assign(known.entities, { parcel })
  return known
})
vi.mock('@/lib/domain/mutations', async (original) => {
  const known = await original<typeof import('@/lib/domain/mutations')>()
  const { parcelMutations } = await import('@/tests/support/invented/mutations')
  Object.assign(known.mutations, parcelMutations)
  return known
})
vi.mock('@/db/tables', async (original) => {
  const known = await original<typeof import('@/db/tables')>()
  const { parcels } = await import('@/tests/support/invented/parcels')
  Object.assign(known.tables, { parcel: parcels })
  return known
})

const entity = 'parcel' as EntityName

onEachDatabase(() => {
  const { backUp, putBack } = backups()
  let folder: string
  let ada: Person
  let phone: TestDevice
  let tablet: TestDevice

  beforeAll(async () => {
    folder = await migrateInvented(parcelsMigration)
  })

  beforeEach(async () => {
    ada = await makeSyncingPerson()
    phone = await openDevice(ada.userId)
    tablet = await openDevice(ada.userId)
    await phone.sync()
    await tablet.sync()
  })

  const change = (device: TestDevice, verb: string, args: object) =>
    device.replica.mutate(`parcel.${verb}` as 'expense.create', args as never, verb)
  const update = (device: TestDevice, id: string, changes: object) =>
    change(device, 'update', { walletId: ada.walletId, id, changes })
  const load = (weight: number, ...parts: number[]) => ({ weight, parts })

  async function added(fields: Partial<Parcel> = {}): Promise<string> {
    const id = newId()
    const first = { ...load(10, 4, 6), label: 'Books', fragile: false, marks: ['heavy'] }
    await change(phone, 'create', { walletId: ada.walletId, id, fields: { ...first, ...fields } })
    await both()
    return id
  }
  async function both(): Promise<void> {
    for (const device of [phone, tablet, phone]) await device.sync()
  }
  const here = async ({ replica }: TestDevice, id: string) =>
    (await replica.store.get(entity, [ada.walletId, id])) as unknown as Parcel | undefined
  async function keptOf(id: string, unit: string): Promise<unknown[] | undefined> {
    const row = await phone.replica.store.get('conflict', [ada.walletId, conflictId(id, unit)])
    return row?.kept.map(({ values }) => values)
  }
  const questions = async ({ replica }: TestDevice) => (await readInbox(replica)).questions

  it('reaches devices that are there, and one that begins later, and scripts hear of it', async () => {
    const id = await added()
    const late = await openDevice(ada.userId)
    await late.sync()
    for (const device of [phone, tablet, late]) {
      expect(await here(device, id)).toMatchObject({ label: 'Books', weight: 10 })
      await expectAsOnServer(device, ada.userId)
    }
    const { rows } = await readChanges(await systemCtx(ada.userId), ada.walletId, 0, 500)
    expect(rows).toContainEqual({ entity, row: expect.objectContaining({ id, parts: [4, 6] }) })
    const [row] = await query<{ key: string }>(
      `select label_key as key from parcels where id = '${id}'`,
    )
    expect(row?.key).toBe('books')
  })

  it('is merged unit by unit: whole, by field, and as a set', async () => {
    const id = await added()
    const saw = load(10, 4, 6)
    await update(phone, id, {
      load: { from: saw, to: load(12, 6, 6) },
      label: { from: { label: 'Books' }, to: { label: 'Atlases' } },
      marks: { from: { marks: ['heavy'] }, to: { marks: ['heavy', 'blue'] } },
    })
    await update(tablet, id, {
      load: { from: saw, to: load(20, 10, 10) },
      label: { from: { fragile: false }, to: { fragile: true } },
      marks: { from: { marks: ['heavy'] }, to: { marks: ['red'] } },
    })
    await both()
    const merged = { ...load(20, 10, 10), label: 'Atlases', fragile: true, marks: ['blue', 'red'] }
    expect(await here(phone, id)).toMatchObject(merged)
    expect(await keptOf(id, 'load')).toEqual([load(12, 6, 6)])
    expect(await keptOf(id, 'label')).toBeUndefined()
    expect(await keptOf(id, 'marks')).toBeUndefined()
    await expectAsOnServer(phone, ada.userId)
    await expectAsOnServer(tablet, ada.userId)
  })

  describe('a whole unit of which an older device names a part', () => {
    const name = (device: TestDevice, id: string, from: object, to: object) =>
      update(device, id, { load: { from, to } })

    it('is completed by what stood beside that when it was there', async () => {
      const id = await added()
      await name(phone, id, load(10, 4, 6), load(11, 5, 6))
      await phone.sync()
      await name(tablet, id, { parts: [4, 6] }, { parts: [3, 7] })
      await both()
      expect(await here(phone, id)).toMatchObject(load(10, 3, 7))
      expect(await keptOf(id, 'load')).toEqual([load(11, 5, 6)])
    })

    it('is completed by the row where that stands there, and asks nothing', async () => {
      const id = await added()
      await name(tablet, id, { parts: [4, 6] }, { parts: [3, 7] })
      await both()
      expect(await here(phone, id)).toMatchObject(load(10, 3, 7))
      expect(await keptOf(id, 'load')).toBeUndefined()
    })

    it('is completed by the row where that never stood, which is asked about', async () => {
      const id = await added()
      await name(tablet, id, { parts: [9, 1] }, { parts: [2, 8] })
      await both()
      expect(await here(phone, id)).toMatchObject(load(10, 2, 8))
      expect(await keptOf(id, 'load')).toEqual([load(10, 4, 6)])
    })
  })

  it('has its rules whoever writes: its own change, and a value that is put back', async () => {
    const id = await added()
    const wrong = { load: { from: load(10, 4, 6), to: load(10, 4, 4) } }
    expect(await codeOf(update(phone, id, wrong))).toBe('invalid')
    const args = { walletId: ada.walletId, id, changes: wrong }
    const ctx = await systemCtx(ada.userId)
    expect(await codeOf(execute(ctx, 'parcel.update' as 'expense.update', args))).toBe('invalid')
    // What a device of another version, or a restore, may have kept there.
    await update(phone, id, { load: { from: load(10, 4, 6), to: load(12, 6, 6) } })
    await update(tablet, id, { load: { from: load(10, 4, 6), to: load(20, 10, 10) } })
    await both()
    await query(`update conflicts set kept = (replace(kept::text, '[6, 6]', '[6, 7]'))::jsonb
      where id = '${conflictId(id, 'load')}'`)
    const value = load(12, 6, 7)
    const seen = { present: load(20, 10, 10), kept: [value] }
    const choice = { walletId: ada.walletId, id: conflictId(id, 'load'), value, seen }
    expect(await codeOf(execute(ctx, 'conflict.resolve', choice))).toBe('invalid')
    expect((await here(phone, id))?.weight).toBe(20)
  })

  it('is asked about where its value was displaced, and where it was deleted while somebody edited it', async () => {
    const id = await added()
    await update(phone, id, { load: { from: load(10, 4, 6), to: load(12, 6, 6) } })
    await update(tablet, id, { load: { from: load(10, 4, 6), to: load(20, 10, 10) } })
    await both()
    const [question] = await questions(phone)
    expect(question).toMatchObject({ entity, weight: 'decide', present: load(20, 10, 10) })
    await change(phone, 'delete', {
      walletId: ada.walletId,
      id,
      seen: { label: 'Books', fragile: false },
    })
    await update(tablet, id, { label: { from: { label: 'Books' }, to: { label: 'Maps' } } })
    await both()
    expect((await here(tablet, id))?.deletedAt).not.toBeNull()
    expect(await keptOf(id, deletion)).toContainEqual({ label: 'Maps', fragile: false })
    await change(phone, 'restore', { walletId: ada.walletId, id })
    await both()
    expect(await here(tablet, id)).toMatchObject({ deletedAt: null, label: 'Maps' })
    expect(await keptOf(id, deletion)).toEqual([])
  })

  it('comes back to a server that was put back to an older copy, with its history', async () => {
    const id = await added()
    const file = await backUp()
    await update(phone, id, { label: { from: { label: 'Books' }, to: { label: 'Maps' } } })
    const other = await added({ label: 'New' })
    await putBack(file, { folder })
    expect(await query(`select id from parcels where id = '${other}'`)).toEqual([])
    await both()
    expect(await here(tablet, id)).toMatchObject({ label: 'Maps' })
    expect(await here(tablet, other)).toMatchObject({ label: 'New' })
    await expectAsOnServer(phone, ada.userId)
    const steps = await query<{ kind: string; units: object }>(
      `select kind, units::text as units from revisions where row_id = '${id}' order by rev`,
    )
    expect(steps.map(({ kind }) => kind)).toEqual(['create', 'update'])
    expect(steps.at(-1)?.units).toContain('Maps')
  })

  it('gets its place on a device that was opened before there was any', async () => {
    const name = newId()
    const at = entityNames.indexOf(entity)
    const names = entityNames as unknown as string[]
    names.splice(at, 1)
    const older = await openDevice(ada.userId, { name })
    older.replica.store.close()
    names.splice(at, 0, entity)
    const id = await added()
    const newer = await openDevice(ada.userId, { name })
    await newer.sync()
    expect(await here(newer, id)).toMatchObject({ label: 'Books' })
  })

  it('goes from a device with its wallet', async () => {
    const id = await added()
    await query(`update members set deleted_at = now() where space_id = '${ada.walletId}'`)
    await phone.sync()
    expect(await here(phone, id)).toBeUndefined()
    expect(await phone.replica.store.getAll(entity)).toEqual([])
  })

  it('goes for good once it has been deleted for long, and its history with it', async () => {
    const { days, run } = oldWallet(() => ada)
    const [kept, gone] = [await added(), await added()]
    await change(phone, 'delete', { walletId: ada.walletId, id: gone, seen: {} })
    await both()
    await days(401)
    await run()
    const idsIn = async (table: string, column: string) => {
      const rows = await query<{ id: string }>(
        `select distinct ${column} as id from ${table} where ${column} in ('${kept}', '${gone}')`,
      )
      return rows.map(({ id }) => id)
    }
    expect([await idsIn('parcels', 'id'), await idsIn('revisions', 'row_id')]).toEqual([
      [kept],
      [kept],
    ])
  })
})
