import { type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import { entityNames } from '@/lib/domain/entity-names'
import type { Schema, StoreName } from './store'
import { emptyMeta } from './wiping'

type Database = IDBPDatabase<Schema>

const simple = [
  ...(['get', 'getAll', 'getAllKeys', 'getAllFromIndex'] as const),
  ...(['count', 'countFromIndex', 'put', 'clear'] as const),
]

/**
 * The replica's database. Browsers close it under a page as they like, and do not always say so: each use finds that out,
 * opens it again and is done once more from its beginning.
 */
export type Store = Pick<Database, (typeof simple)[number]> & {
  /** Does what needs a transaction of its own. */
  run: <T>(work: (database: Database) => Promise<T>) => Promise<T>
  /** Closes it for good. */
  close: () => void
}

/**
 * What a page hears of its database: `outdated`, a newer version of the app has it; `waiting`, an older one has it still;
 * `closed`, it cannot be opened again for now; `open`, it was.
 */
export type StoreNews = 'outdated' | 'waiting' | 'closed' | 'open'

/** Version 4 knew so many entities; each that came since makes another one, as an older database has no store for it. */
const entitiesThen = 6

/** What a use of a closed connection ends in; the second is Safari's word for it. */
const closedNames = /^(InvalidState|Unknown|Abort|TransactionInactive)Error$/
const mostTries = 3

/** Opens the replica's database, making the stores that are not there yet; rejects where the browser does not let it. */
export async function openStore(
  name: string,
  tell: (news: StoreNews) => void = () => {},
): Promise<Store> {
  let opened: Promise<Database> | undefined
  let began = false
  let over = false

  const open = () => {
    if (over) return Promise.reject(new Error('It is closed for good.'))
    opened ??= openOnce().then(
      (database) => {
        if (began) tell('open')
        began = true
        return database
      },
      (error) => {
        opened = undefined
        if (began) tell('closed')
        throw error
      },
    )
    return opened
  }
  const openAgain = () => {
    opened = undefined
    open().catch(() => {})
  }

  async function openOnce(): Promise<Database> {
    const database = await openDB<Schema>(name, 4 + entityNames.length - entitiesThen, {
      blocked: () => tell('waiting'),
      blocking(_from, to, event) {
        // Else the newer version could not open it at all, nor anybody delete it.
        ;(event.target as IDBDatabase).close()
        if (to === null) return openAgain()
        over = true
        tell('outdated')
      },
      terminated: openAgain,
      upgrade,
    })
    // Whatever is written waits for the disk, before the first row could be read.
    if (await database.getKey('meta', 'device')) return database
    const { store, done } = database.transaction('meta', 'readwrite', { durability: 'strict' })
    if (!(await store.get('device'))) await store.put(emptyMeta(), 'device')
    await done
    return database
  }

  async function run<T>(work: (database: Database) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      const used = open()
      const database = await used
      try {
        return await work(database)
      } catch (error) {
        const { name } = (error ?? {}) as { name?: string }
        if (tries === mostTries || over || !closedNames.test(name ?? '')) throw error
        database.close()
        // Another use may have opened it again by now.
        if (opened === used) opened = undefined
      }
    }
  }

  await open()
  const uses = simple.map((use) => [
    use,
    (...args: unknown[]) =>
      run((database) => (database[use] as (...args: unknown[]) => Promise<unknown>)(...args)),
  ])
  return {
    ...(Object.fromEntries(uses) as Pick<Database, (typeof simple)[number]>),
    run,
    close() {
      over = true
      void opened?.then((database) => database.close())
    },
  }
}

async function upgrade(
  database: Database,
  from: number,
  _to: number | null,
  transaction: IDBPTransaction<Schema, StoreName[], 'versionchange'>,
): Promise<void> {
  // Whoever looked before the app did has made it, and nothing in it.
  if (!database.objectStoreNames.contains('meta')) makeFirstStores(database)
  const unknown = entityNames.filter((entity) => !database.objectStoreNames.contains(entity))
  for (const entity of unknown) {
    database.createObjectStore(entity, { keyPath: ['spaceId', 'id'] })
  }
  if (from < 2) transaction.objectStore('expense').createIndex('trash', ['spaceId', 'deletedAt'])
  if (from < 3) {
    const asides = database.createObjectStore('aside', { keyPath: ['until', 'spaceId', 'part'] })
    asides.createIndex('head', 'part')
  }
  // They are packed from the rows that are here, once there is time.
  if (!database.objectStoreNames.contains('columns')) {
    database.createObjectStore('columns', { keyPath: ['spaceId', 'since', 'sinceId'] })
  }
  if (from >= 3 && unknown.length === 0) return
  // What the older version passed over, because it knew nothing of it, comes with everything else once more.
  const metas = transaction.objectStore('meta')
  const meta = await metas.get('device')
  if (meta) await metas.put({ ...meta, cookie: {} }, 'device')
}

function makeFirstStores(database: Database): void {
  const expenses = database.createObjectStore('expense', { keyPath: ['spaceId', 'id'] })
  expenses.createIndex('day', ['spaceId', 'day', 'id'])
  expenses.createIndex('category', ['spaceId', 'categoryId'])
  database.createObjectStore('month', { keyPath: ['spaceId', 'month'] })
  database.createObjectStore('shadow', { keyPath: ['entity', 'spaceId', 'id'] })
  database.createObjectStore('outbox', { keyPath: 'n' })
  database.createObjectStore('meta')
}
