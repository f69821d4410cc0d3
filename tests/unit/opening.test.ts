import 'fake-indexeddb/auto'
import { deleteDB, openDB } from 'idb'
import { expect, it, vi } from 'vitest'
import { openStore, type StoreNews } from '@/lib/client/replica/opening'
import { newId } from '@/lib/core/ids'

const open = IDBFactory.prototype.open

/** A store, what it tells, and its connections that are open by now. */
async function watched() {
  const connections: IDBDatabase[] = []
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(function (this: IDBFactory, ...args) {
    const request = open.apply(this, args)
    request.addEventListener('success', () => connections.push(request.result))
    return request
  })
  const [name, news]: [string, StoreNews[]] = [newId(), []]
  const store = await openStore(name, (one) => news.push(one))
  const refuse = () =>
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('The connection was lost.', 'UnknownError')
    })
  const closeAll = () => {
    for (const one of connections.splice(0)) one.close()
  }
  return { name, store, news, connections, closeAll, refuse }
}

it('a use of a connection that was closed opens another and is done once', async () => {
  const { store, news, closeAll } = await watched()
  const { clientId } = (await store.get('meta', 'device')) ?? {}
  expect(clientId).toBeDefined()
  closeAll()
  expect(await Promise.all([store.get('meta', 'device'), store.count('meta')])).toMatchObject([
    { clientId },
    1,
  ])
  expect(news).toEqual(['open'])
})

it('work that the browser cuts off begins again from its beginning', async () => {
  const { store } = await watched()
  let tries = 0
  const found = await store.run(async (database) => {
    const transaction = database.transaction('outbox', 'readwrite')
    transaction.done.catch(() => {})
    if (tries++ === 0) transaction.abort()
    return transaction.store.count()
  })
  expect([found, tries]).toEqual([0, 2])
})

it('what it is told to be wrong is not tried again', async () => {
  const { store, news } = await watched()
  const work = vi.fn(() => Promise.reject(new DOMException('full', 'QuotaExceededError')))
  await expect(store.run(work)).rejects.toThrow('full')
  expect([work.mock.calls.length, news]).toEqual([1, []])
})

it('while it cannot be opened each use says so, and the first that can goes on', async () => {
  const { store, news, closeAll, refuse } = await watched()
  closeAll()
  const refusing = refuse()
  await expect(store.count('meta')).rejects.toThrow('lost')
  await expect(store.count('meta')).rejects.toThrow('lost')
  refusing.mockImplementation(open)
  expect(await store.count('meta')).toBe(1)
  expect(news).toEqual(['closed', 'closed', 'open'])
})

it('a deleted one begins anew, with a name of its own', async () => {
  const { name, store, news } = await watched()
  const before = await store.get('meta', 'device')
  await deleteDB(name)
  await vi.waitFor(() => expect(news).toEqual(['open']))
  const after = await store.get('meta', 'device')
  expect(after).toMatchObject({ account: null })
  expect(after?.clientId).not.toBe(before?.clientId)
})

it('one that a newer version has taken is never opened again', async () => {
  const { name, store, news } = await watched()
  const newer = await openDB(name, 99)
  await expect(store.count('meta')).rejects.toThrow()
  expect(news).toEqual(['outdated'])
  newer.close()
})

it('an empty one that somebody else has made gets its stores', async () => {
  const name = newId()
  ;(await openDB(name)).close()
  const store = await openStore(name)
  expect(await store.count('outbox')).toBe(0)
  expect(await store.get('meta', 'device')).toMatchObject({ n: 0 })
})
